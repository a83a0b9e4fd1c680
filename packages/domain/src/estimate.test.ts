import {
  at, bankClerkAt, callNext, clerkAt, elder, finish, hub, issue, issueAll, kiosk, manager, minute, openHall, openWindows, serveNext, testConfig, testConfigWithPolicy, ticket, type Scenario,
} from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { estimateWait } from './estimate.ts';
import type { QueueId } from './ids.ts';
import { createUsualVisits } from './usual-visit.ts';
import { waitFactor } from './wait-lessons.ts';

const w1 = clerkAt('w1');
const w2 = clerkAt('w2');
const market = 'q-market' as QueueId;
const tax = 'q-tax' as QueueId;
const bank = 'q-bank' as QueueId;

/** In minutes, of somebody behind `ahead` calls. */
function waitOf(hall: Scenario, queueId: QueueId, ahead: number): number | null {
  const ms = estimateWait(hall.state, hall.config, { queueId, ahead, now: hall.now });
  return ms === null ? null : ms / minute;
}
const visitsOf = (hall: Scenario, queueId: QueueId) => (hall.state.occupancies.get(queueId) ?? []).map(({ ms }) => ms / minute);
const usual = (hall: Scenario, queueId: QueueId) => createUsualVisits(hall.state, hall.config)(queueId) / minute;

/** What people are told of so many minutes, with the lessons of the day. */
const told = (hall: Scenario, minutes: number) => Math.round(minutes * minute * waitFactor(hall.state)) / minute;

/** A hall whose items of every queue take 10 minutes. */
const evenHall = (policy = {}) => {
  const items = testConfig().items.map((item) => ({ ...item, minutes: 10 }));
  return openHall({ config: { ...testConfigWithPolicy({ callsBeforeMissed: 1, callSpacingMs: 0, missAfterMs: 0, undoWithinMs: 60_000, ...policy }), items } });
};

const undo = (what: string, n: number) => at('action.undo', 'w1', n, { what });

/** Calls the next visitor of a window and, `minutes` later, ends the visit. */
function visit(hall: Scenario, windowId: string, minutes: number, ending: (n: number) => Record<string, unknown> = (n) => finish(windowId, n)) {
  hall.run(clerkAt(windowId), callNext(windowId));
  const n = Number(hall.state.windowById.get(windowId as never)?.active?.ticketId.slice(1));
  hall.run(clerkAt(windowId), at('stop.start', windowId, n));
  hall.now += minutes * minute;
  hall.run(clerkAt(windowId), ending(n));
  return n;
}

test('[X1] a visit lasts from the call until the window is free, however it ends', () => {
  const hall = evenHall();
  openWindows(hall, 'w1', 'w3', 'w4');
  issueAll(hall, ...Array.from({ length: 6 }, () => null));
  visit(hall, 'w1', 1);
  visit(hall, 'w1', 2, (n) => at('stop.hold', 'w1', n, { reason: 'copies', forMs: null }));
  visit(hall, 'w1', 3, (n) => at('stop.transfer', 'w1', n, { to: { queueId: 'q-tax' }, reason: 'other' }));
  const lines = [{ itemId: 'market-1', basis: 'x', fen: 500, quantity: 1 }];
  visit(hall, 'w1', 4, (n) => at('notice.issue', 'w1', n, { lines, waiver: null, payee: 'x', code: null }));
  visit(hall, 'w1', 5, (n) => ({ type: 'ticket.cancel', ticketId: ticket(n), reason: 'visitor' }));
  hall.run(w1, callNext('w1'));
  hall.now += 6 * minute;
  hall.run(w1, at('stop.miss', 'w1', 6));
  expect(visitsOf(hall, market)).toEqual([1, 2, 3, 4, 5, 6]);
  hall.run(clerkAt('w4'), callNext('w4'));
  hall.now += 7 * minute;
  hall.run(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: [...hall.state.noticeById.keys()][0] ?? '', receipt: 'R1', paidBy: 'card' });
  expect([visitsOf(hall, market), visitsOf(hall, bank), visitsOf(hall, tax)]).toEqual([[1, 2, 3, 4, 5, 6], [7], []]);
});

