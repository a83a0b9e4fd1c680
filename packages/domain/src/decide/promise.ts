// The promise that ordinary visitors get when they begin to stand somewhere: how often they may be overtaken (RULES.md, O10).
import type { Context, Decision } from '../context.ts';
import type { EventOf, HallEvent, StopPlan } from '../event.ts';
import { boundAt } from '../preferred.ts';
import type { ReadonlyHall } from '../state.ts';

/** Adds the bound to every stop that opens by this decision, whichever rule opens it. */
export function withBounds(state: ReadonlyHall, decision: Decision, context: Context): Decision {
  if (decision.kind !== 'events' || !decision.events.some(opensStop)) return decision;
  return { kind: 'events', events: decision.events.map((event) => promised(state, event, context)) };
}

const opensStop = ({ type }: HallEvent): boolean => type === 'ticket.issued' || type === 'stop.opened';

function promised(state: ReadonlyHall, event: HallEvent, context: Context): HallEvent {
  if (event.type === 'stop.opened') return opened(state, event, context);
  if (event.type !== 'ticket.issued' || event.lateDay !== undefined || event.personClass !== undefined) return event;
  return { ...event, stops: event.stops.map((stop) => plan(state, event, stop, context)) };
}

/** A stop that is blocked gets its bound when it opens. */
function plan(state: ReadonlyHall, { placeAt, number, supersedes }: EventOf<'ticket.issued'>, stop: StopPlan, context: Context): StopPlan {
  if (stop.after.length > 0) return stop;
  return { ...stop, bound: boundAt(state, { queueId: stop.queueId, place: { at: placeAt, tie: number.n }, without: supersedes }, context) };
}

function opened(state: ReadonlyHall, event: EventOf<'stop.opened'>, context: Context): HallEvent {
  const ticket = state.ticketById.get(event.ticketId);
  const stop = ticket?.stops[event.stop];
  if (!ticket || !stop || ticket.personClass !== 'ordinary') return event;
  return { ...event, bound: boundAt(state, { queueId: stop.queueId, place: { at: event.placeAt, tie: ticket.number.n }, without: null }, context) };
}
