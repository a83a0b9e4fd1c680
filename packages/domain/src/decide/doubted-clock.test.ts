import { at, callNext, clerkAt, hub, issue, kiosk, manager, openHall, testConfig, testConfigWithPolicy, testId, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const [minute, day] = [60_000, 24 * 3_600_000];
const w1 = clerkAt('w1');
const types = (events: readonly { type: string }[]) => events.map((event) => event.type);
const bookings = { daysAhead: 1, slotMinutes: 30, perSlot: { 'q-market': 1 }, blockAfter: null };

/** A visitor waits for the bank with an open notice. */
function billedHall(): Scenario {
  const config = { ...testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0 }), bookings: testConfig({ bookings }).bookings };
  const hall = openHall({ config });
  for (const n of [1, 2]) hall.run(kiosk(), issue(n));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, at('notice.issue', 'w1', 1, { lines: [{ itemId: 'market-1', basis: 'x', fen: 100, quantity: 1 }], waiver: null, payee: 'x', code: null }));
  return hall;
}

test('[D7] by a clock that is in doubt nobody is too late: who missed a call, a booking or a notice has the time that is left when the clock is right', () => {
  const hall = billedHall();
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 2));
  const slot = { date: '2026-01-05', from: hall.now + 30 * minute, to: hall.now + 60 * minute };
  hall.run(manager, { type: 'booking.make', bookingId: testId('b'), items: [{ itemId: 'market-1', count: 1 }], ...slot });
  const before = hall.now;
  hall.now += 30 * day;
  hall.upSince = hall.now;
  expect(hall.pass(0)).toEqual([]);
  // Started again under the right one.
  hall.now = before;
  hall.upSince = before;
  expect(hall.pass(1_000)).toEqual([]);
  expect(types(hall.pass(80 * minute))).toEqual(['stop.abandoned', 'booking.missed']);
});

test('[D7] nor while the day is closed, and whose time is up when a manager has confirmed the date', () => {
  const hall = billedHall();
  hall.run(manager, { type: 'day.close' });
  expect(hall.pass(30 * day)).toEqual([]);
  expect(hall.when(kiosk(), issue(3))).toEqual({ kind: 'rejection', rejection: { code: 'day.closed' } });
  hall.run(manager, { type: 'day.open' });
  expect(types(hall.pass(1_000))).toEqual(['notice.expired']);
});

test('[D7] under a clock of the open day’s own date everything has its time, though it was set back', () => {
  const hall = billedHall();
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 2));
  hall.now += 70 * minute;
  hall.run(kiosk(), issue(3));
  hall.now -= 5 * minute;
  expect(types(hall.pass(0))).toEqual(['stop.abandoned']);
});

test('[E1] a closed day of the clock’s own date leaves no doubt which date it is either', () => {
  const hall = openHall();
  hall.run(manager, { type: 'day.close' });
  hall.now -= minute;
  expect(types(hall.run(hub, { type: 'epoch.raise', epoch: 2, reason: 'restored', agents: [] }))).toEqual(['epoch.raised', 'numbers.resumed']);
});
