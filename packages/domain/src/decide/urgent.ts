// A manager puts a visitor before everybody else, and says why.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Decision } from '../context.ts';
import { hasEnded, statusOf } from '../evolve-parts.ts';
import type { ReadonlyHall } from '../state.ts';

/** O11: once is enough; the first reason stays. */
export function makeUrgent(state: ReadonlyHall, { ticketId, reason }: CommandOf<'ticket.makeUrgent'>): Decision {
  const ticket = state.ticketById.get(ticketId);
  if (!ticket) return reject({ code: 'ticket.unknown' });
  if (ticket.stops.every(hasEnded)) return reject({ code: 'stop.wrongStatus', status: statusOf(ticket) });
  return ticket.urgent ? accept() : accept({ type: 'ticket.madeUrgent', ticketId, reason });
}
