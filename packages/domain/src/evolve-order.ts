// What the order of a queue remembers: the row of preferred calls, who was overtaken, who was called by which rule.
import type { EventOf } from './event.ts';
import { ticketOf } from './evolve-parts.ts';
import type { CallId, QueueId, TicketId } from './ids.ts';
import type { DeepReadonly, HallState, Place, QueueCall, ReadonlyHall, Stop, StopRef } from './state.ts';

/** Keeps what a first call means for its queue; `place` is where the called stop stood. */
export function keepOrder(state: HallState, at: number, event: EventOf<'ticket.called'>, place: Place): void {
  const { queueId, callId, ticketId, stop, windowId } = event;
  const rowBefore = state.preferredRow.get(queueId) ?? 0;
  if (event.row !== undefined) state.preferredRow.set(queueId, event.row);
  const passed = (event.passed ?? []).flatMap((id) => overtake(state, event, id));
  const calls = callsIn(state, queueId);
  calls.push({ callId, ticketId, stop, windowId, at, place, why: event.why ?? 'order', wasUrgent: state.urgent.has(ticketId), passed, rowBefore, chosen: event.chosen ?? null });
  state.queueCalls.set(queueId, calls);
}

/** Every stop of the ticket that waits in the queue and was not spared; the ticket's own copy of the id, so that no event's text stays in memory. */
function overtake(state: HallState, { queueId, spared }: EventOf<'ticket.called'>, id: TicketId): StopRef[] {
  const ticket = ticketOf(state, id);
  const isSpared = (index: number): boolean => spared?.some((one) => one.ticketId === id && one.stop === index) ?? false;
  const waiting = ticket.stops.filter((stop) => stop.queueId === queueId && stop.life.status === 'waiting' && !isSpared(stop.index));
  for (const stop of waiting) stop.overtaken += 1;
  return waiting.map((stop) => ({ ticketId: ticket.ticketId, stop: stop.index }));
}

/** A call that was taken back has overtaken nobody; the row is again as before it, when nobody was called in the queue since. */
export function forgetOrder(state: HallState, queueId: QueueId, callId: CallId | null): void {
  const calls = callsIn(state, queueId);
  const index = calls.findLastIndex((call) => call.callId === callId);
  const call = calls[index];
  if (!call) return;
  for (const { stop } of overtakenBy(state, queueId, callId)) stop.overtaken = overtakenLess(stop);
  if (index === calls.length - 1) state.preferredRow.set(queueId, call.rowBefore);
  calls.splice(index, 1);
}

/** The stops that a first call overtook, as far as they still stand in that queue. */
export function overtakenBy(state: HallState, queueId: QueueId, callId: CallId | null): readonly Overtaken<Stop>[];
export function overtakenBy(state: ReadonlyHall, queueId: QueueId, callId: CallId | null): readonly Overtaken<DeepReadonly<Stop>>[];
export function overtakenBy(state: ReadonlyHall, queueId: QueueId, callId: CallId | null): readonly Overtaken<DeepReadonly<Stop>>[] {
  const passed = callsIn(state, queueId).filter((call) => call.callId === callId).flatMap((call) => call.passed);
  return passed.flatMap(({ ticketId, stop: index }) => {
    const stop = state.ticketById.get(ticketId)?.stops[index];
    return stop?.queueId === queueId ? [{ ticketId, stop }] : [];
  });
}

type Overtaken<T> = { readonly ticketId: TicketId; readonly stop: T };

/** First calls of a queue, oldest first. */
export function callsIn(state: HallState, queueId: QueueId): QueueCall[];
export function callsIn(state: ReadonlyHall, queueId: QueueId): readonly DeepReadonly<QueueCall>[];
export function callsIn(state: ReadonlyHall, queueId: QueueId): readonly DeepReadonly<QueueCall>[] {
  return state.queueCalls.get(queueId) ?? [];
}

/** How often a stop was overtaken without a call that was taken back. */
export const overtakenLess = ({ overtaken }: { readonly overtaken: number }): number => Math.max(0, overtaken - 1);

/** The ticket comes first from now on. */
export function madeUrgent(state: HallState, at: number, { ticketId, reason }: EventOf<'ticket.madeUrgent'>): void {
  ticketOf(state, ticketId).urgent = { reason, at };
  state.urgent.add(ticketId);
}
