import {
  clerkAt, issue, kiosk, manager, monday9, testConfig, testId,
  bookedHall, bookingCode as code, bookingConfig as config, bookingHall as hallOf, bookingStatus as statusOf, checkIn, makeBooking as make, refusal as no, sampleBookings as bookings, slotAt, type Scenario,
} from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { Command, blockedUntil, bookableDates, bookingSlotsOn, checkConfig, decide, freeSlotsOn, type Past, type QueueId, type ServiceDate } from '../index.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = monday9;

test('[BK1] the desk books a slot, and the code is eight digits that nobody else has', () => {
  const hall = hallOf();
  const [made] = hall.run(clerkAt('w1'), make(1));
  expect(made).toEqual({
    type: 'booking.made', bookingId: testId('b', 1), code: code(hall, 1), queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], ...slotAt(30 * minute), clerkId: 'clerk-w1',
  });
  expect(code(hall, 1)).toMatch(/^\d{8}$/);
  expect(hall.when(kiosk(), make(2))).toEqual(no('command.notYours'));
});

test('[BK1] told again it is made once', () => {
  const hall = bookedHall();
  expect(hall.run(manager, make(1))).toEqual([]);
  hall.now = start + day - hour;
  hall.run(manager, { type: 'day.open' });
  expect([statusOf(hall, 1), hall.run(manager, make(1, slotAt(day, '2026-01-06')))]).toEqual([undefined, []]);
});

test('[BK1] a code that a pass or another booking ever had is drawn again', () => {
  const hall = hallOf();
  const first = codesDrawn(hall, {});
  const second = codesDrawn(hall, { pass: [first] });
  expect([second === first, codesDrawn(hall, { pass: [first], booking: [second] }) === second]).toEqual([false, false]);
  hall.state.bookingByCode.set(first, {} as never);
  expect(codesDrawn(hall, {})).toBe(second);
});

/** The code that would be given where these are taken already. */
function codesDrawn(hall: Scenario, taken: { readonly pass?: readonly string[]; readonly booking?: readonly string[] }): string {
  let ids = 0;
  const past: Past = {
    ticket: () => null, isTaken: () => false, isClosed: () => false, numbered: () => null, pass: (one) => (taken.pass?.includes(one) ? ({} as never) : null), booking: (one) => (taken.booking?.includes(one) ? ({} as never) : null), isBooked: () => false,
  };
  const context = { now: hall.now, upSince: 0, newId: () => testId('lot', (ids += 1)), isAgent: () => true, masked: (text: string) => text, personKey: () => 'p' as never, config: hall.config, configVersion: 1, actor: manager, past };
  const decision = decide(hall.state, Command.parse(make(9)), context);
  if (decision.kind !== 'events' || decision.events[0]?.type !== 'booking.made') throw new Error('not made');
  return decision.events[0].code;
}

test('[BK1] what is booked: known items of one queue that takes bookings, in a hall that does', () => {
  const hall = hallOf();
  const of = (...ids: string[]) => hall.when(manager, make(1, { items: ids.map((itemId) => ({ itemId, count: 1 })) }));
  expect(of('nothing')).toEqual(no('item.unknown', { itemId: 'nothing' }));
  expect(of('market-1', 'tax-1')).toEqual(no('booking.severalQueues'));
  expect(of('tax-1')).toEqual(no('booking.notBookable'));
  expect(of('market-1', 'market-2')).toMatchObject({ kind: 'events' });
  hall.config = config({ bookings: null });
  expect(of('market-1')).toEqual(no('booking.none'));
});

const times = (date: string) => bookingSlotsOn(config(), date as ServiceDate).map(({ from }) => (from - start) / minute);

test('[BK2] slots lie end to end inside the opening hours, and none on a holiday', () => {
  const morning = [-30, 0, 30, 60, 90, 120, 150];
  expect(times('2026-01-05')).toEqual([...morning, ...[0, 1, 2, 3, 4, 5, 6].map((n) => 300 + n * 30)]);
  expect([times('2026-01-07'), times('2026-01-10')]).toEqual([[], []]);
  expect(bookingSlotsOn(config({ bookings: null }), '2026-01-05' as ServiceDate)).toEqual([]);
});

/** The queue is served from 10 to 11:15 alone. */
const queues = testConfig().queues.map((queue) => (queue.id === 'q-market' ? { ...queue, hours: Array.from({ length: 7 }, () => [{ from: '10:00', to: '11:15' }]) } : queue));

