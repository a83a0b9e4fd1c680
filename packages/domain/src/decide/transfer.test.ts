import { at, callNext, clerkAt, issue, kiosk, manager, openHall, testConfig, ticket, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { windowView } from '../view/window-view.ts';

const w1 = clerkAt('w1');
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const send = (to: Record<string, string>, n = 1) => at('stop.transfer', 'w1', n, { to, reason: 'wrongWindow' });

/** Three market tickets, then two tax tickets; w1 serves the first; `open` windows besides. */
function hallWith(...open: string[]) {
  const hall = openHall();
  for (const [n, item] of [[1, 'market-1'], [2, 'market-1'], [3, 'market-1'], [4, 'tax-1'], [5, 'tax-1']] as const) {
    hall.run(kiosk(), issue(n, item));
    hall.now += 1000;
  }
  for (const windowId of ['w1', ...open]) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  return hall;
}
const queue = (hall: ReturnType<typeof hallWith>, id: string) => hall.state.waiting.get(id as never)?.map((ref) => Number(ref.ticketId.slice(1)));

test('[T1] number and place are kept, the window is idle', () => {
  const hall = hallWith('w3');
  const { place, number } = { place: hall.state.ticketById.get(ticket(1))?.stops[0]?.place, number: hall.state.ticketById.get(ticket(1))?.number };
  expect(hall.run(w1, send({ queueId: 'q-tax' }))).toEqual([
    { type: 'stop.transferred', ticketId: ticket(1), stop: 0, windowId: 'w1', clerkId: 'clerk-w1', queueId: 'q-tax', onlyAt: null, reason: 'wrongWindow', bound: 1 },
  ]);
  expect(queue(hall, 'q-tax')).toEqual([1, 4, 5]);
  expect(hall.state.ticketById.get(ticket(1))).toMatchObject({ number, activeAt: null, stops: [{ place, queueId: 'q-tax', life: { status: 'waiting' } }] });
  expect(hall.state.windowById.get('w1' as never)?.active).toBeNull();
  hall.run(w1, callNext('w1'));
  expect(hall.run(w1, send({ queueId: 'q-tax' }, 2))).toMatchObject([{ type: 'stop.transferred' }]);
});

test('[T2] to a known, another, staffed queue', () => {
  const hall = hallWith();
  expect(hall.when(w1, send({ queueId: 'q-none' }))).toEqual(no('queue.unknown', { queueId: 'q-none' }));
  expect(hall.when(w1, send({ queueId: 'q-market' }))).toEqual(no('transfer.sameQueue'));
  expect(hall.when(w1, send({ queueId: 'q-tax' }))).toEqual(no('transfer.unserved'));
  hall.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
  hall.run(clerkAt('w3'), { type: 'window.pause', windowId: 'w3', reason: 'lunch' });
  expect(hall.when(w1, send({ queueId: 'q-tax' })).kind).toBe('events');
});

test('[T3] to a window: its own visitor, until it closes', () => {
  const hall = hallWith('w2');
  expect(hall.when(w1, send({ windowId: 'w1' }))).toEqual(no('transfer.sameWindow'));
  expect(hall.when(w1, send({ windowId: 'w9' }))).toEqual(no('window.unknown', { windowId: 'w9' }));
  expect(hall.when(w1, send({ windowId: 'w3' }))).toEqual(no('transfer.windowClosed', { windowId: 'w3' }));
  hall.run(w1, send({ windowId: 'w2' }));
  expect(queue(hall, 'q-market')).toEqual([1, 2, 3]);
  expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).next.map(({ number }) => number.n)).toEqual([2, 3]);
  expect(hall.when(w1, callNext('w1'))).toMatchObject({ events: [{ type: 'ticket.called', ticketId: ticket(2) }] });
  expect(hall.when(clerkAt('w2'), callNext('w2'))).toMatchObject({ events: [{ type: 'ticket.called', ticketId: ticket(1) }] });
  hall.run(clerkAt('w2'), { type: 'window.close', windowId: 'w2' });
  expect(hall.when(w1, callNext('w1'))).toMatchObject({ events: [{ type: 'ticket.called', ticketId: ticket(1) }] });
});

