// Whom a window will call, one after the other, as the clock stands now: urgent visitors first (O11), then by rank (O2), which who has waited
// long is above (O4), share (O3) and place, and preferred ones by row and bound (O7–O9). Who has booked is not foreseen, nor is anybody preferred
// where the hall hides classes before the call: the order would tell.
import type { HallConfig } from '../config.ts';
import type { QueueId, WindowId } from '../ids.ts';
import { mayCallAt, type MayCall } from '../may-call.ts';
import { stopsOf, ticketsOf } from '../evolve-parts.ts';
import { comparePlaces, placeOf } from '../place.ts';
import { servedAt } from '../served-by.ts';
import type { ReadonlyHall, StopRef } from '../state.ts';

export type Expected = { readonly ref: StopRef; readonly queueId: QueueId };

type Line = {
  readonly queueId: QueueId;
  readonly rank: number;
  readonly weight: number;
  calls: number;
  row: number;
  readonly waiting: StopRef[];
  /** Those that may be taken before others; empty where classes are hidden. */
  readonly preferred: StopRef[];
};
/** `now` in epoch ms. */
type Hall = { readonly state: ReadonlyHall; readonly config: HallConfig; readonly now: number };

/** The first `limit` calls of the window. */
export function expectedOrder(hall: Hall, windowId: WindowId, limit: number): readonly Expected[] {
  const { state, config } = hall;
  const served = servedAt(state, config, windowId);
  const mayCall = mayCallAt(state, config, windowId, null);
  const order = urgentStops(state, new Set(served.map(({ queue }) => queue)), mayCall).slice(0, limit);
  const callsOf = (queue: QueueId): number => (state.windowById.get(windowId)?.callsByQueue.get(queue) ?? 0) + order.filter(({ queueId }) => queueId === queue).length;
  const lines = served.map(({ queue, rank, weight }): Line => ({
    calls: callsOf(queue),
    queueId: queue, rank, weight, row: state.preferredRow.get(queue) ?? 0,
    waiting: callable(state, state.waiting.get(queue), { queueId: queue, mayCall, limit }),
    preferred: config.policy.hidesClassBeforeCall ? [] : callable(state, state.preferable.get(queue), { queueId: queue, mayCall, limit }).filter((ref) => isPreferred(state, ref)),
  }));
  const passed = new Map<string, number>();
  for (;;) {
    const next = order.length < limit ? nextHead(hall, lines) : null;
    if (!next) return order;
    order.push({ ref: take(hall, next, passed), queueId: next.line.queueId });
  }
}

function urgentStops(state: ReadonlyHall, queues: ReadonlySet<QueueId>, mayCall: MayCall): Expected[] {
  const stops = ticketsOf(state, state.urgent).flatMap(({ ticketId, stops: own }) =>
    own.flatMap(({ index: stop, queueId, life }): Expected[] =>
      life.status === 'waiting' && queues.has(queueId) && mayCall({ ticketId, stop }, queueId) ? [{ ref: { ticketId, stop }, queueId }] : []),
  );
  return stops.toSorted((a, b) => comparePlaces(placeOf(state, a.ref), placeOf(state, b.ref)));
}

type Looking = { readonly queueId: QueueId; readonly mayCall: MayCall; readonly limit: number };

/** The first of a list whom the window may call; the urgent ones come before all lists. */
function callable(state: ReadonlyHall, refs: readonly StopRef[] | undefined, { queueId, mayCall, limit }: Looking): StopRef[] {
  const found: StopRef[] = [];
  for (const ref of refs ?? []) {
    if (found.length >= limit) break;
    if (!state.urgent.has(ref.ticketId) && mayCall(ref, queueId)) found.push(ref);
  }
  return found;
}

function isPreferred(state: ReadonlyHall, { ticketId }: StopRef): boolean {
  const ticket = state.ticketById.get(ticketId);
  return ticket !== undefined && (ticket.personClass !== 'ordinary' || ticket.pass !== null);
}

/** A line in which somebody waits, who is the first, and the rank that the first one counts as. */
type Head = { readonly line: Line; readonly head: StopRef; readonly rank: number };

/** O2–O4 */
function nextHead({ state, config, now }: Hall, lines: readonly Line[]): Head | null {
  const bestRank = Math.min(...lines.map(({ rank }) => rank));
  const isAged = (head: StopRef): boolean => now - placeOf(state, head).at > config.policy.agedAfterMs;
  const heads = lines.flatMap((line) => line.waiting.slice(0, 1).map((head): Head => ({ line, head, rank: isAged(head) ? bestRank : line.rank })));
  return heads.reduce<Head | null>((best, next) => (best && !isBefore(state, next, best) ? best : next), null);
}

function isBefore(state: ReadonlyHall, { line: a, head, rank }: Head, { line: b, head: other, rank: otherRank }: Head): boolean {
  return (rank - otherRank || a.calls / a.weight - b.calls / b.weight || comparePlaces(placeOf(state, head), placeOf(state, other))) < 0;
}

/** O7–O9: the first one when preferred, else a preferred one within row and bound, else the first. */
function take(hall: Hall, { line, head }: Head, passed: Map<string, number>): StopRef {
  line.calls += 1;
  if (isPreferred(hall.state, head)) return leave(line, head);
  const preferred = within(hall, line, passed);
  line.row = preferred ? line.row + 1 : 0;
  return leave(line, preferred ?? head);
}

/** Counts those whom it overtakes. */
function within({ state, config }: Hall, { row, waiting, preferred: [first] }: Line, passed: Map<string, number>): StopRef | null {
  if (!first || row >= config.policy.preferredInRow) return null;
  const before = waiting.slice(0, placeIn(waiting, first));
  if (before.some((ref) => isFull(state, ref, passed))) return null;
  for (const ref of before) passed.set(keyOf(ref), (passed.get(keyOf(ref)) ?? 0) + 1);
  return first;
}

function leave(line: Line, ref: StopRef): StopRef {
  for (const list of [line.waiting, line.preferred]) {
    const place = list.findIndex((other) => isSame(other, ref));
    if (place >= 0) list.splice(place, 1);
  }
  return ref;
}

function isFull(state: ReadonlyHall, ref: StopRef, passed: ReadonlyMap<string, number>): boolean {
  return stopsOf(state, ref).some(({ stop }) => stop.bound !== null && stop.overtaken + (passed.get(keyOf(ref)) ?? 0) >= stop.bound);
}

const keyOf = ({ ticketId, stop }: StopRef): string => `${ticketId}/${stop}`;
const isSame = (a: StopRef, b: StopRef): boolean => a.ticketId === b.ticketId && a.stop === b.stop;

/** Beyond the end for one who stands further back than the list goes. */
function placeIn(list: readonly StopRef[], ref: StopRef): number {
  const place = list.findIndex((other) => isSame(other, ref));
  return place < 0 ? list.length : place;
}
