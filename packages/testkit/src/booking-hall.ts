// A hall that takes bookings: weekdays from half past eight, with a break at noon, and slots of half an hour for one visitor each.
import { openHall, issue, monday9, testId, manager, type Scenario } from './scenario.ts';
import { testConfig } from './sample-config.ts';

const minute = 60_000;
const hours = [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:40' }];

export const sampleBookings = { daysAhead: 2, slotMinutes: 30, perSlot: { 'q-market': 1 }, blockAfter: { missed: 2, days: 10 } };
/** Weekly hours, Monday first. */
const bookingWeek = [hours, hours, hours, hours, hours, [], []];

/** Open on weekdays, and closed on Wednesday the 7th. */
export const bookingConfig = (change: Record<string, unknown> = {}): Scenario['config'] =>
  testConfig({ timetable: { kind: 'weekly', week: bookingWeek, special: { '2026-01-07': [] } }, bookings: sampleBookings, ...change });

/** That hall on Monday the 5th at 09:00. */
export const bookingHall = (change: Record<string, unknown> = {}): Scenario => openHall({ config: bookingConfig(change) });

/** The half hour that begins so many ms behind nine o'clock. */
export const slotAt = (fromMs: number, date = '2026-01-05') => ({ date, from: monday9 + fromMs, to: monday9 + fromMs + 30 * minute });

/** Booking `n`, as a rule for half past nine. */
export const makeBooking = (n: number, more: Record<string, unknown> = {}) => ({
  type: 'booking.make', bookingId: testId('b', n), items: [{ itemId: 'market-1', count: 1 }], ...slotAt(30 * minute), ...more,
});

/** Of booking `n`; empty where there is none. */
export const bookingCode = (hall: Scenario, n: number): string => hall.state.bookingById.get(testId('b', n) as never)?.code ?? '';
export const bookingStatus = (hall: Scenario, n: number) => hall.state.bookingById.get(testId('b', n) as never)?.status;

/** A hall with booking 1. */
export function bookedHall(change: Record<string, unknown> = {}): Scenario {
  const hall = bookingHall(change);
  hall.run(manager, makeBooking(1));
  return hall;
}

/** Ticket `n` with the code of booking 1. */
export const checkIn = (hall: Scenario, n: number, more: Record<string, unknown> = {}) => issue(n, 'market-1', { booking: bookingCode(hall, 1), ...more });

/** A refusal by the rules, as `decide` gives it. */
export const refusal = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
