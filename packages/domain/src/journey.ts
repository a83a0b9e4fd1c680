import type { Outcome } from './command.ts';
import type { EventOf } from './event.ts';
import type { DeepReadonly, Stop, Ticket } from './state.ts';

/** Whether the journey goes on behind a stop with this outcome. */
export const leadsOn: Readonly<Record<Outcome, boolean>> = {
  accepted: true, completed: true, consulted: true, referred: true, materialsMissing: false, refused: false,
};

/** True for what need not be waited for: it is done, or nobody is to go there any more (paid without the bank's window). */
const isPassed = (stop: Pick<DeepReadonly<Stop>, 'life'> | undefined): boolean =>
  stop?.life.status === 'done' || (stop?.life.status === 'cancelled' && stop.life.reason === 'dropped');

/** A ticket as far as its steps go. */
export type Journey = Pick<DeepReadonly<Ticket>, 'ticketId' | 'stops'>;

/** J1: the stops that were waiting for `index` alone open now; one that has a place already keeps it. */
export function openedBy(ticket: Journey, index: number, now: number): EventOf<'stop.opened'>[] {
  const { ticketId, stops } = ticket;
  const isReady = ({ life, after }: DeepReadonly<Stop>): boolean =>
    life.status === 'blocked' && after.includes(index) && after.every((before) => before === index || isPassed(stops[before]));
  return stops.filter(isReady).map(({ index: stop, keepsPlace, place }) =>
    ({ type: 'stop.opened', ticketId, stop, ...(keepsPlace ? { placeAt: place.at, tie: place.tie } : { placeAt: now }) }));
}

/** Blocked stops that come after `index`, directly or by way of others. */
export function followers({ stops }: Pick<DeepReadonly<Ticket>, 'stops'>, index: number): number[] {
  const found = new Set([index]);
  // Stops that were added later may come before others: until nothing more is found.
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const stop of stops) if (stop.life.status === 'blocked' && stop.after.some((earlier) => found.has(earlier))) found.add(stop.index);
  }
  found.delete(index);
  return [...found];
}
