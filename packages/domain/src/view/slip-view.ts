// Papers handed over at windows in the views: those that an agent has to print, and what became of those of one window.
import { isSameSlip } from '../decide/slip.ts';
import type { DeviceId, WindowId } from '../ids.ts';
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
      const content = contentOf(state, job);
      const number = numberOf(state, job);
      if (!content || !number) return [];
      const { jobId, copy, windowId, at } = job;
      return [{ jobId, copy, day: day.date, windowId, number, language: state.ticketById.get(job.ticketId)?.language ?? 'zh', at, content }];
    })
    .slice(0, ofAgent);
}

function contentOf(state: ReadonlyHall, { slip, ticketId }: Pick<Job, 'slip' | 'ticketId'>): SlipContent | null {
  if (slip.kind === 'payment') {
    const notice = state.noticeById.get(slip.noticeId);
    if (notice?.status !== 'open') return null;
    const { number, lines, waiver, fen, payee, code, issuedAt, expiresAt } = notice;
    return { kind: 'payment', notice: { number, lines: [...lines], waiver, fen, payee, code, issuedAt, expiresAt } };
  }
  const stop = state.ticketById.get(ticketId)?.stops[slip.stop];
  const missing = stop?.life.status === 'done' ? stop.life.missing : undefined;
  if (!stop || !missing) return null;
  const { materials, other, note, pass } = missing;
  return { kind: 'materials', queueId: stop.queueId, items: [...stop.items], materials: [...materials], other, note, pass };
}

const numberOf = (state: ReadonlyHall, { slip, ticketId }: Pick<Job, 'slip' | 'ticketId'>) =>
  slip.kind === 'payment' ? state.noticeById.get(slip.noticeId)?.ticket : state.ticketById.get(ticketId)?.number;

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
  const content = contentOf(state, paper);
  const number = numberOf(state, paper);
  if (!content || !number) return [];
  const life = paper.slip.kind === 'materials' ? state.ticketById.get(paper.ticketId)?.stops[paper.slip.stop]?.life : undefined;
  const at = paper.at ?? (life?.status === 'done' ? life.at : 0);
  return [{ slip: paper.slip, ticketId: paper.ticketId, number, at, code: content.kind === 'materials' ? (content.pass?.code ?? null) : null, job }];
}

/** Why the visitor is here again. */
export function cameBackView({ pass }: Pick<DeepReadonly<Ticket>, 'pass'>): CameBackView | null {
  if (!pass) return null;
  const { windowId, date, materials, other, note } = pass;
  return { windowId, date, materials: [...materials], other, note };
}
