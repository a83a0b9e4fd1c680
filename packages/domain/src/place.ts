// The order of a queue: who stands before whom, and the waiting lists that keep it.
import type { QueueId } from './ids.ts';
import type { HallState, Place, ReadonlyHall, StopRef } from './state.ts';

/** Negative when `a` stands before `b`. */
export const comparePlaces = (a: Place, b: Place): number => a.at - b.at || a.tie - b.tie;

/** The whole order of a queue: where two series give one number at one moment, the first issued stands first, then the journey decides. */
function compareRefs(state: ReadonlyHall, a: StopRef, b: StopRef): number {
  const ordinal = (ref: StopRef) => state.ticketById.get(ref.ticketId)?.ordinal ?? 0;
  return comparePlaces(placeOf(state, a), placeOf(state, b)) || ordinal(a) - ordinal(b) || a.stop - b.stop;
}

/** The place of a stop that exists. */
export function placeOf(state: ReadonlyHall, ref: StopRef): Place {
  const place = state.ticketById.get(ref.ticketId)?.stops[ref.stop]?.place;
  if (!place) throw new Error(`no stop ${ref.stop} of ticket ${ref.ticketId}`);
  return place;
}

/** Puts a waiting stop where its place says. */
export function enqueue(state: HallState, queueId: QueueId, ref: StopRef): void {
  const list = state.waiting.get(queueId) ?? [];
  const last = list.at(-1);
  let low = last && compareRefs(state, last, ref) <= 0 ? list.length : 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = list[middle];
    if (there && compareRefs(state, there, ref) <= 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, ref);
  state.waiting.set(queueId, list);
}

/** Takes a stop out of its waiting list; does nothing when it is not there. */
export function dequeue(state: HallState, queueId: QueueId, ref: StopRef): void {
  const list = state.waiting.get(queueId);
  const index = list?.findIndex((other) => other.ticketId === ref.ticketId && other.stop === ref.stop) ?? -1;
  if (list && index >= 0) list.splice(index, 1);
}
