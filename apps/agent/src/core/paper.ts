// Print jobs. `sending` is committed before the first byte leaves; what was sending when the process died is `unknown`
// and is never sent again by itself: a further copy needs a person and says 补打.
import type { DayPaperOrder, PaperOutcome, ReprintOrder, SlipOrder, SlipOutcome } from '@hallcall/domain';
import { newCommandId, newJobId, type CoreContext } from './context.ts';
import { queueFacts } from './fact.ts';
import { rememberOnline } from './issue.ts';
import type { FactCommand, IssuedTicket, Job, JobState, ReadonlyAgent, Write } from './state.ts';

/** How a job ended, as the printer's driver learned it. */
export type JobEnd = Extract<JobState, 'acked' | 'sent' | 'failed' | 'unknown'>;

/** A job of a visitor that waited longer than this for its turn is not printed any more: the visitor has left. ms. */
const queuedAtMostMs = 30_000;

const outcomeOf = { acked: 'printed', sent: 'sent', failed: 'failed', unknown: 'unknown' } as const satisfies Record<JobEnd, PaperOutcome & SlipOutcome>;

/**
 * The job to print now; null while one is being printed. Jobs leave in the order in which they were asked for; papers of closed days wait
 * for a printer that can print, and are passed over until then.
 */
export function nextJob(state: ReadonlyAgent, canPrint: boolean): Job | null {
  let next: Job | null = null;
  for (const job of state.jobById.values()) {
    if (job.state === 'sending') return null;
    if (job.origin === 'day' && !canPrint) continue;
    if (job.state === 'queued' && (next === null || job.queuedAt < next.queuedAt)) next = job;
  }
  return next;
}

/** To be committed before the bytes leave. A job that waited too long fails instead. */
export function startJob(state: ReadonlyAgent, job: Job, context: CoreContext): Write[] {
  if (state.jobById.get(job.jobId)?.state !== 'queued') return [];
  if (job.origin !== 'day' && context.now - job.queuedAt > queuedAtMostMs) return endJob(state, job, 'failed', context);
  return [{ kind: 'job', row: { ...job, state: 'sending', changedAt: context.now } }];
}

/** The outcome of a job, with the fact that tells the hub. A job that ended already keeps its end. */
export function finishJob(state: ReadonlyAgent, jobId: Job['jobId'], end: JobEnd, context: CoreContext): Write[] {
  const job = state.jobById.get(jobId);
  return job?.state === 'sending' ? endJob(state, job, end, context) : [];
}

/** A slow printer confirmed after all what had ended as unknown. */
export function confirmLate(state: ReadonlyAgent, jobId: Job['jobId'], context: CoreContext): Write[] {
  const job = state.jobById.get(jobId);
  return job?.state === 'unknown' ? endJob(state, job, 'acked', context) : [];
}

/** A second copy that the visitor asked for at the kiosk. `jobId` is made once per tap. */
export function reprintForVisitor(state: ReadonlyAgent, requestId: string, context: CoreContext): Write[] {
  const issue = state.issueByRequest.get(requestId);
  if (issue?.end?.kind !== 'issued') return [];
  const { ticket } = issue.end;
  const copies = [...state.jobById.values()].filter((job) => 'ticket' in job && job.ticket.ticketId === ticket.ticketId);
  if (copies.some((job) => job.state === 'queued' || job.state === 'sending')) return [];
  const copy = 1 + Math.max(0, ...copies.map((job) => job.copy));
  const job: Job = {
    jobId: newJobId(context), copy, origin: 'visitor', ticket, state: 'queued', queuedAt: context.now, changedAt: context.now,
  };
  return [
    { kind: 'job', row: job },
    ...queueFacts(state, [{
      commandId: newCommandId(context),
      command: { type: 'reprint.record', ticketId: ticket.ticketId, day: ticket.day, jobId: job.jobId, copy, at: context.now },
    }]),
  ];
}

/**
 * Copies asked for at a desk, as the hub's view lists them; each becomes a job once. The paper of a number that the guide desk gave (`copy` 0) is the
 * only one: a hub that was restored without it is told of it, as of the kiosk's own.
 */
