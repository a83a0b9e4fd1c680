import { at, callNext, clerkAt, createScenario, finish, issue, kiosk, manager, openHall, testConfig, ticket, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { windowStatus } from '../view/parts.ts';
import { windowView } from '../view/window-view.ts';

const w1 = clerkAt('w1');
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const hold = (n: number, more: Record<string, unknown> = {}) => at('stop.hold', 'w1', n, { reason: 'copies', forMs: null, ...more });
const resume = (n: number, windowId = 'w1') => at('stop.resume', windowId, n);

/** `visitors` market tickets; w1 serves the first. */
function deskHall(visitors: number) {
  const hall = openHall();
  for (let n = 1; n <= visitors; n += 1) {
    hall.run(kiosk(), issue(n));
    hall.now += 1000;
  }
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  return hall;
}
const life = (hall: ReturnType<typeof deskHall>, n: number, stop = 0) => hall.state.ticketById.get(ticket(n))?.stops[stop]?.life;
const queue = (hall: ReturnType<typeof deskHall>) => hall.state.waiting.get('q-market' as never)?.map((ref) => Number(ref.ticketId.slice(1)));

test('[R1] who is served can be held; the window is idle and calls on', () => {
  const hall = deskHall(2);
  const startedAt = hall.now;
  hall.now += 5000;
  expect(hall.run(w1, hold(1))).toEqual([{ type: 'stop.held', ticketId: ticket(1), stop: 0, windowId: 'w1', reason: 'copies', dueAt: null }]);
  expect(life(hall, 1)).toEqual({ status: 'held', windowId: 'w1', reason: 'copies', at: hall.now, dueAt: null, startedAt });
  expect(windowStatus(hall.state, 'w1' as never)).toBe('idle');
  hall.run(w1, callNext('w1'));
  expect(life(hall, 2)?.status).toBe('called');
  expect(hall.state.totals).toMatchObject({ held: 1, called: 1, serving: 0, waiting: 0 });
});

test('[R1] so can who was only called', () => {
  const hall = deskHall(2);
  hall.run(w1, callNext('w1', ticket(1)));
  hall.run(w1, hold(2));
  expect(life(hall, 2)).toMatchObject({ status: 'held', startedAt: null });
});

test('[R2] the desk sees when it is due, and the clock decides nothing', () => {
  const hall = deskHall(1);
  const since = hall.now;
  hall.run(w1, hold(1, { reason: 'payment', forMs: 600_000 }));
  expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).held).toEqual([
    { ticketId: ticket(1), number: { prefix: 'A', n: 1 }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], reason: 'payment', since, dueAt: since + 600_000 },
  ]);
  expect(hall.pass(7_200_000)).toEqual([]);
  expect(windowView(hall.state, hall.config, 'w2' as never, momentOf(hall)).held).toEqual([]);
});

test('[R2] a window holds twelve at most', () => {
  const hall = deskHall(13);
  for (let n = 1; n <= 12; n += 1) {
    hall.run(w1, hold(n));
    hall.run(w1, callNext('w1'));
  }
  expect(hall.when(w1, hold(13))).toEqual(no('hold.tooMany', { most: 12 }));
});

test('[R3] a held visitor belongs to the window that holds', () => {
  const hall = deskHall(1);
  hall.run(w1, hold(1));
  hall.run(clerkAt('w2'), { type: 'window.open', windowId: 'w2' });
  const cancel = { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' };
  expect(hall.when(clerkAt('w2'), resume(1, 'w2'))).toEqual(no('command.notYours'));
  expect(hall.when(clerkAt('w2'), resume(9, 'w2'))).toEqual(no('ticket.unknown'));
  expect(hall.when(clerkAt('w2'), cancel)).toEqual(no('command.notYours'));
  expect(hall.when(clerkAt('w2'), resume(1, 'w1'))).toEqual(no('command.notYours'));
  expect([hall.when(w1, cancel).kind, hall.when(manager, cancel).kind]).toEqual(['events', 'events']);
});

test('[R4] resume is a new call; start marks the return', () => {
  const hall = deskHall(1);
  hall.run(w1, hold(1));
  hall.now += 60_000;
  const [resumed] = hall.run(w1, resume(1));
  expect(resumed).toMatchObject({ type: 'stop.resumed', ticketId: ticket(1), stop: 0, windowId: 'w1', clerkId: 'clerk-w1', zone: 'A' });
  expect(life(hall, 1)).toMatchObject({ status: 'called', windowId: 'w1', calls: [{ attempt: 1, at: hall.now, speech: null }] });
  expect(hall.state.windowById.get('w1' as never)?.callsByQueue).toEqual(new Map([['q-market', 1]]));
  expect(hall.state.held.size).toBe(0);
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, finish('w1', 1));
  expect(life(hall, 1)?.status).toBe('done');
  expect(hall.when(w1, resume(1))).toEqual(no('stop.wrongStatus', { status: 'done' }));
});

