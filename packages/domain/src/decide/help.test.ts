import { at, callNext, clerkAt, finish, hub, issue, kiosk, manager, momentOf, openHall, openWindows, testConfig, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { HallConfig } from '../config.ts';
import { consoleView } from '../view/console-view.ts';
import { waitsNow } from '../view/waits.ts';
import { windowView } from '../view/window-view.ts';

const minute = 60_000;
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const help = (windowId: string, queueId: string, place = 'first') => ({ type: 'window.help', windowId, queueId, place });
const end = (windowId: string) => ({ type: 'window.endHelp', windowId });
const helpOf = (hall: Scenario, windowId: string) => hall.state.windowById.get(windowId as never)?.help ?? null;
const surge = { waiting: 4, waitMs: 30 * minute };
const limited = (more: Record<string, unknown> = {}): HallConfig => testConfig({ surge, ...more });
const take = (hall: Scenario, itemId: string, ...numbers: number[]): void => numbers.forEach((n) => {
  hall.now += 1;
  hall.run(kiosk(), issue(n, itemId));
});
const hallWith = (config: HallConfig, ...windows: string[]): Scenario => {
  const hall = openHall({ config });
  openWindows(hall, ...windows);
  return hall;
};
const presence = { devices: [], connectedWindows: [], voice: { announcerByZone: new Map(), claimByCall: new Map() } };
const seen = (hall: Scenario) => consoleView(hall.state, hall.config, { presence, ...momentOf(hall) });
const surging = (hall: Scenario) => seen(hall).queues.filter(({ isSurging }) => isSurging).map(({ queueId }) => queueId);
const called = (hall: Scenario, windowId: string): string | undefined => hall.state.windowById.get(windowId as never)?.active?.ticketId;
/** One visit after the other, without a word about each. */
const serve = (hall: Scenario, windowId: string): string => {
  const before = called(hall, windowId) ?? null;
  if (before) hall.run(clerkAt(windowId), { type: 'stop.start', windowId, ticketId: before });
  hall.run(clerkAt(windowId), callNext(windowId, before));
  return called(hall, windowId) ?? '';
};

test('[SU1] a queue surges when more wait than the limit, or who comes now would wait longer', () => {
  const hall = hallWith(limited(), 'w1');
  take(hall, 'market-1', 1, 2);
  expect(surging(hall)).toEqual([]);
  take(hall, 'market-1', 3);
  expect([waitsNow(hall.state, hall.config, hall.now).get('q-market' as never), surging(hall)]).toEqual([45, ['q-market']]);
  take(hall, 'tax-1', 11, 12, 13, 14);
  expect(surging(hall)).toEqual(['q-market']);
  take(hall, 'tax-1', 15);
  expect(surging(hall)).toEqual(['q-market', 'q-tax']);
});

test('[SU1] where nobody waits nothing surges, however long its windows are busy with others', () => {
  const hall = hallWith(limited(), 'w2');
  take(hall, 'market-1', 1, 2, 3);
  expect([waitsNow(hall.state, hall.config, hall.now).get('q-tax' as never), surging(hall)]).toEqual([30, ['q-market']]);
  take(hall, 'market-1', 4);
  expect(surging(hall)).toEqual(['q-market']);
});

test('[SU1] a queue may have limits of its own or none, and a hall without limits never surges', () => {
  const queues = limited().queues.map((queue) => ({ ...queue, ...(queue.id === 'q-tax' ? { surge: { waiting: 1, waitMs: 30 * minute } } : queue.id === 'q-bank' ? { surge: null } : {}) }));
  for (const [config, found] of [[limited({ queues }), ['q-tax']], [testConfig(), []]] as const) {
    const hall = hallWith(config);
    take(hall, 'market-1', 1, 2);
    take(hall, 'tax-1', 11, 12);
    take(hall, 'bank-1', 21, 22, 23, 24, 25, 26);
    expect(surging(hall)).toEqual(found);
  }
});

test('[SU2] a manager gives a window where somebody sits one queue that it does not serve', () => {
  const hall = hallWith(limited(), 'w1', 'w4');
  hall.run(manager, help('w4', 'q-market'));
  expect(helpOf(hall, 'w4')).toEqual({ queueId: 'q-market', rank: 1, since: hall.now, untilCalm: false });
  expect(hall.run(manager, help('w4', 'q-market'))).toEqual([]);
  expect([
    hall.when(clerkAt('w1'), help('w1', 'q-tax')), hall.when(manager, help('w9', 'q-tax')), hall.when(manager, help('w3', 'q-market')), hall.when(manager, help('w1', 'nothing')),
    hall.when(manager, help('w1', 'q-market')), hall.when(manager, help('w1', 'q-bank')), hall.when(clerkAt('w1'), end('w4')), hall.when(manager, end('w1')), hall.when(manager, end('w9')),
  ]).toEqual([
    no('command.notYours'), no('window.unknown', { windowId: 'w9' }), no('window.notOpen'), no('queue.unknown', { queueId: 'nothing' }),
    no('help.ownQueue'), no('help.bank'), no('command.notYours'), no('help.none'), no('help.none'),
  ]);
  expect(hall.run(manager, help('w4', 'q-tax', 'behind'))).toMatchObject([{ type: 'window.helped', queueId: 'q-market', by: 'manager' }, { type: 'window.helping', queueId: 'q-tax', rank: 2 }]);
  hall.run(manager, { type: 'day.close' });
  expect(hall.when(manager, help('w4', 'q-tax'))).toEqual(no('day.closed'));
});

test('[SU3] it calls from that queue among its best ones, or behind all of its own', () => {
  for (const [place, order] of [['first', [1, 21, 2, 22]], ['behind', [21, 22, 1, 2]]] as const) {
    const hall = hallWith(limited(), 'w4');
    take(hall, 'market-1', 1, 2);
    take(hall, 'bank-1', 21, 22);
    hall.run(manager, help('w4', 'q-market', place));
    expect(windowView(hall.state, hall.config, 'w4' as never, momentOf(hall)).next.map(({ ticketId }) => ticketId)).toEqual(order.map(ticket));
    expect(order.map(() => serve(hall, 'w4'))).toEqual(order.map(ticket));
  }
});

test('[SU3] behind all of its own is behind the worst of them, first is level with the best', () => {
  // Of ranks 1 and 2.
  const ranks = ['first', 'behind'].map((place) => {
    const hall = hallWith(limited({ payment: null }), 'w2');
    hall.run(manager, help('w2', 'q-bank', place));
    return helpOf(hall, 'w2')?.rank;
  });
  expect(ranks).toEqual([1, 3]);
});

test('[SU3] it counts as one more window: for the wait, for needs, for who is sent there, and for a number to be chosen', () => {
  const config = limited({ windows: testConfig().windows.map((window) => (window.id === 'w4' ? { ...window, suits: ['sign'] } : window)) });
  const hall = hallWith(config, 'w1', 'w3', 'w4');
  take(hall, 'market-1', 1, 2, 3, 4);
  hall.run(kiosk(), issue(5, 'market-1', { needs: ['sign'] }));
  const minutes = () => waitsNow(hall.state, hall.config, hall.now).get('q-market' as never);
  const before = minutes();
  hall.run(manager, help('w4', 'q-market'));
  expect([before, minutes(), seen(hall).queues.find(({ queueId }) => queueId === 'q-market')?.windows]).toEqual([75, 30, 2]);
  [1, 2, 3].forEach(() => serve(hall, 'w1'));
  // Only w4 suits who needs signs, so w1 leaves that one to it.
  [4, 5].forEach(() => serve(hall, 'w1'));
  expect(hall.state.waiting.get('q-market' as never)).toEqual([{ ticketId: ticket(5), stop: 0 }]);
  expect(hall.when(manager, { type: 'window.callNumber', windowId: 'w1', active: ticket(9), ticketId: ticket(5), reason: 'urgent', note: null })).toEqual(no('call.windowNotFree', { label: '1', free: ['1', '4'] }));
  expect(hall.when(manager, { type: 'window.callNumber', windowId: 'w4', active: null, ticketId: ticket(5), reason: 'urgent', note: null }).kind).toBe('events');
  take(hall, 'tax-1', 11);
  hall.run(clerkAt('w3'), callNext('w3'));
  hall.run(manager, help('w4', 'q-tax'));
  hall.run(clerkAt('w3'), at('stop.transfer', 'w3', 11, { to: { windowId: 'w4' }, reason: 'specialist' }));
  expect(hall.state.ticketById.get(ticket(11))?.stops[0]).toMatchObject({ queueId: 'q-tax', onlyAt: 'w4' });
  expect(hall.when(clerkAt('w3'), callNext('w3'))).toEqual(no('queue.empty'));
  hall.run(manager, end('w4'));
  expect(hall.when(clerkAt('w3'), callNext('w3')).kind).toBe('events');
});

test('[SU4] the helped queue begins level with the window’s own: it does not catch up at their cost', () => {
  const hall = hallWith(limited(), 'w4');
  take(hall, 'bank-1', 21, 22, 23, 24, 25, 26);
  [1, 2, 3].forEach(() => serve(hall, 'w4'));
  take(hall, 'market-1', 1, 2, 3);
  expect(hall.run(manager, help('w4', 'q-market'))).toMatchObject([{ calls: 3 }]);
  expect([1, 2, 3, 4].map(() => serve(hall, 'w4'))).toEqual([24, 1, 25, 2].map(ticket));
  hall.run(manager, end('w4'));
  expect([...(hall.state.windowById.get('w4' as never)?.callsByQueue.keys() ?? [])]).toEqual(['q-bank']);
  expect([serve(hall, 'w4'), hall.run(manager, help('w4', 'q-market', 'behind'))]).toMatchObject([ticket(26), [{ calls: 0, rank: 2 }]]);
});

test('[SU4] level is the share of the queue least called by weight', () => {
  const hall = hallWith(limited(), 'w3');
  for (const [itemId, ...numbers] of [['tax-1', 1, 2, 3], ['bank-1', 4, 5]] as const) {
    take(hall, itemId, ...numbers);
    numbers.forEach(() => serve(hall, 'w3'));
  }
  // Three calls by one, two calls by two.
  expect(hall.run(manager, help('w3', 'q-market'))).toMatchObject([{ calls: 1 }]);
});

test('[SU4] what the window called in the queue before the hall took it away does not count', () => {
  const hall = hallWith(limited(), 'w2');
  take(hall, 'tax-1', 1);
  serve(hall, 'w2');
  hall.config = { ...hall.config, windows: hall.config.windows.map((window) => (window.id === 'w2' ? { ...window, queues: window.queues.filter(({ queue }) => queue !== 'q-tax') } : window)) };
  expect(hall.run(manager, help('w2', 'q-tax'))).toMatchObject([{ calls: 0 }]);
  take(hall, 'tax-1', 2);
  take(hall, 'market-1', 3);
  expect([1, 2].map(() => serve(hall, 'w2'))).toEqual([2, 3].map(ticket));
});

test('[SU5] help that began in a surge ends when half as many wait', () => {
  const hall = hallWith(testConfig({ surge: { waiting: 4, waitMs: 480 * minute } }), 'w1', 'w4');
  take(hall, 'market-1', 1, 2, 3, 4, 5);
  expect(hall.run(manager, help('w4', 'q-market'))).toMatchObject([{ untilCalm: true }]);
  [1, 2].forEach(() => serve(hall, 'w1'));
  expect([hall.pass(1000), helpOf(hall, 'w4') === null]).toEqual([[], false]);
  serve(hall, 'w4');
  expect(hall.pass(1000)).toEqual([{ type: 'window.helped', windowId: 'w4', queueId: 'q-market', by: 'over' }]);
  expect([hall.pass(1000), called(hall, 'w4')]).toEqual([[], ticket(3)]);
});

test('[SU5] and when the wait would be half as long without help, not because of it', () => {
  const hall = hallWith(testConfig({ surge: { waiting: 1000, waitMs: 30 * minute } }), 'w1', 'w4');
  take(hall, 'market-1', 1, 2, 3);
  expect(hall.run(manager, help('w4', 'q-market'))).toMatchObject([{ untilCalm: true }]);
  expect([waitsNow(hall.state, hall.config, hall.now).get('q-market' as never), hall.pass(1000)]).toEqual([15, []]);
  [serve(hall, 'w1'), serve(hall, 'w4')].map(() => hall.pass(1000)).forEach((events) => expect(events).toEqual([]));
  serve(hall, 'w1');
  expect(hall.pass(1000)).toMatchObject([{ type: 'window.helped', by: 'over' }]);
});

test('[SU5] half of the limit of the wait is short enough', () => {
  const hall = hallWith(testConfig({ surge: { waiting: 1000, waitMs: 30 * minute } }), 'w1', 'w4');
  take(hall, 'market-1', 1, 2, 3);
  hall.run(manager, help('w4', 'q-market'));
  const leave = (n: number) => hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(n), reason: 'visitor' });
  leave(1);
  expect(hall.pass(1000)).toEqual([]);
  leave(2);
  expect(hall.pass(1000)).toMatchObject([{ type: 'window.helped', by: 'over' }]);
});

