// Bookings: made and ended at the desk, checked in with the code, missed when nobody came (RULES.md, Bookings).
import { bookableDates, bookedIn, nextFreeSlot, overlaps, queueSlotsOn, slotTime, wallDate, wallTime } from '../booking-slots.ts';
import type { CommandOf } from '../command.ts';
import type { Bookings } from '../config.ts';
import { accept, reject, type Context, type Decision, type PastBooking } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import type { BookingId, QueueId, ServiceDate, TicketId } from '../ids.ts';
import { planJourney } from '../plan-journey.ts';
import { quotaFull, slotsOn } from '../quota.ts';
import type { Rejection } from '../rejection.ts';
import { plusDays, serviceDateAt } from '../service-day.ts';
import type { BookingState, DayState, DeepReadonly, ReadonlyHall } from '../state.ts';
import { drawLot } from './lot.ts';
import { isCodeTaken } from './pass.ts';
import { usesUp } from './ticket-use.ts';

type Make = CommandOf<'booking.make'>;
type Moment = Pick<Context, 'config' | 'now'>;
type Surroundings = Pick<Context, 'past' | 'config' | 'now'>;

/** BK1–BK4: a slot of the opening hours with a free place, on a day near enough, for a person who may book. */
export function makeBooking(state: ReadonlyHall, command: Make, context: Context): Decision {
  const { actor, config } = context;
  if (actor.role !== 'manager' && actor.role !== 'clerk') return reject({ code: 'command.notYours' });
  // Told again: the first answer was lost.
  if (state.bookingById.has(command.bookingId) || context.past.isBooked(command.bookingId)) return accept();
  const plan = planJourney({ items: command.items, chain: null }, config);
  if (plan.kind !== 'plan') return plan;
  const [stop, further] = plan.stops;
  if (!stop || further) return reject({ code: 'booking.severalQueues' });
  if (config.bookings === null) return reject({ code: 'booking.none' });
  const places = config.bookings.perSlot[stop.queueId];
  if (places === undefined) return reject({ code: 'booking.notBookable' });
  const refusal =
    noReplacement(state, command) ?? noSlot(state, command, { ...context, queueId: stop.queueId }) ?? notThisPerson(state, command, { ...context, ...config.bookings }) ??
    isFull(state, command, { ...context, queueId: stop.queueId, places }) ?? overQuota(state, command, context);
  if (refusal) return reject(refusal);
  const { bookingId, items, date, from, to, replaces, person } = command;
  const ended: HallEvent[] = replaces === undefined ? [] : [{ type: 'booking.cancelled', bookingId: replaces, reason: 'changed' }];
  return accept(...ended, {
    type: 'booking.made', bookingId, code: drawLot(context, (code) => isCodeTaken(state, code, context)), queueId: stop.queueId, items, date, from, to,
    clerkId: actor.clerkId, ...(person ? { isNamed: true } : {}),
  });
}

function noReplacement(state: ReadonlyHall, { replaces }: Make): Rejection | null {
  return replaces === undefined ? null : notOpen(state.bookingById.get(replaces));
}

const notOpen = (booking: DeepReadonly<BookingState> | undefined): Rejection | null => {
  if (!booking) return { code: 'booking.unknown' };
  return booking.status === 'open' ? null : { code: 'booking.notOpen', status: booking.status };
};

/** BK1, BK2 */
function noSlot({ day }: ReadonlyHall, { date, from, to }: Make, { config, now, queueId }: Moment & { readonly queueId: QueueId }): Rejection | null {
  if (to <= now) return { code: 'booking.past' };
  if (day?.closed && day.date === date) return { code: 'day.closed' };
  const last = bookableDates({ config, now }).at(-1) ?? serviceDateAt(config, now);
  if (date > last) return { code: 'booking.tooFar', last };
  const isSlot = queueSlotsOn(config, queueId, date).some((slot) => slot.from === from && slot.to === to);
  return isSlot ? null : { code: 'booking.noSlot' };
}

