// What the order of a queue remembers: the row of preferred calls, who was overtaken, who was called by which rule.
import type { EventOf } from './event.ts';
import { ticketOf } from './evolve-parts.ts';
import type { HallState, Place } from './state.ts';

/** Keeps what a first call means for its queue; `place` is where the called stop stood. */
export function keepOrder(state: HallState, at: number, event: EventOf<'ticket.called'>, place: Place): void {
  const { queueId, callId, ticketId, stop, windowId } = event;
  if (event.row !== undefined) state.preferredRow.set(queueId, event.row);
  // The ticket's own copy of the id: the text of every event would stay in memory otherwise.
  const passed = (event.passed ?? []).map((id) => overtake(state, queueId, id));
  const calls = state.queueCalls.get(queueId) ?? [];
  calls.push({ callId, ticketId, stop, windowId, at, place, why: event.why ?? 'order', passed, chosen: event.chosen ?? null });
  state.queueCalls.set(queueId, calls);
}

function overtake(state: HallState, queueId: EventOf<'ticket.called'>['queueId'], id: EventOf<'ticket.called'>['ticketId']) {
  const ticket = ticketOf(state, id);
  for (const stop of ticket.stops) if (stop.queueId === queueId && stop.life.status === 'waiting') stop.overtaken += 1;
  return ticket.ticketId;
}

/** The ticket comes first from now on. */
export function madeUrgent(state: HallState, at: number, { ticketId, reason }: EventOf<'ticket.madeUrgent'>): void {
  ticketOf(state, ticketId).urgent = { reason, at };
  state.urgent.add(ticketId);
}
