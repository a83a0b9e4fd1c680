// Papers that a window hands over: jobs of the printer assigned to it (RULES.md, P8–P11).
import { isBankWindow } from '../bank-window.ts';
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import { askedFor, stopsOf } from '../evolve-parts.ts';
import type { JobId, ServiceDate, TicketId, WindowId } from '../ids.ts';
import type { Rejection } from '../rejection.ts';
import type { Slip, SlipOutcome } from '../slip-schema.ts';
import type { DeepReadonly, ReadonlyHall, SlipJob } from '../state.ts';
import { onDuty } from './window-duty.ts';

type Wanted = { readonly windowId: WindowId; readonly ticketId: TicketId; readonly slip: Slip };

/** P8: nothing where no printer is assigned to the window. */
export function slipFor(state: ReadonlyHall, wanted: Wanted, context: Context): HallEvent[] {
  // The context's ids have the form that the schema of JobId asks for.
  const ordered = printerOf(wanted.windowId, context) && orderedAs(state, { ...wanted, jobId: context.newId() as JobId, least: 0 }, context);
  return ordered ? [ordered] : [];
}

/** P9: the desk prints a paper of its own again. */
export function orderSlip(state: ReadonlyHall, command: CommandOf<'slip.order'>, context: Context): Decision {
  const { windowId, jobId, ticketId, slip } = command;
  const duty = onDuty(state, windowId, context);
  if (duty.kind === 'rejection') return duty;
  if (state.slipByJob.has(jobId)) return accept();
  const refusal = refusalOf(state, command, context);
  if (refusal) return reject(refusal);
  const ordered = orderedAs(state, { windowId, ticketId, slip, jobId, least: 1 }, context);
  return ordered ? accept(ordered) : reject({ code: 'slip.noPrinter' });
}

function refusalOf(state: ReadonlyHall, { windowId, ticketId, slip }: Wanted, { config }: Context): Rejection | null {
  if (slip.kind === 'materials') {
    const [asked] = stopsOf(state, { ticketId, stop: slip.stop }).flatMap(({ stop }) => askedFor(stop));
    if (!asked) return { code: 'slip.unknown' };
    return asked.missing.windowId === windowId ? null : { code: 'command.notYours' };
  }
  const notice = state.noticeById.get(slip.noticeId);
  if (!notice || notice.ticketId !== ticketId) return { code: 'slip.unknown' };
  if (notice.windowId !== windowId && !isBankWindow(config, windowId)) return { code: 'command.notYours' };
  return notice.status === 'open' ? null : { code: 'notice.notOpen', status: notice.status };
}

const printerOf = (windowId: WindowId, { config }: Pick<Context, 'config'>) => config.windows.find(({ id }) => id === windowId)?.printer ?? null;

type Ordered = Wanted & {
  readonly jobId: JobId;
  /** 1 for whatever a person asks for: also where the first copy is forgotten, of another day, or never came out, no second one leaves without its mark. */
  readonly least: 0 | 1;
};

function orderedAs(state: ReadonlyHall, { windowId, ticketId, slip, jobId, least }: Ordered, context: Context): EventOf<'slip.ordered'> | null {
  const deviceId = printerOf(windowId, context);
  const copies = [...state.slipByJob.values()].filter((job) => isSameSlip(job, { ticketId, slip })).map(({ copy }) => copy);
  return deviceId && { type: 'slip.ordered', jobId, copy: Math.max(least - 1, ...copies) + 1, deviceId, windowId, ticketId, slip };
}

/** True when a job prints this paper. */
export function isSameSlip(job: Pick<DeepReadonly<SlipJob>, 'ticketId' | 'slip'>, { ticketId, slip }: Pick<Wanted, 'ticketId' | 'slip'>): boolean {
  if (job.ticketId !== ticketId) return false;
  return job.slip.kind === 'payment' ? slip.kind === 'payment' && slip.noticeId === job.slip.noticeId : slip.kind === 'materials' && slip.stop === job.slip.stop;
}

/** P10: never refused; what is known already, or nobody knows any more, changes nothing. */
export function reportSlip(state: ReadonlyHall, { jobId, outcome, at }: CommandOf<'slip.report'>, { actor, now }: Context): Decision {
  const job = state.slipByJob.get(jobId);
  if (!job || actor.role !== 'agent' || actor.deviceId !== job.deviceId || !isNews(job.outcome, outcome)) return accept();
  const { ticketId, windowId } = job;
  return accept({ type: 'slip.changed', jobId, ticketId, windowId, outcome, at: Math.min(at, now), ...lateIn(state) });
}

/** Paper that came out is not taken back by a later fault. */
export function isNews(before: SlipOutcome | null, after: SlipOutcome): boolean {
  if (before === after) return false;
  if (before === 'printed') return false;
  return before !== 'sent' || after === 'printed';
}

const lateIn = ({ day }: ReadonlyHall): { lateDay?: ServiceDate } => (day?.closed ? { lateDay: day.date } : {});

/** P11 */
export function overdueSlips(state: ReadonlyHall, { config, now }: Context): HallEvent[] {
  return [...state.slipByJob.values()]
    .filter(({ outcome, at }) => outcome === null && now - at >= config.policy.paperPendingMs)
    .map(({ jobId, ticketId, windowId }): HallEvent => ({ type: 'slip.changed', jobId, ticketId, windowId, outcome: 'unknown', at: now, ...lateIn(state) }));
}
