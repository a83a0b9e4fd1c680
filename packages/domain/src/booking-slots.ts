// The slots that a day is divided into, and how many of each are taken. Slots lie inside the opening hours, end to end from each opening.
import { Temporal } from 'temporal-polyfill';
import type { HallConfig } from './config.ts';
import type { BookingId, QueueId, ServiceDate } from './ids.ts';
import { dayHours, nextOpenDates, queueHours, serviceDateAt } from './service-day.ts';
import type { ReadonlyHall } from './state.ts';

/** A stretch of the day, epoch ms; `to` belongs to the next one. */
export type Slot = { readonly from: number; readonly to: number };

const minuteMs = 60_000;

/** The whole slots of a date, in order; none on a holiday, nor in a hall without bookings. */
export function bookingSlotsOn(config: HallConfig, date: ServiceDate): readonly Slot[] {
  const stepMs = (config.bookings?.slotMinutes ?? 0) * minuteMs;
  if (stepMs === 0) return [];
  return dayHours(config, date).flatMap(({ from, to }) =>
    Array.from({ length: Math.floor((to - from) / stepMs) }, (_, index) => ({ from: from + index * stepMs, to: from + (index + 1) * stepMs })),
  );
}

/** Those that lie within a queue's own hours as well. */
export function queueSlotsOn(config: HallConfig, queueId: QueueId, date: ServiceDate): readonly Slot[] {
  const hours = queueHours(config, queueId, date);
  return bookingSlotsOn(config, date).filter((slot) => hours.some(({ from, to }) => from <= slot.from && slot.to <= to));
}

/** True when the two have a moment in common. */
export const overlaps = (one: Slot, other: Slot): boolean => one.from < other.to && other.from < one.to;

/** Bookings of the queue that are open or were kept in a slot; `without` is not counted. */
export function bookedIn({ bookingById }: ReadonlyHall, queueId: QueueId, slot: Slot, without: BookingId | null): number {
  let count = 0;
  for (const one of bookingById.values()) {
    if (one.queueId === queueId && one.bookingId !== without && (one.status === 'open' || one.status === 'kept') && overlaps(one, slot)) count += 1;
  }
  return count;
}

/** A slot with how many may still book it. */
export type FreeSlot = Slot & { readonly free: number };

/** The slots of a date that are not over at `now`, with their free places; full ones too. */
export function freeSlotsOn(state: ReadonlyHall, { queueId, date }: { readonly queueId: QueueId; readonly date: ServiceDate }, { config, now }: Moment): readonly FreeSlot[] {
  const places = config.bookings?.perSlot[queueId] ?? 0;
  const slots = queueSlotsOn(config, queueId, date).filter(({ to }) => to > now);
  return slots.map((slot) => ({ ...slot, free: Math.max(0, places - bookedIn(state, queueId, slot, null)) }));
}

/** The dates on which somebody may book at `now`: today, and as many opening days as the hall says. */
export function bookableDates({ config, now }: Moment): readonly ServiceDate[] {
  if (config.bookings === null) return [];
  const today = serviceDateAt(config, now);
  return [today, ...nextOpenDates(config, today, config.bookings.daysAhead)].filter((date) => bookingSlotsOn(config, date).some(({ to }) => to > now));
}

/** The first slot behind `after` with a free place, on any date that may be booked. */
export function nextFreeSlot(state: ReadonlyHall, queueId: QueueId, after: number, moment: Moment): Slot | null {
  for (const date of bookableDates(moment)) {
    const slot = freeSlotsOn(state, { queueId, date }, moment).find(({ from, free }) => from >= after && free > 0);
    if (slot) return slot;
  }
  return null;
}

type Moment = { readonly config: HallConfig; readonly now: number };

/** `HH:MM` on the hall's wall. */
export const wallTime = ({ timeZone }: Pick<HallConfig, 'timeZone'>, at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

/** The date on the hall's wall, which past midnight is not the service day. */
export const wallDate = ({ timeZone }: Pick<HallConfig, 'timeZone'>, at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** `HH:MM–HH:MM`. */
export const slotTime = (config: Pick<HallConfig, 'timeZone'>, { from, to }: Slot): string => `${wallTime(config, from)}–${wallTime(config, to)}`;