/** BK3, BK4 */
function notThisPerson(state: ReadonlyHall, command: Make, { config, now, blockAfter }: Moment & Pick<Bookings, 'blockAfter'>): Rejection | null {
  if (!command.person) return null;
  const freeOn = blockedUntil(command.person.missed, blockAfter, serviceDateAt(config, now));
  if (freeOn !== null) return { code: 'booking.blocked', freeOn };
  const others = command.person.bookings.filter((id) => id !== command.replaces).flatMap((id) => state.bookingById.get(id) ?? []);
  const other = others.find((one) => one.status === 'open' && overlaps(one, command));
  return other ? { code: 'booking.sameTime', time: slotTime(config, other) } : null;
}

/** BK4: from which date on the person may book again; null: now. A no-show counts on its own date and the days after it. */
export function blockedUntil(missed: readonly ServiceDate[], blockAfter: Bookings['blockAfter'], today: ServiceDate): ServiceDate | null {
  if (blockAfter === null) return null;
  const counting = missed.filter((date) => plusDays(date, blockAfter.days) > today).toSorted().toReversed();
  const oldest = counting[blockAfter.missed - 1];
  return oldest === undefined ? null : plusDays(oldest, blockAfter.days);
}

/** BK2 */
function isFull(state: ReadonlyHall, { from, to, replaces }: Make, { queueId, places, config, now }: Moment & { readonly queueId: QueueId; readonly places: number }): Rejection | null {
  if (bookedIn(state, queueId, { from, to }, replaces ?? null) < places) return null;
  const next = nextFreeSlot(state, queueId, to, { config, now });
  return { code: 'booking.slotFull', next: next && `${wallDate(config, next.from)} ${slotTime(config, next)}` };
}

/** QU3: the limits of its items hold for a booking too, in the slot of theirs in which it begins. */
function overQuota(state: ReadonlyHall, { items, date, from, replaces }: Make, { config, now }: Moment): Rejection | null {
  const own = slotsOn(config, date).filter((one) => one.from <= from && from < one.to);
  const [full] = own.flatMap((slot) => quotaFull(state, config, { items, ...slot, date, now, without: replaces ?? null }) ?? []);
  return full ? { code: 'quota.full', ...full } : null;
}

/** BK5: while it is open. */
export function cancelBooking(state: ReadonlyHall, { bookingId, reason }: CommandOf<'booking.cancel'>): Decision {
  const refusal = notOpen(state.bookingById.get(bookingId));
  return refusal ? reject(refusal) : accept({ type: 'booking.cancelled', bookingId, reason });
}

export type FoundBooking =
  | { readonly kind: 'booking'; readonly booking: Omit<PastBooking, 'status'> & { readonly ticketId: TicketId | null } }
  | { readonly kind: 'rejection'; readonly rejection: Rejection };

/** BK6, BK7: the booking of a code, when a number can be taken with it now; null: no booking has that code. */
export function findBooking(state: ReadonlyHall, code: string, { past, config, now }: Surroundings): FoundBooking | null {
  const own = state.bookingByCode.get(code);
  const booking: DeepReadonly<PastBooking> | null = own ?? past.booking(code);
  if (!booking) return null;
  const { bookingId, queueId, date, from, to } = booking;
  const tolerance = config.policy.bookingToleranceMs;
  const time = slotTime(config, booking);
  if (booking.status === 'cancelled') return no({ code: 'booking.cancelled' });
  if (booking.status === 'missed') return no({ code: 'booking.tooLate', time });
  if (own ? usesUp(state, own.ticketId, config) : booking.status === 'kept') return no({ code: 'booking.used' });
  if (date !== serviceDateAt(config, now)) return no({ code: 'booking.otherDay', date: wallDate(config, from), time });
  if (now < from - tolerance) return no({ code: 'booking.tooEarly', from: wallTime(config, from - tolerance), time });
  if (now > to + tolerance) return no({ code: 'booking.tooLate', time });
  return { kind: 'booking', booking: { bookingId, queueId, items: booking.items.map((item) => ({ ...item })), date, from, to, ticketId: own?.ticketId ?? null } };
}