test('[T3] a window that does not serve the own queue takes the visitor into the one it serves first', () => {
  const hall = hallWith('w3');
  hall.run(w1, send({ windowId: 'w3' }));
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]).toMatchObject({ queueId: 'q-tax', onlyAt: 'w3' });
  hall.config = testConfig({ windows: testConfig().windows.map((window) => (window.id === 'w3' ? { ...window, queues: [] } : window)).filter(({ queues }) => queues.length > 0) });
  hall.run(w1, callNext('w1'));
  expect(hall.when(w1, send({ windowId: 'w3' }, 2))).toEqual(no('window.unknown', { windowId: 'w3' }));
});

test('[T3] who was sent to a window is anybody\'s of the queue once that window does not serve it any more', () => {
  const hall = hallWith('w2', 'w3');
  hall.run(w1, send({ queueId: 'q-tax' }));
  hall.run(clerkAt('w3'), callNext('w3'));
  hall.run(clerkAt('w3'), at('stop.transfer', 'w3', 1, { to: { windowId: 'w2' }, reason: 'other' }));
  expect(hall.when(clerkAt('w3'), callNext('w3'))).toMatchObject({ events: [{ type: 'ticket.called', ticketId: ticket(4) }] });
  const windows = testConfig().windows.map((window) => (window.id === 'w2' ? { ...window, queues: window.queues.slice(0, 1) } : window));
  hall.config = testConfig({ windows });
  expect(hall.when(clerkAt('w3'), callNext('w3'))).toMatchObject({ events: [{ type: 'ticket.called', ticketId: ticket(1) }] });
});

test('[T4] to a department: the shortest other queue of its items that is staffed', () => {
  const items = [...testConfig().items, { id: 'tax-2', department: 'tax', queue: 'q-bank', minutes: 5 }];
  const hall = hallWith();
  hall.config = testConfig({ items });
  expect(hall.when(w1, send({ departmentId: 'none' }))).toEqual(no('department.unknown', { departmentId: 'none' }));
  expect(hall.when(w1, send({ departmentId: 'tax' }))).toEqual(no('transfer.unserved'));
  expect(hall.when(w1, send({ departmentId: 'market' }))).toEqual(no('transfer.sameQueue'));
  hall.run(clerkAt('w2'), { type: 'window.open', windowId: 'w2' });
  expect(hall.when(w1, send({ departmentId: 'tax' }))).toMatchObject({ events: [{ queueId: 'q-tax' }] });
  hall.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
  expect(hall.when(w1, send({ departmentId: 'tax' }))).toMatchObject({ events: [{ queueId: 'q-bank', onlyAt: null }] });
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(4), reason: 'visitor' });
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(5), reason: 'visitor' });
  expect(hall.when(w1, send({ departmentId: 'tax' }))).toMatchObject({ events: [{ queueId: 'q-tax' }] });
});

test('[T5] the receiving window sees who sent the visitor, before the call and at it', () => {
  const hall = hallWith('w3');
  hall.run(w1, send({ queueId: 'q-tax' }));
  const view = () => windowView(hall.state, hall.config, 'w3' as never, momentOf(hall));
  const sender = { windowId: 'w1', reason: 'wrongWindow' };
  expect(view().next.map((next) => next.sender)).toEqual([sender, null, null]);
  hall.run(clerkAt('w3'), callNext('w3'));
  expect(view().active).toMatchObject({ number: { prefix: 'A', n: 1 }, queueId: 'q-tax', sender });
});

test('[T3] whoever is sent to one window is called there, whether it suits or not', () => {
  const config = testConfig({ windows: testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w2' ? ['wheelchair'] : [] })) });
  const hall = openHall({ config });
  hall.run(kiosk(), { ...issue(1), needs: ['wheelchair'] });
  for (const windowId of ['w1', 'w2']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  hall.run(clerkAt('w2'), callNext('w2'));
  hall.run(clerkAt('w2'), at('stop.transfer', 'w2', 1, { to: { windowId: 'w1' }, reason: 'specialist' }));
  expect(hall.when(clerkAt('w2'), callNext('w2'))).toMatchObject({ kind: 'rejection', rejection: { code: 'queue.empty' } });
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ type: 'ticket.called', ticketId: ticket(1) }]);
});
