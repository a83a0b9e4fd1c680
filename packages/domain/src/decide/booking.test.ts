import { at, callNext, clerkAt, createScenario, hub, issue, kiosk, manager, momentOf, openHall, testConfig, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { Command, blockedUntil, bookableDates, bookingSlotsOn, checkConfig, decide, findBooking, freeSlotsOn, type HallConfig, type PastBooking, type Past, type DeviceId, type QueueId, type ServiceDate } from '../index.ts';
import { bookingOf } from './booking.ts';
import { agentView } from '../view/agent-view.ts';
import { consoleView } from '../view/console-view.ts';
import { kioskView } from '../view/kiosk-view.ts';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const tolerance = 15 * minute;
const hours = [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:40' }];
const bookings = { daysAhead: 2, slotMinutes: 30, perSlot: { 'q-market': 1 }, blockAfter: { missed: 2, days: 10 } };
/** Open on weekdays, and closed on Wednesday the 7th. */
const config = (change: Record<string, unknown> = {}): HallConfig =>
  testConfig({ timetable: { kind: 'weekly', week: [hours, hours, hours, hours, hours, [], []], special: { '2026-01-07': [] } }, bookings, ...change });
const hallOf = (change: Record<string, unknown> = {}): Scenario => openHall({ config: config(change) });

/** A Monday at 09:00; the slot half an hour later. */
const make = (hall: Scenario, n: number, more: Record<string, unknown> = {}) => ({
  type: 'booking.make', bookingId: testId('b', n), items: [{ itemId: 'market-1', count: 1 }], date: '2026-01-05', from: monday(hall) + 30 * minute, to: monday(hall) + 60 * minute, ...more,
});
const start = openHall().now;
const monday = (_hall: Scenario): number => start;
const slotAt = (fromMs: number, date = '2026-01-05') => ({ date, from: start + fromMs, to: start + fromMs + 30 * minute });
const code = (hall: Scenario, n: number): string => hall.state.bookingById.get(testId('b', n) as never)?.code ?? '';
const statusOf = (hall: Scenario, n: number) => hall.state.bookingById.get(testId('b', n) as never)?.status;
/** A hall with one booking for half past nine. */
function bookedHall(change: Record<string, unknown> = {}): Scenario {
  const hall = hallOf(change);
  hall.run(manager, make(hall, 1));
  return hall;
}
const checkIn = (hall: Scenario, n: number, more: Record<string, unknown> = {}) => issue(n, 'market-1', { booking: code(hall, 1), ...more });

test('[BK1] the desk books a slot, and the code is eight digits that nobody else has', () => {
  const hall = hallOf();
  const [made] = hall.run(clerkAt('w1'), make(hall, 1));
  expect(made).toEqual({
    type: 'booking.made', bookingId: testId('b', 1), code: code(hall, 1), queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], ...slotAt(30 * minute), clerkId: 'clerk-w1',
  });
  expect(code(hall, 1)).toMatch(/^\d{8}$/);
  expect(hall.when(kiosk(), make(hall, 2))).toEqual(no('command.notYours'));
});

test('[BK1] told again it is made once', () => {
  const hall = bookedHall();
  expect(hall.run(manager, make(hall, 1))).toEqual([]);
  hall.now = start + day - hour;
  hall.run(manager, { type: 'day.open' });
  expect([statusOf(hall, 1), hall.run(manager, make(hall, 1, slotAt(day, '2026-01-06')))]).toEqual([undefined, []]);
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
  const decision = decide(hall.state, Command.parse(make(hall, 9)), context);
  if (decision.kind !== 'events' || decision.events[0]?.type !== 'booking.made') throw new Error('not made');
  return decision.events[0].code;
}

test('[BK1] what is booked: known items of one queue that takes bookings, in a hall that does', () => {
  const hall = hallOf();
  const of = (...ids: string[]) => hall.when(manager, make(hall, 1, { items: ids.map((itemId) => ({ itemId, count: 1 })) }));
  expect(of('nothing')).toEqual(no('item.unknown', { itemId: 'nothing' }));
  expect(of('market-1', 'tax-1')).toEqual(no('booking.severalQueues'));
  expect(of('tax-1')).toEqual(no('booking.notBookable'));
  expect(of('market-1', 'market-2')).toMatchObject({ kind: 'events' });
  hall.config = config({ bookings: null });
  expect(of('market-1')).toEqual(no('booking.none'));
});

test('[BK2] slots lie end to end inside the opening hours, and none on a holiday', () => {
  const times = (date: string) => bookingSlotsOn(config(), date as ServiceDate).map(({ from }) => (from - start) / minute);
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
  expect(hall.when(manager, make(hall, 1))).toEqual(no('booking.noSlot'));
  hall.run(manager, make(hall, 1, slotAt(hour)));
  expect(hall.when(manager, make(hall, 2, slotAt(hour)))).toEqual(no('booking.slotFull', { next: '2026-01-05 10:30–11:00' }));
});

test('[BK6] a slot is a promise: neither the queue’s hours nor the last number refuse who comes for it', () => {
  const hall = hallOf({ queues, policy: { ...testConfig().policy, lastTicket: 'stop', bookingToleranceMs: tolerance } });
  hall.run(manager, make(hall, 1, slotAt(90 * minute)));
  hall.run(manager, make(hall, 2, slotAt(hour)));
  const second = code(hall, 2);
  hall.now = start + hour - 10 * minute;
  expect(hall.when(kiosk(), issue(2))).toMatchObject(no('queue.closed'));
  expect(hall.when(kiosk(), issue(2, 'market-1', { booking: second }))).toMatchObject({ kind: 'events' });
  // A visit takes ten minutes as long as nobody has come.
  hall.now = start + 130 * minute;
  expect(hall.when(kiosk(), issue(1))).toMatchObject(no('queue.tooLate'));
  expect(hall.when(kiosk(), checkIn(hall, 1))).toMatchObject({ kind: 'events' });
});

test('[BK7] the tolerance holds in the hall’s break too, and for nobody without a booking', () => {
  const hall = createScenario({ config: config() });
  hall.now = start - 30 * minute;
  expect(hall.pass(0)).toMatchObject([{ type: 'day.opened', by: 'timetable' }]);
  hall.run(manager, make(hall, 1, slotAt(150 * minute)));
  hall.now = start + 180 * minute + tolerance;
  expect(hall.when(kiosk(), issue(1))).toEqual(no('day.closed'));
  expect(hall.when(kiosk(), issue(1, 'market-1', { booking: '00000000' }))).toEqual(no('booking.unknown'));
  expect(hall.when(kiosk(), checkIn(hall, 1))).toMatchObject({ kind: 'events' });
  const expecting = () => kioskView(hall.state, hall.config, momentOf(hall)).expectsBooked ?? false;
  expect(expecting()).toBe(true);
  hall.now += 1;
  expect([hall.when(kiosk(), checkIn(hall, 1)), expecting()]).toMatchObject([no('booking.tooLate'), false]);
  hall.now -= 1;
  hall.run(kiosk(), checkIn(hall, 1, { paper: 'pending' }));
  expect(expecting()).toBe(false);
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(1), day: hall.state.day?.date, jobId: testId('job'), copy: 0, outcome: 'failed', at: hall.now });
  expect(expecting()).toBe(true);
  hall.run(manager, { type: 'day.close' });
  expect(expecting()).toBe(false);
  expect(hall.when(kiosk(), checkIn(hall, 1))).toEqual(no('day.closed'));
});

