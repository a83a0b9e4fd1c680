// Whether a ticket uses up what it was taken with, a return pass or a booking (RULES.md, J10, BK6).
import type { HallConfig } from '../config.ts';
import type { TicketId } from '../ids.ts';
import { isLost } from '../may-return.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';

/** A ticket that ended without having been served, or is lost, gives back what it was taken with, as one that nobody holds does. */
export function usesUp(state: ReadonlyHall, ticketId: TicketId | null | undefined, { policy }: Pick<HallConfig, 'policy'>): boolean {
  const ticket = ticketId && state.ticketById.get(ticketId);
  if (!ticket || isNeverHeld(ticket)) return false;
  if (isLost(ticket, policy)) return ticket.stops.some(({ life }) => life.status === 'done');
  return ticket.stops.some(({ life }) => life.status !== 'cancelled' && life.status !== 'abandoned');
}

/** Nobody holds the number, and nobody was called by it: the answer came too late, or the printer failed. */
const isNeverHeld = ({ paper, stops }: Pick<DeepReadonly<Ticket>, 'paper' | 'stops'>): boolean => paper === 'failed' && stops.every(({ life }) => life.status === 'waiting');

/** The ticket that nobody holds ends when what it was taken with is used again. */
export function neverHeld(state: ReadonlyHall, ticketId: TicketId | null | undefined): TicketId | null {
  const ticket = ticketId && state.ticketById.get(ticketId);
  return ticket && isNeverHeld(ticket) ? ticket.ticketId : null;
}