test('[X1] an end that is taken back is taken out only as long as it is kept: others have pushed it out', () => {
  const hall = evenHall();
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, ...Array.from({ length: 21 }, () => null));
  visit(hall, 'w1', 9);
  const ended = hall.state.windowById.get('w1' as never)?.lastAction;
  for (let n = 2; n <= 21; n += 1) visit(hall, 'w2', 0);
  expect(visitsOf(hall, market)).toEqual(Array.from({ length: 20 }, () => 0));
  expect(hall.now - (ended?.at ?? 0)).toBe(0);
  hall.run(w1, undo('finish', 1));
  expect(visitsOf(hall, market)).toHaveLength(20);
});

test('[X1] the newest twenty of the day are kept, and none of an earlier day', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  issueAll(hall, ...Array.from({ length: 22 }, () => null));
  for (let n = 1; n <= 22; n += 1) visit(hall, 'w1', n);
  expect(visitsOf(hall, market)).toEqual(Array.from({ length: 20 }, (_, n) => n + 3));
  hall.run(manager, { type: 'day.close' });
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  expect(visitsOf(hall, market)).toEqual([]);
});

test('[X1] what the day’s close cuts off is no visit', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  issueAll(hall, null);
  hall.run(w1, callNext('w1'));
  hall.now += 3 * minute;
  hall.run(manager, { type: 'day.close' });
  expect(visitsOf(hall, market)).toEqual([]);
});

test('[X1] an end that is taken back is taken out, a call that is taken back makes none', () => {
  const hall = evenHall();
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, null, null, null);
  hall.run(w1, callNext('w1'));
  hall.now += minute / 2;
  hall.run(w1, undo('call', 1));
  expect(visitsOf(hall, market)).toEqual([]);
  visit(hall, 'w1', 4);
  visit(hall, 'w2', 1);
  expect(visitsOf(hall, market)).toEqual([4, 1]);
  hall.now -= minute;
  hall.run(w1, undo('finish', 1));
  expect(visitsOf(hall, market)).toEqual([1]);
  hall.now += 2 * minute;
  hall.run(w1, { ...callNext('w1'), active: ticket(1) });
  expect(visitsOf(hall, market)).toEqual([1, 6]);
  hall.run(w1, undo('call', 3));
  expect(visitsOf(hall, market)).toEqual([1]);
  hall.run(w1, at('stop.hold', 'w1', 1, { reason: 'copies', forMs: null }));
  hall.run(w1, undo('hold', 1));
  expect(visitsOf(hall, market)).toEqual([1]);
  hall.run(w1, finish('w1', 1));
  const ended = visitsOf(hall, market);
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 3));
  hall.run(w1, undo('start', 3));
  expect([ended.length, visitsOf(hall, market)]).toEqual([2, ended]);
});

test('[X1] [X2] who was resumed takes time, but is no further visitor', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  issueAll(hall, ...Array.from({ length: 20 }, () => null));
  for (let n = 1; n <= 19; n += 1) visit(hall, 'w1', 4);
  visit(hall, 'w1', 3, (n) => at('stop.hold', 'w1', n, { reason: 'copies', forMs: null }));
  const before = usual(hall, market);
  hall.run(w1, at('stop.resume', 'w1', 20));
  hall.now += 2 * minute;
  hall.run(w1, finish('w1', 20));
  // Of the twenty kept, the first has gone; 19 visitors are left of whom one came twice.
  const weight = 5 / 20;
  expect(before).toBeCloseTo((19 * 4 + 3) / 20, 4);
  expect(usual(hall, market)).toBeCloseTo((weight * 10 + 18 * 4 + 3 + 2) / (weight + 19), 4);
});

test('[X2] without visits the configured minutes count, the mean of the queue’s items', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w3');
  expect([usual(hall, market), usual(hall, tax)]).toEqual([15, 5]);
  expect([waitOf(hall, market, 0), waitOf(hall, market, 3)]).toEqual([0, 45]);
});

test('[X2] a queue without items of its own takes the mean of all', () => {
  const config = testConfig();
  const hall = openHall({ config: { ...config, items: config.items.filter(({ queue }) => queue !== bank) } });
  expect(usual(hall, bank)).toBeCloseTo((10 + 20 + 5) / 3, 4);
});

