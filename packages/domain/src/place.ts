// The order of a queue: who stands before whom, and the waiting lists that keep it.
import type { QueueId } from './ids.ts';
import type { HallState, Place, ReadonlyHall, StopRef, Ticket } from './state.ts';

/** Negative when `a` stands before `b`. */
export const comparePlaces = (a: Place, b: Place): number => a.at - b.at || a.tie - b.tie;

/** All that decides where a stop stands: where two series give one number at one moment, the first issued stands first, then the journey decides. */
export type Standing = { readonly place: Place; readonly ordinal: number; readonly stop: number };

const compareStandings = (a: Standing, b: Standing): number => comparePlaces(a.place, b.place) || a.ordinal - b.ordinal || a.stop - b.stop;

function standingOf(state: ReadonlyHall, ref: StopRef): Standing {
  const ticket = state.ticketById.get(ref.ticketId);
  const stop = ticket?.stops[ref.stop];
  if (!ticket || !stop) throw new Error(`no stop ${ref.stop} of ticket ${ref.ticketId}`);
  return { place: stop.place, ordinal: ticket.ordinal, stop: ref.stop };
}

/** The place of a stop that exists. */
export const placeOf = (state: ReadonlyHall, ref: StopRef): Place => standingOf(state, ref).place;

/** Who waits in a queue, in order of place. */
export const waitingOf = (state: ReadonlyHall, queueId: QueueId): readonly StopRef[] => state.waiting.get(queueId) ?? [];

/** Puts a waiting stop where its place says. */
export function enqueue(state: HallState, queueId: QueueId, ref: StopRef): void {
  insert(state, state.waiting, queueId, ref);
  if (mayBePreferred(state.ticketById.get(ref.ticketId))) insert(state, state.preferable, queueId, ref);
}

/** True when the class, a return pass or a booking can put the ticket before others, now or later. */
const mayBePreferred = (ticket: Ticket | undefined): boolean =>
  ticket !== undefined && (ticket.personClass !== 'ordinary' || ticket.pass !== null || ticket.booked !== null);

function insert(state: HallState, lists: HallState['waiting'], queueId: QueueId, ref: StopRef): void {
  const list = lists.get(queueId) ?? [];
  list.splice(countBefore(state, list, standingOf(state, ref)), 0, ref);
  lists.set(queueId, list);
}

/** How many of a list in its order stand before `standing`; who comes now mostly stands last. */
export function countBefore(state: ReadonlyHall, list: readonly StopRef[], standing: Standing): number {
  const last = list.at(-1);
  if (last && compareStandings(standingOf(state, last), standing) < 0) return list.length;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = list[middle];
    if (there && compareStandings(standingOf(state, there), standing) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes a stop out of its waiting list; does nothing when it is not there. */
export function dequeue(state: HallState, queueId: QueueId, ref: StopRef): void {
  remove(state.waiting.get(queueId), ref);
  remove(state.preferable.get(queueId), ref);
}

function remove(list: StopRef[] | undefined, ref: StopRef): void {
  const index = list?.findIndex((other) => other.ticketId === ref.ticketId && other.stop === ref.stop) ?? -1;
  if (list && index >= 0) list.splice(index, 1);
}
