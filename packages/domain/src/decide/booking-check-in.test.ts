import {
  at, callNext, clerkAt, createScenario, issue, kiosk, manager, momentOf, monday9, testConfig, testId, ticket,
  bookedHall, bookingCode as code, bookingConfig as config, bookingHall as hallOf, bookingStatus as statusOf, checkIn, makeBooking as make, refusal as no, slotAt,
} from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { findBooking, type PastBooking, type Past, type DeviceId, type QueueId } from '../index.ts';
import { bookingOf } from './booking.ts';
import { agentView } from '../view/agent-view.ts';
import { kioskView } from '../view/kiosk-view.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const tolerance = 15 * minute;
const start = monday9;

/** The queue is served from 10 to 11:15 alone. */
const queues = testConfig().queues.map((queue) => (queue.id === 'q-market' ? { ...queue, hours: Array.from({ length: 7 }, () => [{ from: '10:00', to: '11:15' }]) } : queue));

test('[BK6] a slot is a promise: neither the queue’s hours nor the last number refuse who comes for it', () => {
  const hall = hallOf({ queues, policy: { ...testConfig().policy, lastTicket: 'stop', bookingToleranceMs: tolerance } });
  hall.run(manager, make(1, slotAt(90 * minute)));
  hall.run(manager, make(2, slotAt(hour)));
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
  hall.run(manager, make(1, slotAt(150 * minute)));
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
  hall.run(manager, make(1));
  const person = { tag: '1'.repeat(32) };
  hall.run(kiosk(), issue(1, 'market-1', { person }));
  hall.now += 20 * minute;
  expect(hall.when(kiosk(), checkIn(hall, 2, { person }))).toMatchObject(no('person.itemAgain'));
  const [issued] = hall.run(kiosk(), checkIn(hall, 2, { person: { tag: '2'.repeat(32) } }));
  expect(issued).toMatchObject({ type: 'ticket.issued', booked: { from: start + 30 * minute } });
  expect(issued).toHaveProperty('personKey');
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
  hall.run(manager, make(1));
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
  hall.run(manager, make(2, slotAt(day, '2026-01-06')));
  hall.run(manager, make(3, slotAt(90 * minute)));
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
  hall.run(manager, make(2, slotAt(day, '2026-01-06')));
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
