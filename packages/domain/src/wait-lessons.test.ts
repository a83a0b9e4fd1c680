import { at, callNext, clerkAt, finish, issue, kiosk, manager, minute, openHall, openWindows, testConfig, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { waitFactor } from './wait-lessons.ts';

const w1 = clerkAt('w1');

/** One window, visits of ten minutes by the configuration, and three visitors who are told 0, 10 and 20 minutes. */
function taughtHall(): Scenario {
  const items = testConfig().items.map((item) => ({ ...item, minutes: 10 }));
  const hall = openHall({ config: { ...testConfigWithPolicy({}), items } });
  openWindows(hall, 'w1');
  hall.run(kiosk(), issue(1));
  hall.run(w1, callNext('w1'));
  for (const n of [2, 3]) hall.run(kiosk(), issue(n));
  return hall;
}

const lessons = ({ state }: Scenario) => state.waitLessons.map(({ expectedMs, waitedMs }) => [expectedMs / minute, waitedMs / minute]);

/** After `minutes` the visit ends and the next visitor is called. */
function nextAfter(hall: Scenario, minutes: number, n: number): void {
  hall.now += minutes * minute;
  hall.run(w1, finish('w1', n));
  hall.run(w1, callNext('w1'));
}

test('[X9] waits that lasted twice as long as told make the next estimate longer, as far as there are lessons', () => {
  const hall = taughtHall();
  expect([lessons(hall), waitFactor(hall.state)]).toEqual([[[0, 0]], 1]);
  nextAfter(hall, 20, 1);
  expect(lessons(hall)).toEqual([[0, 0], [10, 20]]);
  // Ten waits of ten minutes are believed to have come true: (100 + 20) ÷ (100 + 10).
  expect(waitFactor(hall.state)).toBeCloseTo(120 / 110, 10);
  nextAfter(hall, 20, 2);
  expect(waitFactor(hall.state)).toBeCloseTo(160 / 130, 10);
  const [issued] = hall.run(kiosk(), issue(9));
  const [stop] = issued?.type === 'ticket.issued' ? issued.stops : [];
  // Behind the visitor called just now: one usual visit (five of 10 minutes, fading out, and two of 20), and the lessons.
  const usual = (4.5 * 10 + 2 * 20) / 6.5;
  expect((stop?.estimateMs ?? 0) / minute).toBeCloseTo((usual * 160) / 130, 3);
  // What it will be held against is the wait without the lessons: they do not teach themselves.
  expect((hall.state.ticketById.get(ticket(9))?.stops[0]?.expectedMs ?? 0) / minute).toBeCloseTo(usual, 3);
});

test('[X9] a call that is taken back teaches nothing, nor does one out of order', () => {
  const hall = taughtHall();
  hall.now += 30 * minute;
  hall.run(w1, finish('w1', 1));
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('action.undo', 'w1', 2, { what: 'call' }));
  expect(lessons(hall)).toEqual([[0, 0]]);
  hall.run(manager, { type: 'ticket.makeUrgent', ticketId: ticket(3), reason: 'unwell' });
  hall.run(w1, callNext('w1'));
  expect([hall.state.ticketById.get(ticket(3))?.activeAt, lessons(hall)]).toEqual(['w1', [[0, 0]]]);
  nextAfter(hall, 0, 3);
  expect(lessons(hall)).toEqual([[0, 0], [10, 30]]);
  hall.run(kiosk(), issue(4));
  hall.run(w1, finish('w1', 2));
  hall.run(manager, { type: 'window.callNumber', windowId: 'w1', ticketId: ticket(4), active: null, reason: 'other', note: 'x' });
  expect([hall.state.ticketById.get(ticket(4))?.activeAt, lessons(hall)]).toEqual(['w1', [[0, 0], [10, 30]]]);
});

test('[X9] the first lesson of a day is taken back like any other', () => {
  const hall = taughtHall();
  hall.run(w1, at('action.undo', 'w1', 1, { what: 'call' }));
  expect([lessons(hall), hall.state.ticketById.get(ticket(1))?.stops[0]?.expectedMs]).toEqual([[], 0]);
});

test('[X9] one wait counts three times what was worked out and ten minutes at most', () => {
  const hall = taughtHall();
  nextAfter(hall, 39, 1);
  nextAfter(hall, 240, 2);
  expect(lessons(hall)).toEqual([[0, 0], [10, 39], [20, 70]]);
});

test('[X9] lessons are bounded, in number and in what they do, and end with the day', () => {
  const hall = taughtHall();
  const lesson = { callId: 'x', expectedMs: minute, waitedMs: 100 * minute };
  for (let n = 0; n < 120; n += 1) hall.state.waitLessons.push(lesson as never);
  expect(waitFactor(hall.state)).toBe(3);
  hall.state.waitLessons.splice(0, Infinity, ...Array.from({ length: 100 }, () => ({ ...lesson, expectedMs: 100 * minute, waitedMs: 0 }) as never));
  expect(waitFactor(hall.state)).toBe(0.5);
  nextAfter(hall, 20, 1);
  expect(hall.state.waitLessons.length).toBe(100);
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  expect(hall.state.waitLessons).toEqual([]);
});
