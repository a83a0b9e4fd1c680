import type { Outcome } from './command.ts';
import type { EventOf, HallEvent } from './event.ts';
import type { TicketId } from './ids.ts';
import type { DeepReadonly, Stop, Ticket } from './state.ts';

/** Whether the journey goes on behind a stop with this outcome. */
export const leadsOn: Readonly<Record<Outcome, boolean>> = {
  accepted: true, completed: true, consulted: true, referred: true, materialsMissing: false, refused: false,
};

/** True for what need not be waited for: it is done, or nobody goes there any more (paid without the bank's window, or missed there for good). */
function isPassed({ life }: Pick<DeepReadonly<Stop>, 'life'>): boolean {
  return life.status === 'done' || (life.status === 'cancelled' && life.reason === 'dropped') || (life.status === 'abandoned' && life.reason === 'restoreExpired');
}

/** A ticket as far as its steps go. */
export type Journey = Pick<DeepReadonly<Ticket>, 'ticketId' | 'stops'>;

/** J1: the stops that were waiting for `index` alone open now; one that has a place already keeps it. */
export function openedBy(ticket: Journey, index: number, now: number): EventOf<'stop.opened'>[] {
  const { ticketId, stops } = ticket;
  return stops.filter(({ after }) => after.includes(index)).filter(waitsFor(stops, index)).map((stop) => opened(ticketId, stop, now));
}

/** True for a blocked stop that waits for nothing but `index`. */
const waitsFor = (stops: Journey['stops'], index: number) => ({ life, after }: DeepReadonly<Stop>): boolean =>
  life.status === 'blocked' && stops.every((other) => other.index === index || !after.includes(other.index) || isPassed(other));

/** A stop that has a place already keeps it. */
export const opened = (ticketId: TicketId, { index: stop, keepsPlace, place }: DeepReadonly<Stop>, now: number): EventOf<'stop.opened'> =>
  ({ type: 'stop.opened', ticketId, stop, ...(keepsPlace ? { placeAt: place.at, tie: place.tie } : { placeAt: now }) });

/** J5, A2: `index` leads nowhere: what comes after it is dropped, but an item that was added there, or at what is dropped, is opened. */
export function deadEnd(ticket: Journey, index: number, now: number): HallEvent[] {
  const dropped = followers(ticket, index);
  return [...dropped.map((stop): HallEvent => ({ type: 'stop.dropped', ticketId: ticket.ticketId, stop })), ...addedAt(ticket, [index, ...dropped], now)];
}

/** A2: the stops that were added at one of `ended` and wait for nothing else. */
export function addedAt({ ticketId, stops }: Journey, ended: readonly number[], now: number): HallEvent[] {
  const isReady = (stop: DeepReadonly<Stop>): boolean => stop.addedAt !== null && ended.includes(stop.addedAt) && waitsFor(stops, stop.addedAt)(stop);
  return stops.filter(isReady).map((stop) => opened(ticketId, stop, now));
}

/** Blocked stops that come after `index`, directly or by way of others; an item does not depend on the stop at which it was added. */
function followers({ stops }: Journey, index: number): number[] {
  const found = new Set([index]);
  const dependsOn = ({ after, addedAt: origin }: DeepReadonly<Stop>): boolean => after.some((earlier) => earlier !== origin && found.has(earlier));
  // Stops that were added later may come before others: until nothing more is found.
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const stop of stops) if (stop.life.status === 'blocked' && dependsOn(stop)) found.add(stop.index);
  }
  found.delete(index);
  return [...found];
}
