// Giving a ticket: online with the hub's next number, or the record of one that a kiosk gave from its own band.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Actor, type Context, type Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import type { BookingId, ClerkId, DeviceId, ServiceDate, TicketId } from '../ids.ts';
import type { Booking } from '../person.ts';
import { planJourney } from '../plan-journey.ts';
import { refusedByQuota } from '../quota.ts';
import type { Rejection } from '../rejection.ts';
import { ticketsOf } from '../evolve-parts.ts';
import { isOpenAt } from '../service-day.ts';
import type { CameBack } from '../slip-schema.ts';
import { numberKey, type BookingState, type DeepReadonly, type PaperTold, type ReadonlyHall, type Ticket } from '../state.ts';
import { bookingOf, findBooking, kept } from './booking.ts';
import { withEstimates } from './expected-wait.ts';
import { isDoubted } from './doubted-day.ts';
import { placeDay, type FactDay } from './fact-day.ts';
import { dayOfOthersId, enteredFor, guideDesk, holdersOf, isUncalled, knownAs, type Entered } from './entered.ts';
import { identityMissing, personLimit } from './person-limit.ts';
import { cameBackWith, findPass, hasItemsOf, neverHeldWith, planWithPass } from './pass.ts';
import { refuseByHours } from './queue-open.ts';
import { neverHeld, usesUp } from './ticket-use.ts';

/** Online numbers of a prefix are 1 to this; kiosks' bands lie above. */
export const lastOnlineNumber = 4999;

type Agent = Extract<Actor, { role: 'agent' }>;
type Offline = CommandOf<'ticket.issueOffline'>;

/** N1–N4, N12, J9, D11, D14, BK6: the next number of the queue's prefix, while the day and the queue are open. The desk gives one without paper for a booking only. */
export function issueTicket(state: ReadonlyHall, command: CommandOf<'ticket.issue'>, context: Context): Decision {
  const giver = giverOf(command, context.actor);
  return giver ? giveNumber(state, command, giver, context) : reject({ code: 'command.notYours' });
}

type Giver = { readonly deviceId: DeviceId; readonly desk: { readonly clerkId: ClerkId; readonly overQuota: string | null } | null };
type Asked = Omit<CommandOf<'ticket.issue'>, 'type'>;

/** BK6: whoever has booked gets the number at the desk too, by word of mouth. */
function giverOf({ booking, paper }: Asked, actor: Actor): Giver | null {
  if (actor.role === 'agent') return { deviceId: actor.deviceId, desk: null };
  const isDesk = actor.role === 'manager' || actor.role === 'clerk';
  return isDesk && booking !== undefined && paper === 'none' ? { deviceId: guideDesk, desk: { clerkId: actor.clerkId, overQuota: null } } : null;
}

/** The rules of every number that the hub gives, at a kiosk or at the guide desk. */
export function giveNumber(state: ReadonlyHall, command: Asked, { deviceId, desk }: Giver, context: Context): Decision {
  if (isDoubted(state, context)) return reject({ code: 'day.clockDoubted' });
  // A slot and its tolerance are a promise, in a break too.
  const isExpected = command.booking !== undefined && state.day?.closed === null;
  if (!isExpected && !isIssuing(state, context)) return reject({ code: 'day.closed' });
  if (state.emergency) return reject({ code: 'hall.emergency' });
  if (state.recovery) return reject({ code: 'numbers.recovering' });
  if (state.ticketById.has(command.ticketId) || context.past.ticket(command.ticketId)) return reject({ code: 'ticket.exists' });
  const asked = planJourney({ items: command.items, chain: command.chain ?? null }, context.config);
  if (asked.kind !== 'plan') return asked;
  const found = takenWith(state, command, context);
  if (found.kind === 'rejection') return found;
  const { pass, booked } = found;
  const nobody = identityMissing(command, context);
  if (nobody) return reject(nobody);
  const personKey = command.person ? context.personKey(command.person.tag) : null;
  const limit = personLimit(state, { ...command, old: found.old }, personKey, context);
  if (limit) return reject(limit);
  const plan = found.place ? planWithPass(asked, found.place, context) : asked;
  const full = refusedByQuota(state, { items: command.items, isPromised: pass !== null || booked !== null }, context);
  if (full && !desk?.overQuota) return reject({ code: 'quota.full', ...full });
  const stops = withEstimates(state, plan.stops, { ...command, booked, pass }, context);
  // A booked slot is a promise.
  const untimely = found.bookingId ? null : refuseByHours(state, stops, context);
  if (untimely) return untimely;
  const n = (state.highest.get(plan.prefix) ?? 0) + 1;
  if (n > lastOnlineNumber) return reject({ code: 'numbers.exhausted', prefix: plan.prefix });
  const { old } = found;
  const cancelled: HallEvent[] = old ? [{ type: 'ticket.cancelled', ticketId: old, reason: 'superseded' }] : [];
  return accept(...cancelled, {
    type: 'ticket.issued', ticketId: command.ticketId, number: { prefix: plan.prefix, n }, language: command.language,
    issuedAt: context.now, placeAt: context.now, stops, paper: command.paper,
    device: deviceId, offline: false, supersedes: old, ...chainOf(command), ...personOf(command),
    ...(booked ? { booked } : {}), ...(pass ? { pass } : {}), ...(personKey ? { personKey } : {}),
    ...(desk ? { desk: { clerkId: desk.clerkId, ...(full && desk.overQuota ? { overQuota: desk.overQuota } : {}) } } : {}),
  }, ...(found.bookingId ? [kept(found.bookingId, command.ticketId)] : []));
}