test('[SU5] it ends when nobody watches that queue any more', () => {
  const hall = hallWith(limited(), 'w1', 'w4');
  take(hall, 'market-1', 1, 2, 3, 4, 5, 6);
  hall.run(manager, help('w4', 'q-market'));
  hall.config = testConfig();
  expect(hall.run(hub, { type: 'clock.tick' })).toMatchObject([{ type: 'window.helped', by: 'over' }]);
});

test('[SU5] it does not end while people wait whom nobody else serves', () => {
  const hall = hallWith(limited(), 'w1', 'w4');
  take(hall, 'market-1', ...Array.from({ length: 9 }, (_, n) => n + 1));
  hall.run(manager, help('w4', 'q-market'));
  expect(helpOf(hall, 'w4')?.untilCalm).toBe(true);
  hall.run(clerkAt('w1'), { type: 'window.close', windowId: 'w1' });
  for (let served = 0; served < 8; served += 1) serve(hall, 'w4');
  hall.pass(1000);
  expect([helpOf(hall, 'w4')?.queueId, hall.state.waiting.get('q-market' as never)?.length]).toEqual(['q-market', 1]);
  serve(hall, 'w4');
  hall.pass(1000);
  expect(helpOf(hall, 'w4')).toBeNull();
});

test('[SU3] first is like the window’s best queues, whatever their rank', () => {
  const config = limited({ windows: testConfig().windows.map((window) => (window.id === 'w4' ? { ...window, queues: window.queues.map((served) => ({ ...served, rank: 3 })) } : window)) });
  const hall = hallWith(config, 'w4');
  hall.run(manager, help('w4', 'q-market'));
  expect(helpOf(hall, 'w4')?.rank).toBe(3);
});