test('[R5] resume needs an idle window and no emergency', () => {
  const hall = deskHall(2);
  hall.run(w1, hold(1));
  hall.run(w1, callNext('w1'));
  expect(hall.when(w1, resume(1))).toEqual(no('window.busy', { ticketId: ticket(2) }));
  hall.run(w1, finish('w1', 2));
  hall.run(w1, { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  expect(hall.when(w1, resume(1))).toEqual(no('window.paused'));
  hall.run(w1, { type: 'window.resume', windowId: 'w1' });
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  expect(hall.when(w1, resume(1))).toEqual(no('hall.emergency'));
  hall.run(manager, { type: 'window.close', windowId: 'w1' });
  expect(hall.when(w1, resume(1))).toEqual(no('window.notOpen'));
});

test('[R5] nor a visitor who is called elsewhere meanwhile', () => {
  const hall = deskHall(1);
  hall.given({
    type: 'ticket.issued', ticketId: ticket(5), number: { prefix: 'YA', n: 5 }, language: 'zh', issuedAt: hall.now, placeAt: hall.now,
    stops: ['q-market', 'q-bank'].map((queueId) => ({ queueId, items: [{ itemId: 'market-1', count: 1 }], after: [] })),
    paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
  });
  hall.run(w1, callNext('w1', ticket(1)));
  hall.run(w1, hold(5));
  hall.run(clerkAt('w4'), { type: 'window.open', windowId: 'w4' });
  hall.run(clerkAt('w4'), callNext('w4'));
  expect(life(hall, 5, 1)?.status).toBe('called');
  expect(hall.when(w1, resume(5))).toEqual(no('ticket.elsewhere', { windowId: 'w4', label: '4' }));
});

test('[R6] when the window closes, the visitor waits again at the old place', () => {
  const hall = deskHall(3);
  hall.run(w1, hold(1));
  expect(queue(hall)).toEqual([2, 3]);
  expect(hall.run(w1, { type: 'window.close', windowId: 'w1' })).toEqual([
    { type: 'stop.released', ticketId: ticket(1), stop: 0, windowId: 'w1' }, { type: 'window.closed', windowId: 'w1', by: 'clerk' },
  ]);
  expect(queue(hall)).toEqual([1, 2, 3]);
});

test('[R6] the day’s close abandons who is held; a reopened day has them wait', () => {
  const hall = deskHall(1);
  hall.run(w1, hold(1));
  hall.run(manager, { type: 'day.close' });
  expect(life(hall, 1)).toMatchObject({ status: 'abandoned', reason: 'dayClosed', before: { status: 'held' } });
  expect(hall.state.held.size).toBe(0);
  hall.run(manager, { type: 'day.open' });
  expect(queue(hall)).toEqual([1]);
});

test('[R6] while somebody is held the timetable does not close the day', () => {
  const hours = [{ from: '09:00', to: '10:00' }];
  const config = testConfig({ timetable: { kind: 'weekly', week: [hours, hours, hours, hours, hours, [], []], special: {} } });
  const hall = createScenario({ config });
  hall.pass(0);
  hall.run(kiosk(), issue(1));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, hold(1));
  expect(hall.pass(3_600_000)).toEqual([]);
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' });
  expect(hall.pass(1000)).toMatchObject([{ type: 'window.closed' }, { type: 'day.closed', by: 'timetable' }]);
});
