// The promise that ordinary visitors get when they begin to stand somewhere: how often they may be overtaken (RULES.md, O10).
import type { StopPlan } from '../command.ts';
import type { Context, Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import { boundAt, isOrdinary } from '../preferred.ts';
import type { ReadonlyHall } from '../state.ts';

/** Adds the bound to every stop that opens, or comes into another queue, by this decision, whichever rule does it. */
export function withBounds(state: ReadonlyHall, decision: Decision, context: Context): Decision {
  if (decision.kind !== 'events' || !decision.events.some(needsPromise)) return decision;
  return { kind: 'events', events: decision.events.map((event) => promised(state, event, context)) };
}

const needsPromise = ({ type }: HallEvent): boolean => type === 'ticket.issued' || type === 'ticket.revived' || type === 'stop.opened' || type === 'stop.transferred' || type === 'notice.issued';

function promised(state: ReadonlyHall, event: HallEvent, context: Context): HallEvent {
  if (event.type === 'stop.opened' || event.type === 'stop.transferred') return standing(state, event, context);
  if (event.type === 'notice.issued') return atBank(state, event, context);
  if ((event.type !== 'ticket.issued' && event.type !== 'ticket.revived') || event.lateDay !== undefined || event.personClass !== undefined || event.pass !== undefined) return event;
  return { ...event, stops: event.stops.map((stop, index) => plan(state, event, { stop, index }, context)) };
}

type Planned = { readonly stop: StopPlan; readonly index: number };

/** A stop that is blocked gets its bound when it opens; what is printed on paper already is kept. */
function plan(state: ReadonlyHall, { ticketId, placeAt, number, supersedes }: EventOf<'ticket.issued' | 'ticket.revived'>, { stop, index }: Planned, context: Context): StopPlan {
  if (stop.after.length > 0 || stop.bound !== undefined) return stop;
  const place = { at: placeAt, tie: number.n };
  return { ...stop, bound: boundAt(state, { queueId: stop.queueId, place, ordinal: Infinity, stop: index, without: supersedes ?? ticketId }, context) };
}

/** A stop that is sent to another window of its own queue keeps the promise it has. */
function standing(state: ReadonlyHall, event: EventOf<'stop.opened'> | EventOf<'stop.transferred'>, context: Context): HallEvent {
  const ticket = state.ticketById.get(event.ticketId);
  const stop = ticket?.stops[event.stop];
  if (!ticket || !stop || !isOrdinary(ticket)) return event;
  if (event.type === 'stop.transferred' && event.queueId === stop.queueId) return event;
  // Back from the bank: it has stood in this queue, and the promise goes on.
  if (event.type === 'stop.opened' && stop.bound !== null) return { ...event, bound: stop.bound };
  const queueId = event.type === 'stop.transferred' ? event.queueId : stop.queueId;
  const place = event.type === 'stop.transferred' ? stop.place : { at: event.placeAt, tie: ticket.number.n };
  return { ...event, bound: boundAt(state, { queueId, place, ordinal: ticket.ordinal, stop: stop.index, without: null }, context) };
}

/** The stop at the bank, which does not stand there yet. */
function atBank(state: ReadonlyHall, event: EventOf<'notice.issued'>, context: Context): HallEvent {
  const ticket = state.ticketById.get(event.ticketId);
  if (!ticket || !isOrdinary(ticket)) return event;
  const { issuedAt, bankStop } = event.notice;
  const place = { at: issuedAt, tie: ticket.number.n };
  return { ...event, bound: boundAt(state, { queueId: event.queueId, place, ordinal: ticket.ordinal, stop: bankStop, without: null }, context) };
}