test('[SU5] other help goes on until a manager ends it or the window closes; then its visitor is still served there', () => {
  const hall = hallWith(testConfig(), 'w4');
  take(hall, 'market-1', 1);
  hall.run(manager, help('w4', 'q-market'));
  serve(hall, 'w4');
  expect(hall.pass(10 * minute)).toEqual([]);
  expect(hall.run(manager, end('w4'))).toEqual([{ type: 'window.helped', windowId: 'w4', queueId: 'q-market', by: 'manager' }]);
  hall.run(clerkAt('w4'), finish('w4', 1));
  hall.run(manager, help('w4', 'q-market'));
  hall.run(clerkAt('w4'), { type: 'window.close', windowId: 'w4' });
  openWindows(hall, 'w4');
  expect(helpOf(hall, 'w4')).toBeNull();
});

test('[SU5] it ends too when the queue is gone or the window’s own', () => {
  const hall = hallWith(testConfig(), 'w4');
  for (const windows of [testConfig().windows.map((window) => (window.id === 'w4' ? { ...window, queues: [...window.queues, { queue: 'q-market', rank: 2, weight: 1 }] } : window)), null]) {
    hall.config = testConfig();
    hall.run(manager, help('w4', 'q-market'));
    hall.config = windows ? testConfig({ windows }) : { ...testConfig(), queues: testConfig().queues.filter(({ id }) => id !== 'q-market') };
    expect(windowView(hall.state, hall.config, 'w4' as never, momentOf(hall)).queues.filter(({ queueId }) => queueId === 'q-market')).toHaveLength(1);
    expect(hall.run(hub, { type: 'clock.tick' })).toMatchObject([{ type: 'window.helped', by: 'over' }]);
  }
});

