// The record of a number that a kiosk gave from its own band while the hub was away, or that a restored hub has forgotten.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Actor, type Context, type Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import { ticketsOf } from '../evolve-parts.ts';
import type { ServiceDate, TicketId } from '../ids.ts';
import type { Booking } from '../person.ts';
import { numberKey, type BookingState, type DeepReadonly, type PaperTold, type ReadonlyHall, type Ticket } from '../state.ts';
import { bookingOf, kept } from './booking.ts';
import { dayOfOthersId, enteredFor, holdersOf, isUncalled, knownAs, type Entered } from './entered.ts';
import { placeDay, type FactDay } from './fact-day.ts';
import { chainOf, lastOnlineNumber, personOf } from './ticket-issue.ts';
import { usesUp } from './ticket-use.ts';

type Agent = Extract<Actor, { role: 'agent' }>;
type Offline = CommandOf<'ticket.issueOffline'>;

/** N5–N9, GD6, GD8: the paper exists already, so the record follows it; nothing but a number that cannot be its own is refused. */
export function issueOffline(state: ReadonlyHall, told: Offline, context: Context): Decision {
  const { actor } = context;
  if (actor.role !== 'agent') return reject({ code: 'command.notYours' });
  const entered = enteredFor(state, told, actor, context);
  const othersDay = entered ? null : dayOfOthersId(state, told, context);
  const command = { ...told, day: entered?.day ?? othersDay ?? told.day };
  const isOthers = othersDay !== null;
  if (!entered && !isOthers && (state.ticketById.has(knownAs(state, command.ticketId)) || context.past.ticket(command.ticketId))) return accept();
  const when = placeDay(state, command.day, context);
  if (when === 'future') return { kind: 'fault', fault: { code: 'day.notOpen' } };
  const old = supersededTicket(state, command, actor, context);
  const booking = bookingTold(state, command, old, context);
  if (entered && !entered.isMistaken) return accept(...recognize(state, command, { entered, old, booking }, { ...context, actor }), ...keptBy(booking, entered.ticketId));
  if (!isOwnNumber(command.number.n, actor)) return reject({ code: 'numbers.notYours', n: command.number.n });
  if (isGiven(state, command, entered, context)) return reject({ code: 'numbers.taken', n: command.number.n });
  // The brand stands for its shape, which `newId` gives.
  const ticketId = isOthers ? (context.newId() as TicketId) : (entered?.ticketId ?? command.ticketId);
  const given = merged(state, { ...command, ticketId }, { old, booking, when }, { ...context, actor });
  if (entered) return accept(...given.map((event) => (event.type === 'ticket.issued' ? { ...event, type: 'ticket.revived' as const, as: command.ticketId } : event)));
  if (!isOthers) return accept(...given);
  return accept(...given, { type: 'ticket.recognized', ticketId, as: command.ticketId, deviceId: actor.deviceId, ...late(when === 'open' ? null : command.day) });
}

/** Whether another ticket has the number. */
function isGiven(state: ReadonlyHall, { number, day }: Offline, entered: Entered | null, { past }: Context): boolean {
  const [ticket] = state.day?.date === day ? holdersOf(state, number) : [];
  const holder = ticket ?? past.numbered(day, number);
  return holder !== null && holder.ticketId !== entered?.ticketId;
}

type Found = { readonly old: Superseded | null; readonly booking: DeepReadonly<BookingState> | null; readonly when: Exclude<FactDay, 'future'> };

function merged(state: ReadonlyHall, command: Offline, { old, booking, when }: Found, context: Context & { readonly actor: Agent }): HallEvent[] {
  const issued = onPaper(command, old, context);
  if (when === 'past') return mergeLate(issued, old, { lateDay: command.day, isInFold: false });
  if (when === 'closed') return [...mergeLate(issued, old, { lateDay: command.day, isInFold: true }), ...keptBy(booking, issued.ticketId)];
  return [...merge({ ...issued, ...bookedBy(booking) }, old), ...urgencyOf(old, issued.ticketId), ...keptBy(booking, issued.ticketId)];
}

function onPaper(command: Offline, old: Superseded | null, context: Context & { readonly actor: Agent }): EventOf<'ticket.issued'> {
  const issuedAt = clampIssue(command.issuedAt, context.actor, context);
  // A hub that lay still takes the question late: its ticket's place is then behind the time on the paper.
  return { ...record(command, context.actor, issuedAt, Math.min(old?.placeAt ?? issuedAt, issuedAt)), ...inherited(command, old) };
}

/** From the kiosk's band, or an online number that a restored hub has forgotten. */
const isOwnNumber = (n: number, actor: Agent): boolean => n <= lastOnlineNumber || (n >= actor.band.first && n <= actor.band.last);

/** BK6: the booking of the superseded ticket, or the one that the kiosk tells again after a restore. */
function bookingTold(state: ReadonlyHall, { booking: code, day }: Offline, old: Superseded | null, { config }: Context): DeepReadonly<BookingState> | null {
  const moved = old && bookingOf(state, old.ticketId);
  if (moved) return moved;
  const told = code === undefined ? undefined : state.bookingByCode.get(code);
  const isFree = told?.date === day && (told.status === 'open' || told.status === 'kept') && !usesUp(state, told.ticketId, config);
  return isFree ? told : null;
}

const bookedBy = (booking: DeepReadonly<BookingState> | null): { booked?: Booking } => (booking ? { booked: { from: booking.from, to: booking.to } } : {});

const keptBy = (booking: DeepReadonly<BookingState> | null, ticketId: TicketId): HallEvent[] => (booking ? [kept(booking.bookingId, ticketId)] : []);