test('[X2] the minutes weigh five visits at first and nothing after twenty', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  issueAll(hall, ...Array.from({ length: 20 }, () => null));
  visit(hall, 'w1', 4);
  const weight = 5 * (19 / 20);
  expect(usual(hall, market)).toBeCloseTo((weight * 10 + 4) / (weight + 1), 4);
  for (let n = 2; n <= 20; n += 1) visit(hall, 'w1', 4);
  expect(usual(hall, market)).toBe(4);
});

test('[X3] one window: what is left of its visitor, then one visit each', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  expect([0, 1, 2].map((ahead) => waitOf(hall, market, ahead))).toEqual([0, 10, 20]);
  issueAll(hall, null);
  hall.run(w1, callNext('w1'));
  hall.now += 4 * minute;
  expect([0, 1, 2].map((ahead) => waitOf(hall, market, ahead))).toEqual([6, 16, 26]);
  // Called again, it is the same visit.
  hall.run(w1, at('ticket.recall', 'w1', 1));
  expect(waitOf(hall, market, 0)).toBe(6);
  hall.now += 20 * minute;
  expect([0, 1].map((ahead) => waitOf(hall, market, ahead))).toEqual([2.5, 12.5]);
});

test('[X3] two windows share the queue, each from when it is free', () => {
  const hall = evenHall();
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, null, null);
  hall.run(w1, callNext('w1'));
  hall.now += 4 * minute;
  hall.run(w2, callNext('w2'));
  hall.now += 2 * minute;
  // Free in 4 and in 8 minutes, and each every 10 minutes from there.
  expect([0, 1, 2, 3, 4].map((ahead) => waitOf(hall, market, ahead))).toEqual([4, 8, 14, 18, 24]);
});