test('[BK2] a queue with hours of its own is booked in slots that lie within them', () => {
  const hall = hallOf({ queues });
  const free = freeSlotsOn(hall.state, { queueId: 'q-market' as QueueId, date: '2026-01-05' as ServiceDate }, hall);
  expect(free).toEqual([60, 90].map((n) => ({ from: start + n * minute, to: start + (n + 30) * minute, free: 1 })));
  expect(hall.when(manager, make(1))).toEqual(no('booking.noSlot'));
  hall.run(manager, make(1, slotAt(hour)));
  expect(hall.when(manager, make(2, slotAt(hour)))).toEqual(no('booking.slotFull', { next: '2026-01-05 10:30–11:00' }));
});

test('[BK2] the past, other times than slots, and days too far away are refused', () => {
  const hall = hallOf();
  const ask = (slot: Record<string, unknown>) => hall.when(manager, make(1, slot));
  expect(ask(slotAt(-30 * minute))).toEqual(no('booking.past'));
  // The slot that has begun may still be booked.
  expect(ask(slotAt(0))).toMatchObject({ kind: 'events' });
  expect(ask(slotAt(10 * minute))).toEqual(no('booking.noSlot'));
  expect(ask(slotAt(3.5 * hour))).toEqual(no('booking.noSlot'));
  expect(ask({ ...slotAt(30 * minute), date: '2026-01-06' })).toEqual(no('booking.noSlot'));
  // Two opening days ahead: Tuesday, and Thursday behind the holiday.
  expect(ask(slotAt(3 * day, '2026-01-08'))).toMatchObject({ kind: 'events' });
  expect(ask(slotAt(4 * day, '2026-01-09'))).toEqual(no('booking.tooFar', { last: '2026-01-08' }));
  expect(bookableDates(hall)).toEqual(['2026-01-05', '2026-01-06', '2026-01-08']);
  expect(bookableDates({ ...hall, config: config({ bookings: null }) })).toEqual([]);
});

test('[BK2] where nothing can be booked any more today is the last day', () => {
  const hall = hallOf({ bookings: { ...bookings, daysAhead: 0 } });
  hall.now = start + 10 * hour;
  expect(hall.when(manager, make(1, slotAt(day, '2026-01-06')))).toEqual(no('booking.tooFar', { last: '2026-01-05' }));
});

test('[BK2] a full slot is refused, with the next free one of that queue', () => {
  const hall = bookedHall();
  expect(hall.when(manager, make(2))).toEqual(no('booking.slotFull', { next: '2026-01-05 10:00–10:30' }));
  expect(freeSlotsOn(hall.state, { queueId: 'q-market' as QueueId, date: '2026-01-05' as ServiceDate }, hall).slice(0, 3).map(({ free }) => free)).toEqual([1, 0, 1]);
  expect(freeSlotsOn(hall.state, { queueId: 'q-tax' as QueueId, date: '2026-01-05' as ServiceDate }, hall).every(({ free }) => free === 0)).toBe(true);
  // Whoever came still fills it; whoever gave up does not.
  hall.now += 20 * minute;
  hall.run(kiosk(), checkIn(hall, 1));
  expect(hall.when(manager, make(2))).toMatchObject(no('booking.slotFull'));
});

test('[BK2] when every slot is taken there is no next one', () => {
  const hall = hallOf({ bookings: { ...bookings, daysAhead: 0 } });
  hall.now = start + 8 * hour;
  hall.run(manager, make(1, slotAt(8 * hour)));
  expect(hall.when(manager, make(2, slotAt(8 * hour)))).toEqual(no('booking.slotFull', { next: null }));
});

test('[BK3] one person has no two open bookings at the same time', () => {
  const hall = hallOf({ bookings: { ...bookings, perSlot: { 'q-market': 5 } } });
  const person = { bookings: [testId('b', 1), testId('none')], missed: [] };
  const [made] = hall.run(manager, make(1, { person: { bookings: [], missed: [] } }));
  expect(made).toMatchObject({ isNamed: true });
  expect(hall.when(manager, make(2, { person }))).toEqual(no('booking.sameTime', { time: '09:30–10:00' }));
  expect(hall.when(manager, make(2, { person, ...slotAt(60 * minute) }))).toMatchObject({ kind: 'events' });
  expect(hall.when(manager, make(2))).toMatchObject({ kind: 'events' });
  hall.run(manager, { type: 'booking.cancel', bookingId: testId('b', 1), reason: 'visitor' });
  expect(hall.when(manager, make(2, { person }))).toMatchObject({ kind: 'events' });
});

const until = (dates: string[], missedAllowed = 2) => blockedUntil(dates as ServiceDate[], { missed: missedAllowed, days: 10 }, '2026-01-05' as ServiceDate);