test('[BK6] what one person may hold counts with a booking too', () => {
  const hall = hallOf({ policy: { ...testConfig().policy, perPerson: { liveTickets: 1, perItemPerDay: 1 } } });
  hall.run(manager, make(hall, 1));
  const person = { tag: '1'.repeat(32) };
  hall.run(kiosk(), issue(1, 'market-1', { person }));
  hall.now += 20 * minute;
  expect(hall.when(kiosk(), checkIn(hall, 2, { person }))).toMatchObject(no('person.itemAgain'));
  const [issued] = hall.run(kiosk(), checkIn(hall, 2, { person: { tag: '2'.repeat(32) } }));
  expect(issued).toMatchObject({ type: 'ticket.issued', booked: { from: start + 30 * minute } });
  expect(issued).toHaveProperty('personKey');
});

test('[BK2] the past, other times than slots, and days too far away are refused', () => {
  const hall = hallOf();
  const ask = (slot: Record<string, unknown>) => hall.when(manager, make(hall, 1, slot));
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
  expect(hall.when(manager, make(hall, 1, slotAt(day, '2026-01-06')))).toEqual(no('booking.tooFar', { last: '2026-01-05' }));
});

test('[BK2] a full slot is refused, with the next free one of that queue', () => {
  const hall = bookedHall();
  expect(hall.when(manager, make(hall, 2))).toEqual(no('booking.slotFull', { next: '2026-01-05 10:00–10:30' }));
  expect(freeSlotsOn(hall.state, { queueId: 'q-market' as QueueId, date: '2026-01-05' as ServiceDate }, hall).slice(0, 3).map(({ free }) => free)).toEqual([1, 0, 1]);
  expect(freeSlotsOn(hall.state, { queueId: 'q-tax' as QueueId, date: '2026-01-05' as ServiceDate }, hall).every(({ free }) => free === 0)).toBe(true);
  // Whoever came still fills it; whoever gave up does not.
  hall.now += 20 * minute;
  hall.run(kiosk(), checkIn(hall, 1));
  expect(hall.when(manager, make(hall, 2))).toMatchObject(no('booking.slotFull'));
});