type TakenWith = {
  readonly kind: 'taken';
  readonly pass: CameBack | null;
  readonly booked: Booking | null;
  readonly bookingId: BookingId | null;
  /** Where the visitor stands with it; null: where the items are done. */
  readonly place: Parameters<typeof planWithPass>[1] | null;
  /** A ticket that nobody holds, taken with the same pass or booking. */
  readonly old: TicketId | null;
};

/** J9–J11, BK6: what a number is taken with, if anything. A code is a pass's or a booking's, so nobody has both. */
function takenWith(state: ReadonlyHall, command: Asked, context: Context): TakenWith | { readonly kind: 'rejection'; readonly rejection: Rejection } {
  const without: TakenWith = { kind: 'taken', pass: null, booked: command.booked ?? null, bookingId: null, place: null, old: null };
  if (command.booking !== undefined) {
    const found = findBooking(state, command.booking, context) ?? { kind: 'rejection', rejection: { code: 'booking.unknown' } };
    if (found.kind === 'rejection') return found;
    const { booking } = found;
    if (!hasItemsOf(booking, command.items)) return { kind: 'rejection', rejection: { code: 'booking.otherItems' } };
    return { ...without, booked: { from: booking.from, to: booking.to }, bookingId: booking.bookingId, place: booking, old: neverHeld(state, booking.ticketId) };
  }
  if (command.pass === undefined) return without;
  const found = findPass(state, command.pass, context);
  if (found.kind === 'rejection') return found;
  if (!hasItemsOf(found.pass, command.items)) return { kind: 'rejection', rejection: { code: 'pass.otherItems' } };
  return { ...without, pass: cameBackWith(found.pass), place: found.pass, old: neverHeldWith(state, found.pass.passId) };
}

/** True while tickets are given: the day is open and its date is sure, and the timetable or a manager says so. */
export function isIssuing(state: ReadonlyHall, { config, now }: Pick<Context, 'config' | 'now'>): boolean {
  if (!state.day || state.day.closed || isDoubted(state, { config, now })) return false;
  return state.day.openedBy === 'manager' || isOpenAt(config, now);
}

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
  const booking = bookingTold(state, command, old);
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
function bookingTold(state: ReadonlyHall, { booking: code, day }: Offline, old: Superseded | null): DeepReadonly<BookingState> | null {
  const moved = old && bookingOf(state, old.ticketId);
  if (moved) return moved;
  const told = code === undefined ? undefined : state.bookingByCode.get(code);
  const isFree = told?.date === day && (told.status === 'open' || told.status === 'kept') && !usesUp(state, told.ticketId);
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

/** Only what is out of the ordinary stands in the log. */
export function personOf({ personClass, needs }: Pick<Offline, 'personClass' | 'needs'>): Pick<EventOf<'ticket.issued'>, 'personClass' | 'needs'> {
  return {
    ...(personClass === undefined || personClass === 'ordinary' ? {} : { personClass }),
    ...(needs === undefined || needs.length === 0 ? {} : { needs: [...new Set(needs)] }),
  };
}

const chainOf = ({ chain }: Pick<Offline, 'chain'>): Pick<EventOf<'ticket.issued'>, 'chain'> => (chain === undefined ? {} : { chain });

/** A kiosk cannot claim a time before the hub last heard of it, nor one to come. */
const clampIssue = (issuedAt: number, actor: Agent, { now }: Context): number =>
  Math.min(now, Math.max(issuedAt, actor.lastContactAt ?? 0));

