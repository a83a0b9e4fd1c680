// Papers handed over at windows in the views: those that an agent has to print, and what became of those of one window.
import { isSameSlip } from '../decide/slip.ts';
import { askedFor, stopsOf } from '../evolve-parts.ts';
import type { DeviceId, TicketNumber, WindowId } from '../ids.ts';
import type { DeepReadonly, Pass, ReadonlyHall, SlipJob, Ticket } from '../state.ts';
import type { SlipContent } from '../slip-schema.ts';
import type { CameBackView, SlipOrder, SlipView } from './slip-types.ts';

const [ofAgent, ofWindow] = [20, 6];

type Job = DeepReadonly<SlipJob>;

/** Ordered from this device and not reported, oldest first, at most 20; a paper that is no longer true is left out. */
export function slipOrders(state: ReadonlyHall, deviceId: DeviceId): SlipOrder[] {
  const { day } = state;
  if (!day) return [];
  const open = [...state.slipByJob.values()].filter((job) => job.deviceId === deviceId && job.outcome === null);
  return open
    .flatMap((job): SlipOrder[] => {
      const { jobId, copy, windowId, at, ticketId } = job;
      // A notice of an earlier day: who was given it is not known any more.
      const language = state.ticketById.get(ticketId)?.language ?? 'zh';
      return saidOn(state, job).map(({ number, content }): SlipOrder => ({ jobId, copy, day: day.date, windowId, number, language, at, content }));
    })
    .slice(0, ofAgent);
}

type Said = { readonly number: TicketNumber; readonly content: SlipContent; /** When it came to be true, epoch ms. */ readonly since: number };

/** What stands on a paper; nothing when it is no longer true. */
function saidOn(state: ReadonlyHall, { slip, ticketId }: Pick<Job, 'slip' | 'ticketId'>): Said[] {
  if (slip.kind === 'payment') {
    const notice = state.noticeById.get(slip.noticeId);
    if (notice?.status !== 'open') return [];
    const { ticket, number, lines, waiver, fen, payee, code, issuedAt, expiresAt } = notice;
    return [{ number: ticket, since: issuedAt, content: { kind: 'payment', notice: { number, lines: [...lines], waiver, fen, payee, code, issuedAt, expiresAt } } }];
  }
  return stopsOf(state, { ticketId, stop: slip.stop }).flatMap(({ ticket: { number }, stop }) =>
    askedFor(stop).map(({ at, missing: { materials, other, note, pass } }): Said => ({
      number, since: at, content: { kind: 'materials', queueId: stop.queueId, items: [...stop.items], materials: [...materials], other, note, pass },
    })));
}

/** What this window handed over today, newest first, at most 6: each paper once, with its newest copy. */
export function slipsOf(state: ReadonlyHall, windowId: WindowId): SlipView[] {
  const jobs = [...state.slipByJob.values()].filter((job) => job.windowId === windowId).toReversed();
  const newest = jobs.filter((job, index) => jobs.findIndex((other) => isSameSlip(other, job)) === index);
  const printed = newest.flatMap((job) => viewOf(state, job, { copy: job.copy, outcome: job.outcome }));
  const untold = [...state.passByCode.values()]
    .filter((pass) => pass.windowId === windowId && !pass.isVoid)
    .map(paperOf)
    .filter((paper) => !newest.some((job) => isSameSlip(job, paper)))
    .flatMap((paper) => viewOf(state, paper, null));
  return [...printed, ...untold].toSorted((a, b) => b.at - a.at).slice(0, ofWindow);
}

const paperOf = ({ ticketId, stop }: DeepReadonly<Pass>) => ({ ticketId, slip: { kind: 'materials', stop } }) as const;

function viewOf(state: ReadonlyHall, paper: Pick<Job, 'slip' | 'ticketId'> & { readonly at?: number }, job: SlipView['job']): SlipView[] {
  const { slip, ticketId } = paper;
  return saidOn(state, paper).map(({ number, content, since }) => ({
    slip, ticketId, number, at: paper.at ?? since, code: content.kind === 'materials' ? (content.pass?.code ?? null) : null, job,
  }));
}

/** Why the visitor is here again. */
export function cameBackView({ pass }: Pick<DeepReadonly<Ticket>, 'pass'>): CameBackView | null {
  if (!pass) return null;
  const { windowId, date, materials, other, note } = pass;
  return { windowId, date, materials: [...materials], other, note };
}
