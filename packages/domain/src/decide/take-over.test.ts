import { at, callNext, clerkAt, issue, kiosk, openHall, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const takeOver = (windowId: string, from: string | null, leaving: string | null = null) => ({ type: 'window.takeOver', windowId, from, leaving });
const open = (windowId: string) => ({ type: 'window.open', windowId });
/** Another clerk signed in at a window. */
const relief = (windowId: string, clerkId = 'relief') => ({ role: 'clerk', clerkId, windowId, isBank: false }) as never;
const statusOf = (hall: ReturnType<typeof openHall>, n: number) => hall.state.ticketById.get(ticket(n))?.stops[0]?.life.status;

/** w1 serves A 1, holds A 2, and A 3 waits. */
function busyHall() {
  const hall = openHall();
  for (let n = 1; n <= 3; n += 1) hall.run(kiosk(), issue(n));
  hall.run(clerkAt('w1'), open('w1'));
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { ...at('stop.hold', 'w1', 1), reason: 'copies', forMs: null });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 2));
  return hall;
}

test('[W6] a window is taken over with its visitor, whom it holds, and nothing to undo; the log names both', () => {
  const hall = busyHall();
  expect(hall.run(relief('w1'), takeOver('w1', 'clerk-w1'))).toEqual([{ type: 'window.takenOver', windowId: 'w1', clerkId: 'relief', from: 'clerk-w1' }]);
  expect(hall.state.windowById.get('w1' as never)).toMatchObject({ clerkId: 'relief', active: { ticketId: ticket(2) }, lastAction: null });
  expect(hall.when(clerkAt('w1'), callNext('w1', ticket(2)))).toEqual(no('window.taken'));
  expect(hall.run(relief('w1'), callNext('w1', ticket(2))).map(({ type }) => type)).toEqual(['stop.finished', 'ticket.called']);
  expect(statusOf(hall, 1)).toBe('held');
});

test('[W6] only what the clerk saw is taken over; one’s own window is nothing to take', () => {
  const hall = busyHall();
  expect(hall.when(relief('w1'), takeOver('w1', 'somebody'))).toEqual(no('window.taken'));
  expect(hall.when(relief('w1'), takeOver('w1', null))).toEqual(no('window.taken'));
  expect(hall.when(relief('w2'), takeOver('w2', 'clerk-w1'))).toEqual(no('window.notOpen'));
  expect(hall.when(relief('w2'), takeOver('w1', 'clerk-w1'))).toEqual(no('command.notYours'));
  expect(hall.run(clerkAt('w1'), takeOver('w1', 'clerk-w1'))).toEqual([]);
});

test('[W6] a break stays a break', () => {
  const hall = openHall();
  hall.run(clerkAt('w1'), open('w1'));
  hall.run(clerkAt('w1'), { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  hall.run(relief('w1'), takeOver('w1', 'clerk-w1'));
  expect(hall.when(relief('w1'), callNext('w1'))).toEqual(no('window.paused'));
});

test('[W7] a clerk whose old window is out of reach leaves it: who was there waits at the old place, before who came later', () => {
  const hall = busyHall();
  const self = relief('w2', 'clerk-w1');
  expect(hall.when(self, open('w2'))).toEqual(no('window.clerkElsewhere', { windowId: 'w1', label: '1' }));
  for (const leaving of [null, 'w3']) expect(hall.when(self, takeOver('w2', null, leaving))).toEqual(no('window.clerkElsewhere', { windowId: 'w1', label: '1' }));
  expect(hall.run(self, takeOver('w2', null, 'w1'))).toMatchObject([
    { type: 'stop.held', ticketId: ticket(2), reason: 'other' }, { type: 'stop.released', ticketId: ticket(2) }, { type: 'stop.released', ticketId: ticket(1) },
    { type: 'window.closed', windowId: 'w1', by: 'clerk' }, { type: 'window.opened', windowId: 'w2', clerkId: 'clerk-w1' },
  ]);
  expect([1, 2, 3].map((n) => statusOf(hall, n))).toEqual(['waiting', 'waiting', 'waiting']);
  hall.run(relief('w1'), open('w1'));
  expect(hall.run(relief('w1'), callNext('w1'))).toMatchObject([{ ticketId: ticket(1) }]);
});

test('[W7] from an idle window straight to a colleague’s place', () => {
  const hall = busyHall();
  hall.run(clerkAt('w2'), open('w2'));
  expect(hall.run(relief('w1', 'clerk-w2'), takeOver('w1', 'clerk-w1', 'w2')).map(({ type }) => type)).toEqual(['window.closed', 'window.takenOver']);
});
