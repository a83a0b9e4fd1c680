// Whether a ticket uses up what it was taken with, a return pass or a booking (RULES.md, J10, BK6).
import type { TicketId } from '../ids.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';

/** A ticket that ended without having been served gives back what it was taken with, as one that nobody holds does. */
export function usesUp(state: ReadonlyHall, ticketId: TicketId | null | undefined): boolean {
  const ticket = ticketId && state.ticketById.get(ticketId);
  if (!ticket || isNeverHeld(ticket)) return false;
  return ticket.stops.some(({ life }) => life.status !== 'cancelled' && life.status !== 'abandoned');
}

/** Nobody holds the number, and nobody was called by it: the answer came too late, or the printer failed. */
const isNeverHeld = ({ paper, stops }: Pick<DeepReadonly<Ticket>, 'paper' | 'stops'>): boolean => paper === 'failed' && stops.every(({ life }) => life.status === 'waiting');

/** The ticket that nobody holds ends when what it was taken with is used again. */
export function neverHeld(state: ReadonlyHall, ticketId: TicketId | null | undefined): TicketId | null {
  const ticket = ticketId && state.ticketById.get(ticketId);
  return ticket && isNeverHeld(ticket) ? ticket.ticketId : null;
}