test('[BK2] when every slot is taken there is no next one', () => {
  const hall = hallOf({ bookings: { ...bookings, daysAhead: 0 } });
  hall.now = start + 8 * hour;
  hall.run(manager, make(hall, 1, slotAt(8 * hour)));
  expect(hall.when(manager, make(hall, 2, slotAt(8 * hour)))).toEqual(no('booking.slotFull', { next: null }));
});

test('[BK3] one person has no two open bookings at the same time', () => {
  const hall = hallOf({ bookings: { ...bookings, perSlot: { 'q-market': 5 } } });
  const person = { bookings: [testId('b', 1), testId('none')], missed: [] };
  const [made] = hall.run(manager, make(hall, 1, { person: { bookings: [], missed: [] } }));
  expect(made).toMatchObject({ isNamed: true });
  expect(hall.when(manager, make(hall, 2, { person }))).toEqual(no('booking.sameTime', { time: '09:30–10:00' }));
  expect(hall.when(manager, make(hall, 2, { person, ...slotAt(60 * minute) }))).toMatchObject({ kind: 'events' });
  expect(hall.when(manager, make(hall, 2))).toMatchObject({ kind: 'events' });
  hall.run(manager, { type: 'booking.cancel', bookingId: testId('b', 1), reason: 'visitor' });
  expect(hall.when(manager, make(hall, 2, { person }))).toMatchObject({ kind: 'events' });
});

const until = (dates: string[], missedAllowed = 2) => blockedUntil(dates as ServiceDate[], { missed: missedAllowed, days: 10 }, '2026-01-05' as ServiceDate);

test('[BK4] who missed too many bookings waits until they are old enough', () => {
  const hall = hallOf();
  const missed = (...dates: string[]) => hall.when(manager, make(hall, 1, { person: { bookings: [], missed: dates } }));
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
  const events = hall.run(manager, make(hall, 2, { replaces: testId('b', 1), person: { bookings: [testId('b', 1)], missed: [] } }));
  expect(events).toMatchObject([{ type: 'booking.cancelled', bookingId: testId('b', 1), reason: 'changed' }, { type: 'booking.made', bookingId: testId('b', 2) }]);
  const cancel = (n: number) => hall.when(manager, { type: 'booking.cancel', bookingId: testId('b', n), reason: 'mistake' });
  expect(cancel(2)).toEqual({ kind: 'events', events: [{ type: 'booking.cancelled', bookingId: testId('b', 2), reason: 'mistake' }] });
  expect([cancel(1), cancel(3)]).toEqual([no('booking.notOpen', { status: 'cancelled' }), no('booking.unknown')]);
  expect(hall.when(manager, make(hall, 4, { replaces: testId('b', 1) }))).toEqual(no('booking.notOpen', { status: 'cancelled' }));
});

