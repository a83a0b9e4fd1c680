import {
  at, callNext, clerkAt, elder, issue, issueAll, kiosk, manager, minute, numberOf, openHall, openWindows, overtakenOf, restoredAhead, serveAll, serveNext, testConfig, testConfigWithPolicy, ticket,
} from '@hallcall/testkit';
import { expect, test } from 'vitest';

test('[O6] each class but the ordinary one is preferred, and only what is out of the ordinary stands in the log', () => {
  for (const personClass of ['elder', 'disabled', 'pregnant', 'military']) {
    const hall = openHall();
    openWindows(hall, 'w1');
    issueAll(hall, null, { personClass });
    expect(serveAll(hall, 2)).toEqual([2, 1]);
  }
  const hall = openHall();
  const [plain] = hall.run(kiosk(), issue(1, 'market-1', { personClass: 'ordinary', needs: [], booked: null }));
  expect(Object.keys(plain ?? {})).not.toEqual(expect.arrayContaining(['personClass']));
  expect(hall.run(kiosk(), issue(2, 'market-1', { ...elder, needs: ['sign', 'sign'], booked: { from: 1, to: 2 } }))).toMatchObject([
    { personClass: 'elder', needs: ['sign'], booked: { from: 1, to: 2 } },
  ]);
});

for (const [what, from, to, waits, order] of [
  ['in the slot', -10, 10, 0, [2, 1]],
  ['as early as the tolerance', 15, 30, 0, [2, 1]],
  ['too early', 16, 30, 0, [1, 2]],
  ['too early at issue, but the slot has come near', 16, 30, 1, [2, 1]],
  ['as late as the tolerance', -30, -15, 0, [2, 1]],
  ['too late', -30, -16, 0, [1, 2]],
  ['in time, and called long after the slot', -30, -15, 20, [2, 1]],
] as const) {
  test(`[O6] a booked visitor who comes ${what} is called ${order[0] === 2 ? 'before' : 'behind'} an ordinary one`, () => {
    const hall = openHall();
    openWindows(hall, 'w1');
    hall.run(kiosk(), issue(1));
    hall.run(kiosk(), issue(2, 'market-1', { booked: { from: hall.now + from * minute, to: hall.now + to * minute } }));
    hall.now += waits * minute;
    expect(serveAll(hall, 2)).toEqual(order);
  });
}

test('[O7] the first visitor decides the queue, the preferred one is taken from it', () => {
  const hall = openHall();
  openWindows(hall, 'w2');
  hall.run(kiosk(), issue(1, 'tax-1', elder));
  hall.run(kiosk(), issue(2));
  hall.run(kiosk(), issue(3, 'market-1', elder));
  expect(serveAll(hall, 3, 'w2')).toEqual([3, 2, 1]);
});

test('[O7] [O4] who has aged is called as such, a preferred visitor of that queue before', () => {
  const hall = openHall();
  openWindows(hall, 'w2');
  hall.run(kiosk(), issue(1, 'tax-1'));
  hall.now += 30 * minute + 1;
  hall.run(kiosk(), issue(2));
  hall.run(kiosk(), issue(3, 'tax-1', elder));
  expect([serveNext(hall, 'w2'), serveNext(hall, 'w2'), serveNext(hall, 'w2')].map(({ ticketId, why }) => [numberOf(ticketId), why])).toEqual([[3, 'preferred'], [2, 'order'], [1, 'aged']]);
});

test('[O8] overtaken is who stands earlier and could be called by that window: not the one without paper, nor at a window, nor behind', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, null, { paper: 'pending' }, null, { needs: ['wheelchair'] }, elder, null);
  hall.config = testConfig({ windows: testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w2' ? ['wheelchair'] : [] })) });
  hall.run(clerkAt('w2'), callNext('w2'));
  expect(serveNext(hall)).toMatchObject({ ticketId: ticket(1), why: 'order' });
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ ticketId: ticket(3) }]);
  expect([1, 2, 3, 4, 6].map((n) => overtakenOf(hall, n))).toEqual([1, 0, 1, 1, 0]);
});

