// Who a window calls next: one pure function over the waiting stops, the window and the rules of order (RULES.md, O1–O5).
import type { HallConfig } from './config.ts';
import type { QueueId, WindowId } from './ids.ts';
import { isMeantFor } from './meant-for.ts';
import { comparePlaces, placeOf } from './place.ts';
import type { Paper, Place, ReadonlyHall, StopRef } from './state.ts';

type Served = HallConfig['windows'][number]['queues'][number];
type Candidate = { readonly ref: StopRef; readonly queueId: QueueId; readonly place: Place; readonly rank: number; readonly share: number };

/** True when a ticket with this paper may be called: somebody may hold the number. */
export const isCallable = (paper: Paper): boolean => paper !== 'pending' && paper !== 'failed';

/**
 * The stop that `windowId` calls next at `now` (epoch ms), or null when nobody waits for it.
 * A ticket that is at a window now is never taken, the caller's own included: its next stop opens behind this call.
 */
export function nextStop(
  state: ReadonlyHall,
  config: HallConfig,
  windowId: WindowId,
  now: number,
): { readonly ref: StopRef; readonly queueId: QueueId } | null {
  const served = config.windows.find((window) => window.id === windowId)?.queues ?? [];
  const bestRank = Math.min(...served.map((queue) => queue.rank));
  const calls = state.windowById.get(windowId)?.callsByQueue;
  let best: Candidate | null = null;
  for (const queue of served) {
    const ref = firstCallable(state, queue.queue, windowId);
    if (!ref) continue;
    const place = placeOf(state, ref);
    const hasAged = now - place.at > config.policy.agedAfterMs;
    const share = (calls?.get(queue.queue) ?? 0) / queue.weight;
    const candidate = { ref, queueId: queue.queue, place, rank: hasAged ? bestRank : queue.rank, share };
    if (!best || isBefore(candidate, best)) best = candidate;
  }
  return best && { ref: best.ref, queueId: best.queueId };
}

const isBefore = (a: Candidate, b: Candidate): boolean =>
  (a.rank - b.rank || a.share - b.share || comparePlaces(a.place, b.place)) < 0;

/** The first stop of a queue that may be called now. */
function firstCallable(state: ReadonlyHall, queueId: Served['queue'], windowId: WindowId): StopRef | null {
  return state.waiting.get(queueId)?.find((ref) => mayBeCalled(state, ref, windowId)) ?? null;
}

/** True when the ticket's paper is out, no window has it, and it was not sent to another one. */
function mayBeCalled(state: ReadonlyHall, ref: StopRef, windowId: WindowId): boolean {
  const ticket = state.ticketById.get(ref.ticketId);
  return ticket !== undefined && ticket.activeAt === null && isCallable(ticket.paper) && isMeantFor(state, ticket.stops[ref.stop], windowId);
}