test('[BK6] with the code a number is taken for exactly the items, booked for that slot', () => {
  const hall = bookedHall();
  hall.now += 15 * minute;
  expect(hall.when(kiosk(), issue(1, 'market-2', { booking: code(hall, 1) }))).toEqual(no('booking.otherItems'));
  expect(hall.when(kiosk(), issue(1, 'market-1', { booking: '00000000' }))).toEqual(no('booking.unknown'));
  const events = hall.run(kiosk(), checkIn(hall, 1));
  expect(events).toMatchObject([
    { type: 'ticket.issued', ticketId: ticket(1), device: 'kiosk-1', booked: { from: start + 30 * minute, to: start + 60 * minute } },
    { type: 'booking.kept', bookingId: testId('b', 1), ticketId: ticket(1) },
  ]);
  expect([statusOf(hall, 1), hall.when(kiosk(), checkIn(hall, 2))]).toEqual(['kept', no('booking.used')]);
  expect(hall.when(manager, { type: 'booking.cancel', bookingId: testId('b', 1), reason: 'visitor' })).toEqual(no('booking.notOpen', { status: 'kept' }));
});

test('[BK6] the desk gives a number for a booking, by word of mouth, and for nothing else', () => {
  const hall = bookedHall();
  hall.now += 20 * minute;
  expect([hall.when(manager, issue(1)), hall.when(manager, checkIn(hall, 1, { paper: 'pending' })), hall.when({ role: 'hub' }, checkIn(hall, 1))]).toEqual([
    no('command.notYours'), no('command.notYours'), no('command.notYours'),
  ]);
  expect(hall.run(clerkAt('w1'), checkIn(hall, 1))).toMatchObject([{ type: 'ticket.issued', device: 'guide-desk', desk: { clerkId: 'clerk-w1' }, paper: 'none' }, { type: 'booking.kept' }]);
});

test('[BK6] the visitor stands where the booking was made for, or where the items are done when that queue is gone', () => {
  const hall = bookedHall();
  hall.now += 20 * minute;
  const moved = { ...hall.config, items: hall.config.items.map((item) => (item.id === 'market-1' ? { ...item, queue: 'q-tax' as QueueId } : item)) };
  hall.config = moved;
  const queueOf = () => hall.when(kiosk(), checkIn(hall, 1));
  expect(queueOf()).toMatchObject({ events: [{ stops: [{ queueId: 'q-market' }] }, {}] });
  hall.config = { ...moved, queues: moved.queues.filter(({ id }) => id !== 'q-market') };
  expect(queueOf()).toMatchObject({ events: [{ stops: [{ queueId: 'q-tax' }] }, {}] });
});

test('[BK6] [B6] a second copy names the slot, too', () => {
  const hall = bookedHall();
  hall.now += 20 * minute;
  hall.run(kiosk(), checkIn(hall, 1));
  hall.run(kiosk(), issue(2));
  for (const n of [1, 2]) hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(n), jobId: testId('j', n), deviceId: 'kiosk-1' });
  expect(agentView(hall.state, hall.config, 'kiosk-1' as DeviceId).reprints.map(({ booked }) => booked)).toEqual([{ from: start + 30 * minute, to: start + 60 * minute }, undefined]);
});

test('[BK6] [PE4] the number that nobody holds is not counted against who takes another with the same booking', () => {
  const hall = hallOf({ policy: { ...testConfig().policy, perPerson: { liveTickets: 1, perItemPerDay: 1 } } });
  hall.run(manager, make(hall, 1));
  hall.now += 20 * minute;
  const person = { tag: '1'.repeat(32) };
  hall.run(kiosk(), checkIn(hall, 1, { person, paper: 'pending' }));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(1), day: '2026-01-05', jobId: null, copy: 0, outcome: 'failed', at: hall.now });
  expect(hall.run(kiosk(), checkIn(hall, 2, { person }))).toMatchObject([{ type: 'ticket.cancelled', ticketId: ticket(1) }, { type: 'ticket.issued', ticketId: ticket(2) }, { type: 'booking.kept' }]);
  expect(hall.when(kiosk(), issue(3, 'market-1', { person }))).toMatchObject(no('person.itemAgain'));
});