type Superseded = {
  readonly ticketId: TicketId;
  /** Null when the fold no longer holds it: nothing is known of its visitor then. */
  readonly ticket: DeepReadonly<Ticket> | null;
  /** Null when the fold no longer holds it. */
  readonly placeAt: number | null;
  /** The closed day it belongs to, which need not be the day of the printed number; null in the open day. */
  readonly lateDay: ServiceDate | null;
};

/** The ticket that the unanswered intent made after all: it ends, and its place goes to the printed number. */
function supersededTicket(state: ReadonlyHall, { instead }: Offline, { deviceId }: Agent, { past }: Context): Superseded | null {
  if (!instead) return null;
  const ticket = state.ticketById.get(instead.ticketId);
  if (ticket) {
    if (ticket.device !== deviceId) return null;
    const lateDay = state.day?.closed ? state.day.date : null;
    return { ticketId: ticket.ticketId, ticket, placeAt: ticket.stops.reduceRight((_, { place }) => place.at, ticket.issuedAt), lateDay };
  }
  const old = past.ticket(instead.ticketId);
  return old?.device === deviceId ? { ticketId: old.ticketId, ticket: null, placeAt: null, lateDay: old.day } : null;
}

/** The old ticket ends in its own day, the printed one is recorded in the open one. */
function merge(issued: EventOf<'ticket.issued'>, old: Superseded | null): HallEvent[] {
  if (!old) return [issued];
  const { ticketId, lateDay } = old;
  return [{ type: 'ticket.cancelled', ticketId, reason: 'superseded', ...(lateDay ? { lateDay } : {}) }, { ...issued, supersedes: ticketId }];
}

const late = (day: ServiceDate | null): { lateDay?: ServiceDate } => (day ? { lateDay: day } : {});

type Recognized = Pick<Found, 'old' | 'booking'> & { readonly entered: Entered };

/** GD6: the desk's ticket stays as it is, but for a number that was mistyped beside its code; what the unanswered intent had made ends. */
function recognize(state: ReadonlyHall, command: Offline, { entered, old, booking }: Recognized, context: Context & { readonly actor: Agent }): HallEvent[] {
  const { ticketId, lateDay } = entered;
  const cancelled: HallEvent[] = old ? [{ type: 'ticket.cancelled', ticketId: old.ticketId, reason: 'superseded', ...late(old.lateDay) }] : [];
  const more = ticketsOf(state, [ticketId]).filter(isUncalled).map(({ number }) => {
    // Known by its code it is the paper that the desk saw, and by its number alone perhaps another one.
    if (knownAs(state, command.ticketId) !== ticketId) return { says: saidBy({ ...onPaper(command, old, context), ...bookedBy(booking) }) };
    const isMistyped = numberKey(number) !== numberKey(command.number) && isOwnNumber(command.number.n, context.actor) && !isGiven(state, command, entered, context);
    return isMistyped ? { number: command.number } : {};
  });
  return [...cancelled, { type: 'ticket.recognized', ticketId, as: command.ticketId, deviceId: context.actor.deviceId, ...more[0], ...late(lateDay) }];
}

function saidBy({ type: _type, ticketId: _ticketId, number: _number, device: _device, offline: _offline, supersedes: _supersedes, ...says }: EventOf<'ticket.issued'>): PaperTold['says'] {
  return says;
}

/** A closed day takes the ticket in and ends it at once; the fold's own one may be reopened, so the urgency is kept there. */
function mergeLate(issued: EventOf<'ticket.issued'>, old: Superseded | null, { lateDay, isInFold }: { readonly lateDay: ServiceDate; readonly isInFold: boolean }): HallEvent[] {
  const { ticketId } = issued;
  return [...merge({ ...issued, lateDay }, old), ...(isInFold ? urgencyOf(old, ticketId) : []), { type: 'ticket.abandoned', ticketId, reason: 'dayClosed', lateDay }];
}

/** N8, PE6: who it was, whom the hub knew as booked, and where the kiosk does not say it again, of which class and with which needs. */
function inherited(command: Offline, old: Superseded | null): Partial<EventOf<'ticket.issued'>> {
  if (!old?.ticket) return {};
  const { booked, personClass, needs, personKey } = old.ticket;
  return { ...(personKey ? { personKey } : {}), ...(booked ? { booked } : {}), ...personOf({ personClass: command.personClass ?? personClass, needs: command.needs ?? [...needs] }) };
}

const urgencyOf = (old: Superseded | null, ticketId: TicketId): HallEvent[] =>
  old?.ticket?.urgent ? [{ type: 'ticket.madeUrgent', ticketId, reason: old.ticket.urgent.reason }] : [];

function record(command: Offline, actor: Agent, issuedAt: number, placeAt: number): EventOf<'ticket.issued'> {
  return {
    type: 'ticket.issued', ticketId: command.ticketId, number: command.number, language: command.language, issuedAt, placeAt,
    stops: command.stops ?? [{ queueId: command.queueId, items: command.items, after: [] }], paper: command.paper,
    device: actor.deviceId, offline: command.number.n > lastOnlineNumber, supersedes: null, ...chainOf(command), ...personOf(command),
    ...(command.pass ? { pass: command.pass } : {}),
  };
}

/** A kiosk cannot claim a time before the hub last heard of it, nor one to come. */
const clampIssue = (issuedAt: number, actor: Agent, { now }: Context): number =>
  Math.min(now, Math.max(issuedAt, actor.lastContactAt ?? 0));
