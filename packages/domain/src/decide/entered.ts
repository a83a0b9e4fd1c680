// Numbers that the guide desk has entered before their kiosk could tell of them: the kiosk's own word is then about the same ticket (RULES.md, GD6),
// unless the entry was cancelled as a mistake: then it is about a visitor who has not been seen yet (GD8).
import type { CommandOf } from '../command.ts';
import type { Actor, Context, PastTicket } from '../context.ts';
import { ticketsOf } from '../evolve-parts.ts';
import type { DeviceId, ServiceDate, TicketId, TicketNumber } from '../ids.ts';
import { numberKey, type DeepReadonly, type ReadonlyHall, type Ticket } from '../state.ts';

/** Stands in the log where otherwise the kiosk does; no device is paired under it. */
export const guideDesk = 'guide-desk' as DeviceId;

type Agent = Extract<Actor, { role: 'agent' }>;
type Told = Pick<CommandOf<'ticket.issueOffline'>, 'ticketId' | 'number' | 'day'>;
export type Entered = {
  readonly ticketId: TicketId;
  /** In which the desk took the paper in, whatever date its kiosk says. */
  readonly day: ServiceDate;
  readonly lateDay: ServiceDate | null;
  readonly isMistaken: boolean;
};

/** GD6, GD8: the ticket that the desk has entered for a number of this kiosk, as long as the kiosk has not told of it. */
export function enteredFor(state: ReadonlyHall, told: Told, actor: Agent, context: Pick<Context, 'past'>): Entered | null {
  const { ticketId, number, day } = told;
  const known = state.knownAs.get(ticketId);
  if (known !== undefined && state.told.has(known)) return null;
  const isOthers = dayOfOthersId(state, told, context) !== null;
  const isOwn = number.n >= actor.band.first && number.n <= actor.band.last;
  const [byId] = isOthers ? [] : ticketsOf(state, [ticketId]);
  const [byNumber] = isOwn && state.day?.date === day ? holdersOf(state, number) : [];
  const untold = [byId, byNumber].flatMap((ticket) => (ticket?.desk?.isEntered && !state.told.has(ticket.ticketId) ? [ticket] : []));
  // Whatever stood beside its code: people come when they see their number.
  const found = untold.findLast((ticket) => ticket === byNumber) ?? untold[0];
  if (found && state.day) return { ticketId: found.ticketId, day: state.day.date, lateDay: state.day.closed ? state.day.date : null, isMistaken: isMistaken(found) };
  return isOthers || byId || byNumber ? null : enteredBefore(told, isOwn, context.past);
}

function enteredBefore({ ticketId, number, day }: Told, isOwn: boolean, past: Context['past']): Entered | null {
  const known = past.ticket(ticketId);
  const byNumber = isOwn ? past.numbered(day, number) : null;
  const earlier = known ? mistakeOf(known, { ticketId, day }) : byNumber;
  return earlier?.device === guideDesk ? { ticketId: earlier.ticketId, day, lateDay: earlier.day, isMistaken: earlier.isMistaken } : null;
}

/** One that is known by another id was told before; an id of another day says nothing of this one. */
const mistakeOf = (known: PastTicket, { ticketId, day }: Pick<Told, 'ticketId' | 'day'>): PastTicket | null =>
  known.isMistaken && known.ticketId === ticketId && known.day === day ? known : null;

/** The ticket of a number of the day; none: it is free. */
export const holdersOf = (state: ReadonlyHall, number: TicketNumber): readonly DeepReadonly<Ticket>[] => {
  const ticketId = state.ticketIdByNumber.get(numberKey(number));
  return ticketsOf(state, ticketId === undefined ? [] : [ticketId]);
};

/** GD8: entered at the desk and cancelled as a mistake, as a whole: nobody was served by it. */
export const isMistaken = ({ desk, stops }: Pick<DeepReadonly<Ticket>, 'desk' | 'stops'>): boolean =>
  desk?.isEntered === true && stops.every(({ life }) => life.status === 'cancelled' && (life.reason === 'mistake' || life.reason === 'dropped'));

/** Nobody has been called by it, so nobody has come to a window with it. */
export const isUncalled = ({ stops }: Pick<DeepReadonly<Ticket>, 'stops'>): boolean =>
  stops.every(({ life, returnedFrom }) => (life.status === 'waiting' || life.status === 'blocked') && returnedFrom === null);

/** Whoever came to a window with it has seen its number called. */
const isCalled = ({ stops }: Pick<DeepReadonly<Ticket>, 'stops'>): boolean =>
  stops.some(({ life, returnedFrom }) => returnedFrom !== null || calledOnes.has(life.status === 'abandoned' ? life.before.status : life.status));
const calledOnes: ReadonlySet<string> = new Set(['called', 'serving', 'held', 'missed', 'done']);

/**
 * GD6, GD8: the desk had entered another number under the id of this paper, and somebody was called by that number, its own kiosk or the desk has told of it since, or
 * it was on another day.
 * Says to which day the paper belongs then; null: it is not so.
 */
export function dayOfOthersId(state: ReadonlyHall, { ticketId, number, day }: Told, { past }: Pick<Context, 'past'>): ServiceDate | null {
  if (state.knownAs.has(ticketId)) return null;
  const [ticket] = ticketsOf(state, [ticketId]);
  if (ticket && state.day) {
    const isUntold = ticket.desk?.isEntered === true && !state.told.has(ticketId);
    const isOthers = [...state.knownAs.values()].includes(ticketId) || (isUntold && isCalled(ticket));
    return isOthers && numberKey(ticket.number) !== numberKey(number) ? state.day.date : null;
  }
  const known = past.ticket(ticketId);
  return known?.isMistaken && known.day !== day ? day : null;
}

/** The id by which the hall knows a ticket that an agent names. */
export const knownAs = (state: ReadonlyHall, ticketId: TicketId): TicketId => state.knownAs.get(ticketId) ?? ticketId;