test('[BK6] a ticket that ends without having been served gives the booking back', () => {
  const hall = bookedHall();
  hall.now += 20 * minute;
  hall.run(kiosk(), checkIn(hall, 1));
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'mistake' });
  hall.run(kiosk(), checkIn(hall, 2, { paper: 'pending' }));
  expect(hall.when(kiosk(), checkIn(hall, 3))).toEqual(no('booking.used'));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(2), day: '2026-01-05', jobId: null, copy: 0, outcome: 'failed', at: hall.now });
  expect(hall.run(kiosk(), checkIn(hall, 3))).toMatchObject([
    { type: 'ticket.cancelled', ticketId: ticket(2), reason: 'superseded' }, { type: 'ticket.issued', ticketId: ticket(3), supersedes: ticket(2) }, { type: 'booking.kept', ticketId: ticket(3) },
  ]);
});

const offline = (n: number, count: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: count }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh',
  day: '2026-01-05', issuedAt: start + 20 * minute, paper: 'none', instead: null, ...more,
});

test('[BK6] the number on paper inherits the booking of the one it supersedes', () => {
  const hall = bookedHall();
  hall.now += 20 * minute;
  hall.run(kiosk(), checkIn(hall, 1));
  const events = hall.run(kiosk(), offline(2, 5000, { instead: { commandId: testId('c'), ticketId: ticket(1) } }));
  expect(events).toMatchObject([{ type: 'ticket.cancelled' }, { type: 'ticket.issued', booked: { from: start + 30 * minute } }, { type: 'booking.kept', bookingId: testId('b', 1), ticketId: ticket(2) }]);
  expect([bookingOf(hall.state, ticket(1)), bookingOf(hall.state, ticket(2))?.bookingId, hall.when(kiosk(), checkIn(hall, 3))]).toEqual([null, testId('b', 1), no('booking.used')]);
});

test('[BK6] the number on paper inherits the booking also after the close, and is the only one when the day is opened again', () => {
  const hall = bookedHall();
  hall.now += 20 * minute;
  hall.run(kiosk(), checkIn(hall, 1));
  hall.run(manager, { type: 'day.close' });
  hall.run(kiosk(), offline(2, 5000, { instead: { commandId: testId('c'), ticketId: ticket(1) } }));
  hall.run(manager, { type: 'day.open' });
  expect([hall.state.ticketById.get(ticket(2))?.stops[0]?.life.status, hall.when(kiosk(), checkIn(hall, 3))]).toEqual(['waiting', no('booking.used')]);
});

test('[BK6] a number told again after a restore keeps its booking, once', () => {
  const hall = bookedHall();
  hall.now += 20 * minute;
  expect(hall.run(kiosk(), offline(1, 7, { booking: code(hall, 1) }))).toMatchObject([{ type: 'ticket.issued', booked: { to: start + 60 * minute } }, { type: 'booking.kept', ticketId: ticket(1) }]);
  expect(hall.run(kiosk(), offline(2, 8, { booking: code(hall, 1) }))).toHaveLength(1);
  hall.run(manager, make(hall, 2, slotAt(day, '2026-01-06')));
  hall.run(manager, make(hall, 3, slotAt(90 * minute)));
  hall.run(manager, { type: 'booking.cancel', bookingId: testId('b', 3), reason: 'visitor' });
  for (const [n, of] of [[3, 2], [4, 3]] as const) expect(hall.run(kiosk(), offline(n, 6 + n, { booking: code(hall, of) }))).toHaveLength(1);
  expect(hall.run(kiosk(), offline(5, 11, { booking: '00000000' }))).toHaveLength(1);
});