test('[O8] a visitor with a free return comes in at the old place and overtakes nobody', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1 }) });
  openWindows(hall, 'w1');
  issueAll(hall, elder, null, null);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.now += 10_000;
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 1));
  hall.run(clerkAt('w1'), { type: 'ticket.restore', ticketId: ticket(1) });
  const call = serveNext(hall);
  expect([call.ticketId, call.why, call.passed, overtakenOf(hall, 2)]).toEqual([ticket(1), 'order', undefined, 0]);
});

test('[O9] preferred and ordinary visitors alternate, over all windows', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, null, null, null, null, elder, elder, elder);
  const order = ['w1', 'w2', 'w1', 'w2', 'w1', 'w2', 'w1'].map((windowId) => numberOf(serveNext(hall, windowId).ticketId));
  expect(order).toEqual([5, 1, 6, 2, 7, 3, 4]);
});

test('[O9] where the hall sets two in a row, two go before', () => {
  const hall = openHall({ config: testConfigWithPolicy({ preferredInRow: 2 }) });
  openWindows(hall, 'w1');
  issueAll(hall, null, null, elder, elder, elder);
  expect(serveAll(hall, 5)).toEqual([3, 4, 1, 5, 2]);
});

test('[O9] with nobody overtaken there is no row: the preferred follow each other', () => {
  const hall = openHall();
  openWindows(hall, 'w1');
  issueAll(hall, elder, elder, null, elder);
  expect(serveAll(hall, 4)).toEqual([1, 2, 4, 3]);
});

test('[O9] a preferred call that overtakes nobody does not end the row', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1 }) });
  openWindows(hall, 'w1');
  issueAll(hall, null, elder, null, elder, elder);
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.now += 10_000;
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 2));
  expect(serveAll(hall, 1)).toEqual([4]);
  hall.run(clerkAt('w1'), { type: 'ticket.restore', ticketId: ticket(2) });
  expect(serveAll(hall, 3)).toEqual([2, 3, 5]);
});

test('[O8] [O9] a call that was taken back has overtaken nobody and leaves the row as it was', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, null, null, null, elder, elder);
  const undo = (windowId: string, n: number) => hall.run(clerkAt(windowId), at('action.undo', windowId, n, { what: 'call' }));
  const account = () => [hall.state.preferredRow.get('q-market' as never), [1, 2, 3].map((n) => overtakenOf(hall, n)), hall.state.queueCalls.get('q-market' as never)?.length];
  hall.run(clerkAt('w1'), callNext('w1'));
  expect(account()).toEqual([1, [1, 1, 1], 1]);
  undo('w1', 4);
  expect(account()).toEqual([0, [0, 0, 0], 0]);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w2'), callNext('w2'));
  undo('w1', 4);
  expect(account()).toEqual([0, [0, 0, 0], 1]);
});

test('[O9] a call that is taken back leaves the row alone when others were called since', () => {
  const hall = openHall({ config: testConfigWithPolicy({ preferredInRow: 2 }) });
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, null, elder, elder);
  ['w1', 'w2'].forEach((windowId) => hall.run(clerkAt(windowId), callNext(windowId)));
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 2, { what: 'call' }));
  expect([hall.state.preferredRow.get('q-market' as never), overtakenOf(hall, 1)]).toEqual([2, 1]);
});