test('[X3] no window, no estimate: closed, paused, or of other queues', () => {
  const hall = evenHall();
  expect(waitOf(hall, market, 0)).toBeNull();
  openWindows(hall, 'w1', 'w3');
  expect([waitOf(hall, market, 1), waitOf(hall, tax, 1)]).toEqual([10, 10]);
  hall.run(w1, { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  expect([waitOf(hall, market, 1), waitOf(hall, tax, 1)]).toEqual([null, 10]);
  hall.run(w1, { type: 'window.resume', windowId: 'w1' });
  expect(waitOf(hall, market, 1)).toBe(10);
  hall.run(w1, { type: 'window.close', windowId: 'w1' });
  expect(waitOf(hall, market, 0)).toBeNull();
});

test('[X3] a window in a break counts from when it usually ends, as soon as one of its kind has ended that day', () => {
  const hall = evenHall();
  openWindows(hall, 'w1', 'w2');
  const [pause, resume] = ['pause', 'resume'].map((what) => (windowId: string, more = {}) => hall.run(clerkAt(windowId), { type: `window.${what}`, windowId, ...more }));
  const lunch = (windowId: string, minutes: number) => {
    pause?.(windowId, { reason: 'lunch' });
    hall.now += minutes * minute;
    resume?.(windowId);
  };
  const waits = () => [0, 1, 2, 3].map((ahead) => waitOf(hall, market, ahead));
  pause?.('w2', { reason: 'lunch' });
  expect(waits()).toEqual([0, 10, 20, 30]);
  hall.now += 24 * minute;
  resume?.('w2');
  // The middle of the two is the shorter one; the third makes it 24 minutes.
  lunch('w2', 14);
  pause?.('w2', { reason: 'lunch' });
  expect(waits()).toEqual([0, 10, 14, 20]);
  hall.now += 12 * minute;
  // Two minutes left, then a quarter of the usual ones.
  expect(waits()).toEqual([0, 3.5, 10, 13.5]);
  hall.now += 48 * minute;
  expect(waits()).toEqual([0, 3.5, 10, 13.5]);
  resume?.('w2');
  pause?.('w2', { reason: 'lunch' });
  expect(waits()).toEqual([0, 10, 20, 24]);
  // Of another kind none has ended, and all in one are nobody.
  pause?.('w1', { reason: 'lunch' });
  expect(waits()).toEqual([null, null, null, null]);
  resume?.('w2');
  pause?.('w2', { reason: 'meeting' });
  resume?.('w1');
  expect(waits()).toEqual([0, 10, 20, 30]);
  hall.run(w2, { type: 'window.close', windowId: 'w2' });
  expect(waits()).toEqual([0, 10, 20, 30]);
});

test('[X3] [L1] a log in which a window comes back from no break is folded, and tells nothing of breaks', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  hall.given({ type: 'window.resumed', windowId: 'w1' });
  expect(hall.state.breaks).toEqual([]);
});

test('[X3] the newest hundred breaks of the day count, and none of an earlier one', () => {
  const hall = evenHall();
  openWindows(hall, 'w1', 'w2');
  const pause = { type: 'window.pause', windowId: 'w2', reason: 'away' };
  for (let n = 0; n < 101; n += 1) {
    hall.run(w2, pause);
    hall.now += n === 0 ? 60 * minute : minute;
    hall.run(w2, { type: 'window.resume', windowId: 'w2' });
  }
  expect([hall.state.breaks.length, new Set(hall.state.breaks.map(({ ms }) => ms / minute))]).toEqual([100, new Set([1])]);
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  openWindows(hall, 'w1', 'w2');
  hall.run(w2, pause);
  expect(waitOf(hall, market, 1)).toBe(10);
});

/** `count` visitors of an item, none of whom w3 has called yet. */
const come = (hall: Scenario, itemId: string, first: number, count: number) => {
  for (let n = first; n < first + count; n += 1) hall.run(kiosk(), issue(n, itemId));
};

test('[X4] queues of one rank share a window by weight, as long as somebody waits there', () => {
  const hall = evenHall();
  openWindows(hall, 'w3');
  expect(waitOf(hall, tax, 2)).toBe(20);
  come(hall, 'bank-1', 1, 4);
  // Two of the bank for each of the tax: half a turn of 20 minutes, then a turn of 30, until the four of the bank are through.
  expect([0, 1, 2, 3].map((ahead) => waitOf(hall, tax, ahead))).toEqual([10, 40, 60, 70]);
  come(hall, 'tax-1', 11, 2);
  // And half a one of the tax for each of the bank: 5 minutes a turn, of 20 at most.
  expect([0, 1, 4, 5].map((ahead) => waitOf(hall, bank, ahead))).toEqual([2.5, 17.5, 60, 70]);
});

test('[X4] work that no window serves first is divided among all that serve it', () => {
  const windows = testConfig().windows.map((window, index) => ({
    ...window, queues: index < 2 ? ['q-market', 'q-tax', 'q-bank'].map((queue, rank) => ({ queue, rank: rank + 1, weight: 1 })) : window.queues,
  }));
  const hall = openHall({ config: testConfig({ windows }) });
  for (const n of [1, 2]) hall.run(kiosk(), issue(n, 'tax-1'));
  openWindows(hall, 'w1');
  // Two visits of five minutes at the tax first.
  expect(waitOf(hall, bank, 0)).toBe(10);
  openWindows(hall, 'w2');
  expect(waitOf(hall, bank, 0)).toBe(5);
});

test('[X4] better ranked queues come first with all who wait, worse ones do not count', () => {
  const hall = evenHall();
  openWindows(hall, 'w2');
  come(hall, 'tax-1', 1, 3);
  expect([0, 1].map((ahead) => waitOf(hall, market, ahead))).toEqual([0, 10]);
  come(hall, 'market-1', 11, 2);
  expect([0, 1].map((ahead) => waitOf(hall, tax, ahead))).toEqual([20, 30]);
  come(hall, 'market-1', 21, 7);
  // After half an hour the visitor counts as of the best rank.
  expect([0, 1].map((ahead) => waitOf(hall, tax, ahead))).toEqual([30, 40]);
});

test('[X4] a queue’s work is divided among the windows that serve it first', () => {
  const hall = evenHall();
  openWindows(hall, 'w3', 'w4');
  come(hall, 'bank-1', 1, 4);
  // 40 minutes of the bank, half of them at w3.
  expect([0, 1, 2].map((ahead) => waitOf(hall, tax, ahead))).toEqual([10, 30, 40]);
  const windows = hall.config.windows.map((window) => (window.id === 'w4' ? { ...window, queues: ['q-market', 'q-bank'].map((queue, rank) => ({ queue, rank: rank + 1, weight: 1 })) } : window));
  hall.config = { ...hall.config, windows: windows as never };
  // All of it at w3, where w4 has another queue before.
  expect([0, 1, 2].map((ahead) => waitOf(hall, tax, ahead))).toEqual([10, 40, 60]);
});

test('[X5] ordinary: everybody ahead; preferred: those who are, and whom the row lets in between', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  issueAll(hall, null, null, null, elder, null);
  const waits = (n: number, more = {}) => hall.when(kiosk(), issue(n, 'market-1', more));
  const estimates = (n: number, more = {}) => {
    const decision = waits(n, more);
    return decision.kind === 'events' && decision.events.flatMap((event) => (event.type === 'ticket.issued' ? event.stops.map(({ estimateMs = 0 }) => estimateMs / minute) : []));
  };
  expect([estimates(8), estimates(8, elder)]).toEqual([[50], [20]]);
  const soon = { booked: { from: hall.now, to: hall.now + minute } };
  const late = { booked: { from: hall.now + 60 * minute, to: hall.now + 90 * minute } };
  expect([estimates(8, soon), estimates(8, late)]).toEqual([[20], [50]]);
  expect(serveNext(hall).ticketId).toBe(ticket(4));
  // One preferred visitor has been called: an ordinary one comes first now.
  expect([estimates(8), estimates(8, elder)].map((minutes) => minutes && minutes[0])).toEqual([4, 1].map((calls) => told(hall, calls * usual(hall, market))));
  hall.run(kiosk(), issue(20, 'market-1', { paper: 'pending', ...elder }));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(20), day: '2026-01-05', jobId: null, copy: 0, outcome: 'failed', at: hall.now });
  expect([estimates(8), estimates(8, elder)].map((minutes) => minutes && minutes[0])).toEqual([4, 1].map((calls) => told(hall, calls * usual(hall, market))));
});