test('[BK7] why a code is no good now is said: early, late, another day, cancelled, missed', () => {
  const hall = bookedHall();
  const time = '09:30–10:00';
  const seen = () => hall.when(kiosk(), checkIn(hall, 1));
  expect(seen()).toEqual(no('booking.tooEarly', { from: '09:15', time }));
  hall.now = start + 60 * minute + tolerance;
  expect(seen()).toMatchObject({ kind: 'events' });
  hall.now += 1;
  expect(seen()).toEqual(no('booking.tooLate', { time }));
  hall.pass(1);
  expect([statusOf(hall, 1), seen()]).toEqual(['missed', no('booking.tooLate', { time })]);
  hall.run(manager, make(hall, 2, slotAt(day, '2026-01-06')));
  expect(hall.when(kiosk(), issue(2, 'market-1', { booking: code(hall, 2) }))).toEqual(no('booking.otherDay', { date: '2026-01-06', time: '09:00–09:30' }));
  hall.run(manager, { type: 'booking.cancel', bookingId: testId('b', 2), reason: 'visitor' });
  expect(hall.when(kiosk(), issue(2, 'market-1', { booking: code(hall, 2) }))).toEqual(no('booking.cancelled'));
});

test('[BK7] bookings that the fold has left are answered from the table', () => {
  const hall = hallOf();
  const row = { bookingId: testId('b', 8), queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], ...slotAt(-day, '2026-01-04') };
  const answer = (status: string) => {
    hall.pastBookings.set('11112222', { ...row, status } as unknown as PastBooking);
    return hall.when(kiosk(), issue(1, 'market-1', { booking: '11112222' }));
  };
  expect(['kept', 'open', 'missed', 'cancelled'].map(answer)).toMatchObject([no('booking.used'), no('booking.otherDay'), no('booking.tooLate'), no('booking.cancelled')]);
  const past: Past = { ticket: () => null, isTaken: () => false, isClosed: () => false, numbered: () => null, pass: () => null, booking: () => ({ ...row, ...slotAt(0), status: 'open' }) as unknown as PastBooking, isBooked: () => false };
  expect(findBooking(hall.state, '11112222', { past, config: hall.config, now: hall.now })).toMatchObject({ kind: 'booking', booking: { ticketId: null } });
});

test('[BK7] who comes too late may take an ordinary number like anybody', () => {
  const hall = bookedHall();
  hall.pass(2 * hour);
  expect(hall.run(kiosk(), issue(1))).toMatchObject([{ type: 'ticket.issued' }]);
});

test('[BK8] nobody came by the end of slot and tolerance: missed', () => {
  const hall = bookedHall();
  hall.now = start + 60 * minute + tolerance;
  expect(hall.pass(0)).toEqual([]);
  expect(hall.pass(1)).toEqual([{ type: 'booking.missed', bookingId: testId('b', 1) }]);
});

test('[BK8] [BK9] at the close the slots that are over were missed, the others come back when the day is opened again', () => {
  const hall = bookedHall();
  hall.run(manager, make(hall, 2, slotAt(2 * hour)));
  hall.run(manager, make(hall, 3, slotAt(day, '2026-01-06')));
  hall.now = start + 61 * minute;
  expect(hall.run(manager, { type: 'day.close' })).toEqual([
    { type: 'booking.missed', bookingId: testId('b', 1) }, { type: 'booking.cancelled', bookingId: testId('b', 2), reason: 'dayClosed' }, { type: 'day.closed', date: '2026-01-05', by: 'manager' },
  ]);
  hall.run(manager, { type: 'day.open' });
  expect([1, 2, 3].map((n) => statusOf(hall, n))).toEqual(['missed', 'open', 'open']);
});

test('[BK9] who could not be taken has missed nothing: the hub was away, or people were to leave', () => {
  const away = bookedHall();
  away.upSince = start + 31 * minute;
  expect(away.pass(2 * hour)).toEqual([{ type: 'booking.cancelled', bookingId: testId('b', 1), reason: 'hallAway' }]);
  const emptied = bookedHall();
  emptied.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  expect(emptied.pass(2 * hour)).toMatchObject([{ type: 'booking.cancelled', reason: 'hallAway' }]);
  const over = bookedHall();
  over.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  over.now = start + 40 * minute;
  over.run(manager, { type: 'emergency.end' });
  expect(over.pass(hour)).toMatchObject([{ type: 'booking.cancelled', reason: 'hallAway' }]);
});