test('[BK4] who missed too many bookings waits until they are old enough', () => {
  const hall = hallOf();
  const missed = (...dates: string[]) => hall.when(manager, make(1, { person: { bookings: [], missed: dates } }));
  expect(missed('2026-01-05')).toMatchObject({ kind: 'events' });
  expect(missed('2025-12-27', '2026-01-04')).toEqual(no('booking.blocked', { freeOn: '2026-01-06' }));
  expect(missed('2025-12-26', '2026-01-04')).toMatchObject({ kind: 'events' });
  // The newest ones decide when it ends.
  expect([until(['2026-01-02', '2025-12-28', '2026-01-04']), until(['2026-01-05', '2026-01-05'], 2), until(['2026-01-02'], 1)]).toEqual(['2026-01-12', '2026-01-15', '2026-01-12']);
  hall.config = config({ bookings: { ...bookings, blockAfter: null } });
  expect(missed('2026-01-03', '2026-01-04', '2026-01-05')).toMatchObject({ kind: 'events' });
  hall.config = config({ bookings: null });
  expect(missed('2026-01-03', '2026-01-04')).toEqual(no('booking.none'));
});

test('[BK5] an open booking is given up, or changed for another in one step', () => {
  const hall = bookedHall();
  // Its own place does not stand in the way.
  const events = hall.run(manager, make(2, { replaces: testId('b', 1), person: { bookings: [testId('b', 1)], missed: [] } }));
  expect(events).toMatchObject([{ type: 'booking.cancelled', bookingId: testId('b', 1), reason: 'changed' }, { type: 'booking.made', bookingId: testId('b', 2) }]);
  const cancel = (n: number) => hall.when(manager, { type: 'booking.cancel', bookingId: testId('b', n), reason: 'mistake' });
  expect(cancel(2)).toEqual({ kind: 'events', events: [{ type: 'booking.cancelled', bookingId: testId('b', 2), reason: 'mistake' }] });
  expect([cancel(1), cancel(3)]).toEqual([no('booking.notOpen', { status: 'cancelled' }), no('booking.unknown')]);
  expect(hall.when(manager, make(4, { replaces: testId('b', 1) }))).toEqual(no('booking.notOpen', { status: 'cancelled' }));
});

test('[F1] bookings name queues of the hall', () => {
  expect(checkConfig({ ...config(), bookings: { ...bookings, perSlot: { 'q-gone': 1 } } })).toEqual({ ok: false, problems: [{ code: 'dangling', path: 'bookings.perSlot.q-gone', id: 'q-gone' }] });
});

test('[QU2][QU3] who has booked and not come yet takes a place, and the limits of an item hold for bookings too', () => {
  const hall = hallOf({ bookings: { ...bookings, perSlot: { 'q-market': 9 } }, quotas: { slotMinutes: 60, departments: [], items: [{ item: 'market-1', perDay: 3, perSlot: 1 }] } });
  const later = (n: number, slots: number, more: Record<string, unknown> = {}) => make(n, { ...slotAt(slots * 30 * minute), ...more });
  hall.run(manager, later(1, 2));
  const full = { scope: 'item', id: 'market-1' };
  // The quota's slot is the hour from half past nine; the next one with room begins at half past ten.
  expect(hall.when(manager, later(2, 1))).toEqual(no('quota.full', { ...full, per: 'slot', nextFree: { from: start + 90 * minute, to: start + 150 * minute } }));
  expect(hall.try(manager, later(3, 1, { replaces: testId('b', 1) })).kind).toBe('events');
  // Another item of the same slot takes nothing of this one.
  hall.run(manager, later(7, 3, { items: [{ itemId: 'market-2', count: 1 }] }));
  hall.run(manager, later(4, 3));
  hall.run(kiosk(), issue(1, 'market-1'));
  expect(hall.when(kiosk(), issue(2, 'market-1'))).toEqual(no('quota.full', { ...full, per: 'day', nextFree: null }));
  expect(hall.when(manager, later(5, 2, slotAt(day, '2026-01-06'))).kind).toBe('events');
});

test('[BK5] [QU3] a booking that is changed for one of another day leaves no room on that', () => {
  const hall = hallOf({ bookings: { ...bookings, perSlot: { 'q-market': 9 } }, quotas: { items: [{ item: 'market-1', perDay: 1, perSlot: null }] } });
  hall.run(manager, make(1, slotAt(day, '2026-01-06')));
  hall.run(manager, make(2));
  expect(hall.when(manager, make(3, { ...slotAt(hour), replaces: testId('b', 1) }))).toMatchObject(no('quota.full', { per: 'day' }));
  expect(hall.when(manager, make(3, { ...slotAt(hour), replaces: testId('b', 2) })).kind).toBe('events');
});