export function adoptOrders(state: ReadonlyAgent, orders: readonly ReprintOrder[], context: CoreContext): Write[] {
  const jobs = orders.filter((order) => !state.jobById.has(order.jobId)).map((order) => orderedJob(order, context));
  const first = jobs.filter(({ copy, ticket }) => copy === 0 && !ticket.offline);
  return [
    ...jobs.map((row) => ({ kind: 'job', row }) as const),
    ...first.map(({ ticket }, index) => rememberOnline(ticket, { ...state, position: state.nextPosition + index }, context)),
  ];
}

function orderedJob(order: ReprintOrder, { now }: CoreContext): Extract<Job, { readonly ticket: IssuedTicket }> {
  const { jobId, copy, ticketId, number, queueId, items, stops, chain, language, issuedAt, offline, day, isReturn, booked } = order;
  return {
    jobId, copy, origin: 'desk', state: 'queued', queuedAt: now, changedAt: now,
    ticket: { ticketId, number, queueId, items, stops, chain: chain ?? null, language, day, issuedAt, offline, ahead: null, ...(isReturn ? { isReturn } : {}), ...(booked ? { booked } : {}) },
  };
}

/** Papers ordered at windows, as the hub's view lists them; each becomes a job once. */
export function adoptSlips(state: ReadonlyAgent, orders: readonly SlipOrder[], context: CoreContext): Write[] {
  return orders
    .filter((order) => !state.jobById.has(order.jobId))
    .map((order) => ({
      kind: 'job',
      row: { jobId: order.jobId, copy: order.copy, origin: 'window', state: 'queued', queuedAt: context.now, changedAt: context.now, order },
    }));
}

/** Papers of closed days, as the hub's view lists them; each becomes a job once. One that waits and is listed no more was taken back. */
export function adoptDayPapers(state: ReadonlyAgent, papers: readonly DayPaperOrder[], context: CoreContext): Write[] {
  const listed = new Set(papers.map(({ jobId }) => jobId));
  const gone = [...state.jobById.values()].filter((job) => job.origin === 'day' && job.state === 'queued' && !listed.has(job.jobId));
  const fresh = papers.filter(({ jobId }) => !state.jobById.has(jobId)).map((paper): Write => ({
    kind: 'job',
    row: { jobId: paper.jobId, copy: paper.copy, origin: 'day', state: 'queued', queuedAt: context.now, changedAt: context.now, paper },
  }));
  return [...gone.flatMap((job) => endJob(state, job, 'failed', context)), ...fresh];
}

/** The visitor took the number from the screen. */
export function noteNumber(state: ReadonlyAgent, requestId: string, context: CoreContext): Write[] {
  const issue = state.issueByRequest.get(requestId);
  if (issue?.end?.kind !== 'issued' || issue.isNoted) return [];
  const { ticketId, day } = issue.end.ticket;
  return [
    { kind: 'issue', row: { ...issue, isNoted: true } },
    ...queueFacts(state, [{
      commandId: newCommandId(context),
      command: { type: 'paper.report', ticketId, day, jobId: null, copy: 0, outcome: 'shown', at: context.now },
    }]),
  ];
}

/** After a start: what was sending when the process ended may or may not lie in the tray. */
export function recoverJobs(state: ReadonlyAgent, context: CoreContext): Write[] {
  const job = [...state.jobById.values()].find((candidate) => candidate.state === 'sending');
  return job ? endJob(state, job, 'unknown', context) : [];
}

function endJob(state: ReadonlyAgent, job: Job, end: JobEnd, context: CoreContext): Write[] {
  return [
    { kind: 'job', row: { ...job, state: end, changedAt: context.now } },
    ...queueFacts(state, [{ commandId: newCommandId(context), command: wordOf(job, outcomeOf[end], context.now) }]),
  ];
}

function wordOf(job: Job, outcome: SlipOutcome, at: number): FactCommand {
  const { jobId, copy } = job;
  if (job.origin === 'window') return { type: 'slip.report', jobId, day: job.order.day, outcome, at };
  if (job.origin === 'day') return { type: 'slip.report', jobId, day: job.paper.root.date, outcome, at };
  const { ticketId, day } = job.ticket;
  return { type: 'paper.report', ticketId, day, jobId, copy, outcome, at };
}
