// Folds papers ordered at windows, and the return passes that stand on some of them.
import type { EventOf } from './event.ts';
import { ticketOf } from './evolve-parts.ts';
import type { HallState, Stop, StopRef } from './state.ts';

const slipsKept = 300;

/** Changes the state by what became of a paper; word about one that is forgotten changes nothing. */
export function evolveSlip(state: HallState, at: number, event: EventOf<'slip.ordered' | 'slip.changed'>): void {
  if (event.type === 'slip.changed') {
    const job = state.slipByJob.get(event.jobId);
    if (job) job.outcome = event.outcome;
    return;
  }
  const { jobId, copy, deviceId, windowId, ticketId, slip } = event;
  state.slipByJob.set(jobId, { jobId, copy, deviceId, windowId, ticketId, slip, at, outcome: null });
  const [oldest] = state.slipByJob.keys();
  if (oldest !== undefined && state.slipByJob.size > slipsKept) state.slipByJob.delete(oldest);
}

/** The pass that a finish for want of materials gave. */
export function keepPass(state: HallState, { ticketId, windowId, missing }: EventOf<'stop.finished'>, stop: Stop): void {
  if (!missing?.pass || !state.day) return;
  const { materials, other, note, pass } = missing;
  state.passByCode.set(pass.code, {
    ...pass, materials, other, note, ticketId, windowId, stop: stop.index, queueId: stop.queueId, items: stop.items, date: state.day.date, isVoid: false,
  });
}

/** The finish is taken back, and with it its papers and the pass it gave. */
export function takeBackPapers(state: HallState, { ticketId, stop }: StopRef): void {
  for (const pass of state.passByCode.values()) if (pass.ticketId === ticketId && pass.stop === stop) pass.isVoid = true;
  for (const job of state.slipByJob.values()) {
    if (job.ticketId === ticketId && job.slip.kind === 'materials' && job.slip.stop === stop) state.slipByJob.delete(job.jobId);
  }
}

/** A number was taken with a pass. */
export function usePass(state: HallState, { pass, ticketId }: Pick<EventOf<'ticket.issued'>, 'pass' | 'ticketId'>): void {
  if (pass) state.passUse.set(pass.passId, ticketOf(state, ticketId).ticketId);
}
