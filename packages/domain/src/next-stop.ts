// Who a window calls next: one pure function over the waiting stops, the window and the rules of order (RULES.md, O1–O13).
import type { HallConfig } from './config.ts';
import { ticketsOf } from './evolve-parts.ts';
import type { QueueId, TicketId, WindowId } from './ids.ts';
import { mayCallAt, type MayCall } from './may-call.ts';
import type { CallWhy } from './person.ts';
import { pickInQueue } from './pick-in-queue.ts';
import { comparePlaces, placeOf } from './place.ts';
import { servedAt, type Served } from './served-by.ts';
import type { Place, ReadonlyHall, StopRef } from './state.ts';

type Candidate = {
  readonly head: StopRef; readonly queueId: QueueId; readonly place: Place; readonly rank: number; readonly isLifted: boolean; readonly share: number;
};

export type NextStop = {
  readonly ref: StopRef;
  readonly queueId: QueueId;
  readonly why: Extract<CallWhy, 'order' | 'preferred' | 'aged' | 'urgent'>;
  /** The ordinary tickets that this call overtakes. */
  readonly passed: readonly TicketId[];
  /** Further stops of theirs in that queue, which it does not overtake. */
  readonly spared: readonly StopRef[];
  /** The queue's row of preferred calls after this call; null: as before. */
  readonly row: number | null;
};

/** `now` in epoch ms; tickets of `taken` are being called elsewhere in this moment. */
type Moment = { readonly now: number; readonly config: HallConfig; readonly taken: ReadonlySet<TicketId> | null };

/**
 * The stop that `windowId` calls next, and by which rule, or null when nobody waits for it.
 * A ticket that is at a window now is never taken, the caller's own included: its next stop opens behind this call.
 */
export function nextStop(state: ReadonlyHall, windowId: WindowId, { now, config, taken }: Moment): NextStop | null {
  const served = servedAt(state, config, windowId);
  const mayCall = mayCallAt(state, config, windowId, taken);
  const urgent = firstUrgent(state, served, mayCall);
  if (urgent) return { ...urgent, why: 'urgent', passed: [], spared: [], row: null };
  const best = bestQueue(state, windowId, served, { now, agedAfterMs: config.policy.agedAfterMs, mayCall });
  if (!best) return null;
  const { queueId } = best;
  const pick = pickInQueue(state, queueId, best.head, { now, config, mayCall });
  const why = pick.passed.length > 0 ? 'preferred' : best.isLifted ? 'aged' : 'order';
  return { ref: pick.ref, queueId, why, passed: pick.passed, spared: pick.spared, row: pick.row === (state.preferredRow.get(queueId) ?? 0) ? null : pick.row };
}

/** O11: the earliest urgent stop of any queue of the window. */
function firstUrgent(state: ReadonlyHall, served: readonly Served[], mayCall: MayCall): Pick<NextStop, 'ref' | 'queueId'> | null {
  let first: (Pick<NextStop, 'ref' | 'queueId'> & { readonly place: Place }) | null = null;
  for (const { ticketId, stops } of ticketsOf(state, state.urgent)) {
    for (const { index, queueId, life, place } of stops) {
      const ref = { ticketId, stop: index };
      if (life.status !== 'waiting' || !served.some(({ queue }) => queue === queueId) || !mayCall(ref, queueId)) continue;
      if (!first || comparePlaces(place, first.place) < 0) first = { ref, queueId, place };
    }
  }
  return first && { ref: first.ref, queueId: first.queueId };
}

type Looking = { readonly now: number; readonly agedAfterMs: number; readonly mayCall: MayCall };

/** O2–O4: the queue whose first callable visitor decides. */
function bestQueue(state: ReadonlyHall, windowId: WindowId, served: readonly Served[], { now, agedAfterMs, mayCall }: Looking): Candidate | null {
  const bestRank = Math.min(...served.map((queue) => queue.rank));
  const calls = state.windowById.get(windowId)?.callsByQueue;
  let best: Candidate | null = null;
  for (const { queue: queueId, rank, weight } of served) {
    const head = state.waiting.get(queueId)?.find((ref) => mayCall(ref, queueId));
    if (!head) continue;
    const place = placeOf(state, head);
    const isLifted = now - place.at > agedAfterMs && rank > bestRank;
    const candidate = { head, queueId, place, isLifted, rank: isLifted ? bestRank : rank, share: (calls?.get(queueId) ?? 0) / weight };
    if (!best || isBefore(candidate, best)) best = candidate;
  }
  return best;
}

const isBefore = (a: Candidate, b: Candidate): boolean =>
  (a.rank - b.rank || a.share - b.share || comparePlaces(a.place, b.place)) < 0;
