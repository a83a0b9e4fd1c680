// Numbers that the guide desk has entered before their kiosk could tell of them: the kiosk's own word is then about the same ticket (RULES.md, GD6).
import type { CommandOf } from '../command.ts';
import type { Actor, Context } from '../context.ts';
import type { DeviceId, ServiceDate, TicketId } from '../ids.ts';
import { numberKey, type ReadonlyHall } from '../state.ts';

/** Stands in the log where otherwise the kiosk does; no device is paired under it. */
export const guideDesk = 'guide-desk' as DeviceId;

type Agent = Extract<Actor, { role: 'agent' }>;
type Told = Pick<CommandOf<'ticket.issueOffline'>, 'ticketId' | 'number' | 'day'>;
export type Entered = { readonly ticketId: TicketId; readonly lateDay: ServiceDate | null };

/** GD6: the ticket that the desk has entered for a number of this kiosk, as long as the kiosk has not told of it. */
export function enteredFor(state: ReadonlyHall, { ticketId, number, day }: Told, actor: Agent, { past }: Context): Entered | null {
  const isOwn = number.n >= actor.band.first && number.n <= actor.band.last;
  const byNumber = isOwn && state.day?.date === day ? state.ticketIdByNumber.get(numberKey(number)) : undefined;
  const ticket = state.ticketById.get(ticketId) ?? (byNumber && state.ticketById.get(byNumber));
  if (ticket) {
    const isTold = [...state.knownAs.values()].includes(ticket.ticketId);
    return ticket.desk?.isEntered && !isTold ? { ticketId: ticket.ticketId, lateDay: state.day?.closed ? state.day.date : null } : null;
  }
  const earlier = isOwn && !past.ticket(ticketId) ? past.numbered(day, number) : null;
  return earlier?.device === guideDesk ? { ticketId: earlier.ticketId, lateDay: earlier.day } : null;
}

/** The id by which the hall knows a ticket that an agent names. */
export const knownAs = (state: ReadonlyHall, ticketId: TicketId): TicketId => state.knownAs.get(ticketId) ?? ticketId;