test('[SU6] window and console see it; it changes neither how long the window is idle nor what it can undo, and goes with the clock', () => {
  const hall = hallWith(testConfig(), 'w4');
  take(hall, 'bank-1', 21);
  serve(hall, 'w4');
  const since = hall.state.windowById.get('w4' as never)?.changedAt;
  hall.now += 1000;
  hall.run(manager, help('w4', 'q-market', 'behind'));
  const view = () => windowView(hall.state, hall.config, 'w4' as never, momentOf(hall));
  expect([view().help, view().undo?.what, hall.state.windowById.get('w4' as never)?.changedAt]).toEqual([{ queueId: 'q-market', isFirst: false, since: hall.now }, 'call', since]);
  expect(seen(hall).windows.find(({ windowId }) => windowId === 'w4')?.help).toMatchObject({ queueId: 'q-market' });
  hall.run(hub, { type: 'clock.step', from: hall.now, to: hall.now + 60 * minute });
  expect(helpOf(hall, 'w4')?.since).toBe(hall.now + 60 * minute);
  hall.run(manager, end('w4'));
  expect([view().help, view().undo?.what]).toEqual([undefined, 'call']);
});

test('[SU1] [SU5] help for a queue in which nobody waits did not begin in a surge, however long one would wait there', () => {
  const hall = hallWith(limited({ surge: { ...surge, waitMs: 20 * minute } }), 'w2', 'w4');
  take(hall, 'market-1', 1, 2, 3);
  expect(waitsNow(hall.state, hall.config, hall.now).get('q-tax' as never)).toBe(30);
  hall.run(manager, help('w4', 'q-tax'));
  expect(helpOf(hall, 'w4')).toMatchObject({ queueId: 'q-tax', untilCalm: false });
});
