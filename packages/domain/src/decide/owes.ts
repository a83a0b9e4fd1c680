import type { Notice } from '../payment-schema.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';

/** Y5: at the bank nobody is done while a notice is open. */
export const owes = (state: ReadonlyHall, ticket: OnItsWay, stop: number): boolean =>
  noticesFor(state, ticket).some((notice) => notice.bankStop === stop && notice.status === 'open');

type OnItsWay = Pick<DeepReadonly<Ticket>, 'ticketId' | 'stops'>;

/** The notices written on a ticket's way; not those from before a desk's entry became another paper's number (GD8). */
export const noticesFor = (state: ReadonlyHall, ticket: OnItsWay): readonly DeepReadonly<Notice>[] =>
  [...state.noticeById.values()].filter((notice) => isFor(notice, ticket));

/** True when the stops that a notice names are the ticket's: the one that waits comes after the one at the bank. */
export const isFor = ({ ticketId, stop, bankStop }: Pick<DeepReadonly<Notice>, 'ticketId' | 'stop' | 'bankStop'>, ticket: OnItsWay): boolean =>
  ticketId === ticket.ticketId && ticket.stops[stop]?.after.includes(bankStop) === true;
