import {
  createScenario, hub, issue, kiosk, manager, momentOf, monday9, testId,
  bookedHall, bookingCode as code, bookingConfig as config, bookingHall as hallOf, bookingStatus as statusOf, checkIn, makeBooking as make, refusal as no, sampleBookings as bookings, slotAt, type Scenario,
} from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { consoleView } from '../view/console-view.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const tolerance = 15 * minute;
const hours = [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:40' }];
const start = monday9;

test('[BK8] nobody came by the end of slot and tolerance: missed', () => {
  const hall = bookedHall();
  hall.now = start + 60 * minute + tolerance;
  expect(hall.pass(0)).toEqual([]);
  expect(hall.pass(1)).toEqual([{ type: 'booking.missed', bookingId: testId('b', 1) }]);
});

test('[BK8] [BK9] at the close the slots that are over were missed, the others come back when the day is opened again', () => {
  const hall = bookedHall();
  hall.run(manager, make(2, slotAt(2 * hour)));
  hall.run(manager, make(3, slotAt(day, '2026-01-06')));
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
    hall.run(manager, make(1, slotAt(150 * minute)));
    hall.run(manager, make(2, slotAt(5 * hour)));
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
  late.run(manager, make(1, slotAt(day, '2026-01-06')));
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
  hall.run(manager, make(1, slotAt(from, '2026-01-06')));
  hall.now = start + from + 740;
  expect(hall.pass(0)).toMatchObject([{ type: 'day.opened', by: 'timetable' }]);
  hall.now = start + from + 30 * minute + tolerance;
  expect(hall.pass(1)).toEqual([{ type: 'booking.missed', bookingId: testId('b', 1) }]);
});

test('[BK2] [BK9] a day that is closed takes no bookings, and nothing is missed before any day was opened', () => {
  const hall = bookedHall();
  hall.run(manager, { type: 'day.close' });
  expect(hall.when(manager, make(2, slotAt(2 * hour)))).toEqual(no('day.closed'));
  const never = createScenario({ config: config({ timetable: { kind: 'weekly', week: [[], [], [], [], [], [], hours], special: {} } }) });
  never.given({ ...hall.log.find(({ event }) => event.type === 'booking.made')?.event });
  expect(never.pass(2 * hour)).toEqual([]);
});

test('[BK9] [BK10] open bookings go on into their day; those of days that never opened end', () => {
  const hall = bookedHall();
  hall.run(manager, make(2, slotAt(day, '2026-01-06')));
  hall.run(manager, make(3, { ...slotAt(3 * day, '2026-01-08'), person: { bookings: [], missed: [] } }));
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
  hall.run(manager, make(1, slotAt(day, '2026-01-06')));
  hall.run(manager, make(2, { ...slotAt(day + 30 * minute, '2026-01-06') }));
  hall.now = start + day - 20 * minute;
  const [opened] = hall.run(manager, { type: 'day.open' });
  expect(opened?.type === 'day.opened' && opened.bookings?.map(([bookingId]) => bookingId)).toEqual([testId('b', 1), testId('b', 2)]);
  expect([statusOf(hall, 1), statusOf(hall, 2)]).toEqual(['open', 'open']);
});

test('[BK11] the console sees who is expected, who came and who did not, in all and by queue', () => {
  const hall = hallOf({ bookings: { ...bookings, perSlot: { 'q-market': 5, 'q-tax': 5 } } });
  const seen = () => consoleView(hall.state, hall.config, { presence: { devices: [], connectedWindows: [], voice: { announcerByZone: new Map(), claimByCall: new Map() } }, ...momentOf(hall) }).bookings;
  expect(seen()).toEqual({ expected: 0, arrived: 0, missed: 0, queues: [], turn: 0 });
  for (const n of [1, 2, 3]) hall.run(manager, make(n));
  hall.run(manager, make(4, { items: [{ itemId: 'tax-1', count: 1 }], ...slotAt(2 * hour) }));
  hall.run(manager, make(5, slotAt(day, '2026-01-06')));
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

test('[BK9] a slot that had begun when the day was closed is not missed, and what was given up before stays so when it is opened again', () => {
  const hall = bookedHall();
  hall.run(manager, make(2, slotAt(2 * hour)));
  hall.run(manager, { type: 'booking.cancel', bookingId: testId('b', 2), reason: 'visitor' });
  hall.now = start + 45 * minute;
  expect(hall.run(manager, { type: 'day.close' })).toMatchObject([{ type: 'booking.cancelled', bookingId: testId('b', 1), reason: 'dayClosed' }, { type: 'day.closed' }]);
  hall.run(manager, { type: 'day.open' });
  expect([1, 2].map((n) => statusOf(hall, n))).toEqual(['open', 'cancelled']);
});

test('[BK9] a small step of the clock takes along what was left out before it', () => {
  const hall = bookedHall();
  hall.run(manager, make(2, slotAt(60 * minute)));
  hall.run(hub, { type: 'clock.step', from: hall.now, to: hall.now + hour + 2_000 });
  hall.now += hour + 2_000;
  hall.run(hub, { type: 'clock.step', from: hall.now, to: hall.now - 3_000 });
  hall.now = start + 90 * minute + tolerance;
  expect(hall.pass(1)).toMatchObject([{ type: 'booking.cancelled', bookingId: testId('b', 1) }, { type: 'booking.missed', bookingId: testId('b', 2) }]);
});