/** BK7: somebody's slot, with its tolerance, is now, and that one has not come yet. */
export function expectsBooked(state: ReadonlyHall, { config, now }: Moment): boolean {
  if (!state.day || state.day.closed) return false;
  const { bookingToleranceMs } = config.policy;
  const today = serviceDateAt(config, now);
  for (const { status, date, from, to, ticketId } of state.bookingById.values()) {
    const isNow = date === today && now >= from - bookingToleranceMs && now <= to + bookingToleranceMs;
    if (isNow && (status === 'open' || (status === 'kept' && !usesUp(state, ticketId, config)))) return true;
  }
  return false;
}

const no = (rejection: Rejection): FoundBooking => ({ kind: 'rejection', rejection });

/** BK6: the booking that a ticket was taken with. */
export function bookingOf({ bookingById }: ReadonlyHall, ticketId: TicketId): DeepReadonly<BookingState> | null {
  for (const booking of bookingById.values()) if (booking.ticketId === ticketId) return booking;
  return null;
}

export const kept = (bookingId: BookingId, ticketId: TicketId): EventOf<'booking.kept'> => ({ type: 'booking.kept', bookingId, ticketId });

/** BK8: nobody has come by the end of slot and tolerance. */
export function missedBookings(state: ReadonlyHall, context: Context): HallEvent[] {
  const { config, now } = context;
  const { day } = state;
  if (!day) return [];
  return openOnes(state, (one) => one.date <= day.date && now > one.to + config.policy.bookingToleranceMs).map((one) => nobodyCame(state, one, { ...context, day }));
}

/** BK8, BK9: the day closes: whose slot is over was missed, the others may still come if the day is opened again. */
export function closedBookings(state: ReadonlyHall, day: Day, context: Context): HallEvent[] {
  return openOnes(state, (one) => one.date <= day.date).map((one) =>
    one.to <= context.now ? nobodyCame(state, one, { ...context, day }) : { type: 'booking.cancelled', bookingId: one.bookingId, reason: 'dayClosed' },
  );
}

/** BK9: days that never opened take their bookings with them; those up to `closed` have ended with their own close. */
export function unheldBookings(state: ReadonlyHall, { date, closed }: { readonly date: ServiceDate; readonly closed: ServiceDate | null }): HallEvent[] {
  const unheld = openOnes(state, (one) => one.date < date && (closed === null || one.date > closed));
  return unheld.map(({ bookingId }) => ({ type: 'booking.cancelled', bookingId, reason: 'hallAway' }));
}

type Open = DeepReadonly<BookingState>;
/** The tick that opens the day comes a moment behind the opening hour, where the first slot begins. */
const promptMs = 60_000;
type Day = DeepReadonly<DayState>;

const openOnes = ({ bookingById }: ReadonlyHall, isOne: (booking: Open) => boolean): Open[] =>
  [...bookingById.values()].filter((one) => one.status === 'open' && isOne(one));

/** BK9: who could not be taken (the hub was away, the day was not open, people were to leave, the items are given up) has missed nothing. */
function nobodyCame({ emergency, emergencyEndedAt, skippedTo }: ReadonlyHall, { bookingId, from, items }: Open, { upSince, day, config }: Pick<Context, 'upSince' | 'config'> & { readonly day: Day }): HallEvent {
  const ableSince = Math.max(upSince, emergencyEndedAt, skippedTo, day.openedAt - promptMs, day.reopenedAt);
  const isGivenUp = planJourney({ items: [...items], chain: null }, config).kind === 'rejection';
  const isBlameless = emergency !== null || ableSince > from || isGivenUp;
  return isBlameless ? { type: 'booking.cancelled', bookingId, reason: 'hallAway' } : { type: 'booking.missed', bookingId };
}