test('[X5] before a preferred visitor come as many ordinary ones as the hall’s row lets in between', () => {
  const hall = evenHall({ preferredInRow: 2 });
  openWindows(hall, 'w1');
  issueAll(hall, null, null, null, elder, elder, elder);
  const waits = [elder, {}].map((more) => {
    const decision = hall.when(kiosk(), issue(8, 'market-1', more));
    return decision.kind === 'events' && decision.events.flatMap((event) => (event.type === 'ticket.issued' ? event.stops.map(({ estimateMs = 0 }) => estimateMs / minute) : []));
  });
  // Three preferred, and one ordinary behind the second of them.
  expect(waits).toEqual([[40], [60]]);
});

test('[K2] [X3] a break, and what is thought to be left of it, is as long under a clock that was set', () => {
  const hall = evenHall();
  openWindows(hall, 'w1', 'w2');
  for (let n = 0; n < 2; n += 1) {
    hall.run(w2, { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
    hall.now += 8 * minute;
    const from = hall.now;
    hall.now -= 5 * minute;
    hall.run(hub, { type: 'clock.step', from, to: hall.now });
    if (n === 0) hall.run(w2, { type: 'window.resume', windowId: 'w2' });
  }
  expect(hall.state.breaks).toEqual([{ reason: 'lunch', ms: 8 * minute }]);
  // The quarter that is left of the second one: 2 minutes.
  expect([0, 1, 2].map((ahead) => waitOf(hall, market, ahead))).toEqual([0, 2, 10]);
});

test('[X2] a visit that nobody ended for hours counts three times the middle of them all', () => {
  const hall = evenHall();
  openWindows(hall, 'w1');
  issueAll(hall, null, null, null);
  visit(hall, 'w1', 240);
  // 4.75 visits of 10 minutes by the configuration, and one of 3 × 10.
  expect(usual(hall, market)).toBeCloseTo((4.75 * 10 + 30) / 5.75, 3);
  visit(hall, 'w1', 240);
  expect(usual(hall, market)).toBeCloseTo((4.5 * 10 + 2 * 240) / 6.5, 3);
});

test('[X2] a queue without items of its own is thought to take as long as all of them', () => {
  const config = testConfig({ items: testConfig().items.filter(({ queue }) => queue !== 'q-tax') });
  expect(usual(openHall({ config }), tax)).toBe((10 + 20 + 5) / 3);
});