test('[BK9] whose items the hall has given up since has missed nothing', () => {
  const hall = bookedHall();
  hall.config = { ...hall.config, items: hall.config.items.filter(({ id }) => id !== 'market-1') };
  hall.now = start + 30 * minute;
  expect(hall.when(kiosk(), checkIn(hall, 1))).toMatchObject(no('item.unknown'));
  expect(hall.pass(hour)).toEqual([{ type: 'booking.cancelled', bookingId: testId('b', 1), reason: 'hallAway' }]);
});

test('[BK9] a slot that the clock was set over is nobody’s no-show, and one behind it is', () => {
  const before = (by: number): Scenario => {
    const hall = hallOf();
    hall.run(manager, make(hall, 1, slotAt(150 * minute)));
    hall.run(manager, make(hall, 2, slotAt(5 * hour)));
    hall.now = start + 130 * minute;
    hall.run(hub, { type: 'clock.step', from: hall.now, to: hall.now + by });
    hall.now = start + 180 * minute + tolerance;
    return hall;
  };
  const [far, little] = [before(40 * minute), before(3_000)];
  expect(far.pass(1)).toEqual([{ type: 'booking.cancelled', bookingId: testId('b', 1), reason: 'hallAway' }]);
  expect(far.pass(3 * hour)).toContainEqual({ type: 'booking.missed', bookingId: testId('b', 2) });
  expect(little.pass(1)).toEqual([{ type: 'booking.missed', bookingId: testId('b', 1) }]);
});

test('[BK9] a slot that had begun when the day was opened, or opened again, is nobody\'s fault', () => {
  const late = hallOf();
  late.run(manager, { type: 'day.close' });
  late.run(manager, make(late, 1, slotAt(day, '2026-01-06')));
  expect(late.pass(day + 2 * hour)).toMatchObject([{ type: 'day.opened' }]);
  expect(late.pass(1)).toEqual([{ type: 'booking.cancelled', bookingId: testId('b', 1), reason: 'hallAway' }]);
  const again = bookedHall();
  again.run(manager, { type: 'day.close' });
  again.now = start + 40 * minute;
  again.run(manager, { type: 'day.open' });
  expect(again.pass(hour)).toMatchObject([{ reason: 'hallAway' }]);
});

test('[BK8] whoever has not come for the first slot of a day has missed it, though the tick that opened the day came a moment later', () => {
  const hall = hallOf();
  hall.run(manager, { type: 'day.close' });
  const from = day - 30 * minute;
  hall.run(manager, make(hall, 1, slotAt(from, '2026-01-06')));
  hall.now = start + from + 740;
  expect(hall.pass(0)).toMatchObject([{ type: 'day.opened', by: 'timetable' }]);
  hall.now = start + from + 30 * minute + tolerance;
  expect(hall.pass(1)).toEqual([{ type: 'booking.missed', bookingId: testId('b', 1) }]);
});

test('[BK2] [BK9] a day that is closed takes no bookings, and nothing is missed before any day was opened', () => {
  const hall = bookedHall();
  hall.run(manager, { type: 'day.close' });
  expect(hall.when(manager, make(hall, 2, slotAt(2 * hour)))).toEqual(no('day.closed'));
  const never = createScenario({ config: config({ timetable: { kind: 'weekly', week: [[], [], [], [], [], [], hours], special: {} } }) });
  never.given({ ...hall.log.find(({ event }) => event.type === 'booking.made')?.event });
  expect(never.pass(2 * hour)).toEqual([]);
});

test('[BK9] [BK10] open bookings go on into their day; those of days that never opened end', () => {
  const hall = bookedHall();
  hall.run(manager, make(hall, 2, slotAt(day, '2026-01-06')));
  hall.run(manager, make(hall, 3, { ...slotAt(3 * day, '2026-01-08'), person: { bookings: [], missed: [] } }));
  hall.now = start + 3 * day;
  const events = hall.run(manager, { type: 'day.open' });
  expect(events.map(({ type, ...event }) => [type, 'reason' in event ? event.reason : null])).toEqual([
    ['booking.missed', null], ['day.closed', null], ['booking.cancelled', 'hallAway'], ['day.opened', null],
  ]);
  expect(events.at(-1)).toMatchObject({ bookings: [[testId('b', 3), code(hall, 3), 'q-market', '2026-01-08', start + 3 * day, start + 3 * day + 30 * minute, 1, [['market-1', 1]]]] });
  expect([...hall.state.bookingById.values()]).toMatchObject([{ bookingId: testId('b', 3), status: 'open', isNamed: true, items: [{ itemId: 'market-1', count: 1 }] }]);
  expect(hall.run(kiosk(), issue(1, 'market-1', { booking: code(hall, 3) }))).toMatchObject([{ type: 'ticket.issued' }, { type: 'booking.kept' }]);
});