test('[O13] who has needs is called by a window that suits all of them, and by any while none of those works', () => {
  const windows = testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w2' ? ['sign', 'escort'] : ['sign'] }));
  const hall = openHall({ config: testConfig({ windows }) });
  openWindows(hall, 'w1', 'w2');
  issueAll(hall, { needs: ['escort', 'sign'] }, null);
  expect(serveNext(hall, 'w1').ticketId).toBe(ticket(2));
  expect(hall.when(clerkAt('w1'), callNext('w1'))).toMatchObject({ rejection: { code: 'queue.empty' } });
  hall.run(clerkAt('w2'), { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
  expect(hall.when(clerkAt('w1'), callNext('w1')).kind).toBe('events');
  hall.run(clerkAt('w2'), { type: 'window.resume', windowId: 'w2' });
  expect(serveNext(hall, 'w2').ticketId).toBe(ticket(1));
  issueAll(openHall(), { needs: ['interpreter'] });
  hall.run(kiosk(), issue(7, 'market-1', { needs: ['interpreter'] }));
  expect(serveNext(hall, 'w1').ticketId).toBe(ticket(7));
});

test('[O17] the log says by which rule each call was made, whom it overtook and how long the row is', () => {
  const hall = openHall();
  openWindows(hall, 'w1');
  issueAll(hall, null, null, elder, elder);
  const told = Array.from({ length: 4 }, () => serveNext(hall)).map(({ ticketId, why, passed, row }) => ({ n: numberOf(ticketId), why, passed: passed?.map(numberOf), row }));
  expect(told).toEqual([
    { n: 3, why: 'preferred', passed: [1, 2], row: 1 },
    { n: 1, why: 'order', passed: undefined, row: 0 },
    { n: 4, why: 'preferred', passed: [2], row: 1 },
    { n: 2, why: 'order', passed: undefined, row: 0 },
  ]);
});

test('[O13] a window that suits but does not serve the queue holds nobody of it back', () => {
  const windows = testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w1' ? ['wheelchair'] : [] }));
  const hall = openHall({ config: testConfig({ windows }) });
  openWindows(hall, 'w1', 'w3');
  hall.run(kiosk(), issue(1, 'tax-1', { needs: ['wheelchair'] }));
  expect(hall.run(clerkAt('w3'), callNext('w3'))).toMatchObject([{ type: 'ticket.called', ticketId: ticket(1) }]);
});

test('[O13] for each queue of a window it is asked anew who suits', () => {
  const windows = testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w2' ? ['wheelchair'] : [] }));
  const hall = openHall({ config: testConfig({ windows }) });
  openWindows(hall, 'w2', 'w3');
  hall.run(kiosk(), issue(1, 'tax-1', { needs: ['wheelchair'] }));
  hall.run(kiosk(), issue(2, 'bank-1', { needs: ['wheelchair'] }));
  // Window 2 suits and serves the one queue, and nobody who suits the other.
  expect(hall.run(clerkAt('w3'), callNext('w3'))).toMatchObject([{ type: 'ticket.called', ticketId: ticket(2) }]);
});

test('[O5] of a ticket that waits in the queue twice the stop that is called leaves it, and no other', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w2');
  const stop = { queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [] };
  hall.given(
    { type: 'ticket.issued', ...restoredAhead(8), stops: [stop, stop], placeAt: 1 },
    { type: 'stop.transferred', ticketId: ticket(8), stop: 0, windowId: 'w2', clerkId: 'clerk-w2', queueId: 'q-market', onlyAt: 'w2', reason: 'other' },
  );
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ ticketId: ticket(8), stop: 1 }]);
  expect(hall.state.waiting.get('q-market' as never)).toEqual([{ ticketId: ticket(8), stop: 0 }]);
});

test('[O8] a ticket that waits in the queue twice is overtaken where the window could call it, and not where it was sent to another', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w2');
  const stop = { queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 1 };
  hall.given(
    { type: 'ticket.issued', ...restoredAhead(8), stops: [stop, stop], placeAt: 1 },
    { type: 'stop.transferred', ticketId: ticket(8), stop: 0, windowId: 'w2', clerkId: 'clerk-w2', queueId: 'q-market', onlyAt: 'w2', reason: 'other' },
  );
  hall.run(kiosk(), issue(1, 'market-1', elder));
  hall.run(kiosk(), issue(2, 'market-1', elder));
  const overtaken = () => hall.state.ticketById.get(ticket(8))?.stops.map((one) => one.overtaken);
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ ticketId: ticket(1), passed: [ticket(8)], spared: [{ ticketId: ticket(8), stop: 0 }] }]);
  expect(overtaken()).toEqual([0, 1]);
  hall.run(clerkAt('w1'), { type: 'action.undo', windowId: 'w1', ticketId: ticket(1), what: 'call' });
  expect(overtaken()).toEqual([0, 0]);
  // The window that it was sent to could call both.
  const [both] = hall.run(clerkAt('w2'), callNext('w2'));
  expect(both).toMatchObject({ ticketId: ticket(1), passed: [ticket(8)] });
  expect([overtaken(), both && 'spared' in both]).toEqual([[1, 1], false]);
});