test('[BK10] made while the day before is closed it is there when its day opens', () => {
  const hall = hallOf();
  hall.run(manager, { type: 'day.close' });
  hall.run(manager, make(hall, 1, slotAt(day, '2026-01-06')));
  hall.run(manager, make(hall, 2, { ...slotAt(day + 30 * minute, '2026-01-06') }));
  hall.now = start + day - 20 * minute;
  const [opened] = hall.run(manager, { type: 'day.open' });
  expect(opened?.type === 'day.opened' && opened.bookings?.map(([bookingId]) => bookingId)).toEqual([testId('b', 1), testId('b', 2)]);
  expect([statusOf(hall, 1), statusOf(hall, 2)]).toEqual(['open', 'open']);
});

test('[BK6] [O6] who is booked is preferred in the slot', () => {
  const hall = bookedHall();
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(kiosk(), issue(1));
  hall.now = start + 30 * minute;
  hall.run(kiosk(), checkIn(hall, 2));
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ ticketId: ticket(2), why: 'preferred', passed: [ticket(1)] }]);
});

test('[BK6] a number taken with a booking takes nothing from what a window can undo', () => {
  const hall = bookedHall();
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(kiosk(), issue(1));
  hall.now = start + 30 * minute;
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(kiosk(), checkIn(hall, 2));
  expect(hall.when(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'call' }))).toMatchObject({ kind: 'events' });
});

test('[BK11] the console sees who is expected, who came and who did not, in all and by queue', () => {
  const hall = hallOf({ bookings: { ...bookings, perSlot: { 'q-market': 5, 'q-tax': 5 } } });
  const seen = () => consoleView(hall.state, hall.config, { presence: { devices: [], connectedWindows: [], voice: { announcerByZone: new Map(), claimByCall: new Map() } }, ...momentOf(hall) }).bookings;
  expect(seen()).toEqual({ expected: 0, arrived: 0, missed: 0, queues: [], turn: 0 });
  for (const n of [1, 2, 3]) hall.run(manager, make(hall, n));
  hall.run(manager, make(hall, 4, { items: [{ itemId: 'tax-1', count: 1 }], ...slotAt(2 * hour) }));
  hall.run(manager, make(hall, 5, slotAt(day, '2026-01-06')));
  hall.run(manager, { type: 'booking.cancel', bookingId: testId('b', 3), reason: 'visitor' });
  hall.now = start + 30 * minute;
  hall.run(kiosk(), checkIn(hall, 1));
  hall.pass(2 * hour - 30 * minute);
  expect(seen()).toEqual({
    expected: 1, arrived: 1, missed: 1, turn: 8,
    queues: [{ queueId: 'q-market', expected: 0, arrived: 1, missed: 1 }, { queueId: 'q-tax', expected: 1, arrived: 0, missed: 0 }],
  });
  hall.config = config({ bookings: null });
  expect(seen()).toBeNull();
});

test('[F1] bookings name queues of the hall', () => {
  expect(checkConfig({ ...config(), bookings: { ...bookings, perSlot: { 'q-gone': 1 } } })).toEqual({ ok: false, problems: [{ code: 'dangling', path: 'bookings.perSlot.q-gone', id: 'q-gone' }] });
});

test('[QU2][QU3] who has booked and not come yet takes a place, and the limits of an item hold for bookings too', () => {
  const hall = hallOf({ bookings: { ...bookings, perSlot: { 'q-market': 9 } }, quotas: { slotMinutes: 60, departments: [], items: [{ item: 'market-1', perDay: 3, perSlot: 1 }] } });
  const later = (n: number, slots: number, more: Record<string, unknown> = {}) => make(hall, n, { ...slotAt(slots * 30 * minute), ...more });
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
