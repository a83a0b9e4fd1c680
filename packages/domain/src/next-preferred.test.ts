import { at, callNext, clerkAt, finish, issue, kiosk, manager, openHall, testConfig, testConfigWithPolicy, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { withBounds } from './decide/promise.ts';
import type { HallEvent } from './event.ts';

const minute = 60_000;
const elder = { personClass: 'elder' };
const open = (hall: Scenario, ...windows: string[]) => windows.forEach((windowId) => hall.run(clerkAt(windowId), { type: 'window.open', windowId }));
const numberOf = (ticketId: string) => Number(ticketId.slice(1));

/** Issues one after another, a second apart: a number is an ordinary visitor, an object more of the command. */
function issueAll(hall: Scenario, ...visitors: (Record<string, unknown> | null)[]) {
  visitors.forEach((more, index) => {
    hall.run(kiosk(), issue(index + 1, 'market-1', more ?? {}));
    hall.now += 1000;
  });
}

/** Calls the next visitor and finishes the visit at once. */
function serve(hall: Scenario, windowId = 'w1') {
  const call = hall.run(clerkAt(windowId), callNext(windowId)).find((event) => event.type === 'ticket.called');
  if (!call) throw new Error('nobody was called');
  hall.run(clerkAt(windowId), finish(windowId, numberOf(call.ticketId)));
  return call;
}

const serveAll = (hall: Scenario, count: number, windowId = 'w1') => Array.from({ length: count }, () => numberOf(serve(hall, windowId).ticketId));
const boundsOf = (events: readonly HallEvent[]) => events.flatMap((event) => (event.type === 'ticket.issued' ? event.stops.map((stop) => stop.bound) : []));
const overtakenOf = (hall: Scenario, n: number) => hall.state.ticketById.get(ticket(n))?.stops[0]?.overtaken;

test('[O6] each class but the ordinary one is preferred, and only what is out of the ordinary stands in the log', () => {
  for (const personClass of ['elder', 'disabled', 'pregnant', 'military']) {
    const hall = openHall();
    open(hall, 'w1');
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
    open(hall, 'w1');
    hall.run(kiosk(), issue(1));
    hall.run(kiosk(), issue(2, 'market-1', { booked: { from: hall.now + from * minute, to: hall.now + to * minute } }));
    hall.now += waits * minute;
    expect(serveAll(hall, 2)).toEqual(order);
  });
}

test('[O7] the first visitor decides the queue, the preferred one is taken from it', () => {
  const hall = openHall();
  open(hall, 'w2');
  hall.run(kiosk(), issue(1, 'tax-1', elder));
  hall.run(kiosk(), issue(2));
  hall.run(kiosk(), issue(3, 'market-1', elder));
  expect(serveAll(hall, 3, 'w2')).toEqual([3, 2, 1]);
});

test('[O7] [O4] who has aged is called as such, a preferred visitor of that queue before', () => {
  const hall = openHall();
  open(hall, 'w2');
  hall.run(kiosk(), issue(1, 'tax-1'));
  hall.now += 30 * minute + 1;
  hall.run(kiosk(), issue(2));
  hall.run(kiosk(), issue(3, 'tax-1', elder));
  expect([serve(hall, 'w2'), serve(hall, 'w2'), serve(hall, 'w2')].map(({ ticketId, why }) => [numberOf(ticketId), why])).toEqual([[3, 'preferred'], [2, 'order'], [1, 'aged']]);
});

test('[O8] overtaken is who stands earlier and could be called by that window: not the one without paper, nor at a window, nor behind', () => {
  const hall = openHall();
  open(hall, 'w1', 'w2');
  issueAll(hall, null, { paper: 'pending' }, null, { needs: ['wheelchair'] }, elder, null);
  hall.config = testConfig({ windows: testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w2' ? ['wheelchair'] : [] })) });
  hall.run(clerkAt('w2'), callNext('w2'));
  expect(serve(hall)).toMatchObject({ ticketId: ticket(1), why: 'order' });
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ ticketId: ticket(3) }]);
  expect([1, 2, 3, 4, 6].map((n) => overtakenOf(hall, n))).toEqual([1, 0, 1, 1, 0]);
});

test('[O8] a visitor with a free return comes in at the old place and overtakes nobody', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1 }) });
  open(hall, 'w1');
  issueAll(hall, elder, null, null);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.now += 10_000;
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 1));
  hall.run(clerkAt('w1'), { type: 'ticket.restore', ticketId: ticket(1) });
  const call = serve(hall);
  expect([call.ticketId, call.why, call.passed, overtakenOf(hall, 2)]).toEqual([ticket(1), 'order', undefined, 0]);
});

test('[O9] preferred and ordinary visitors alternate, over all windows', () => {
  const hall = openHall();
  open(hall, 'w1', 'w2');
  issueAll(hall, null, null, null, null, elder, elder, elder);
  const order = ['w1', 'w2', 'w1', 'w2', 'w1', 'w2', 'w1'].map((windowId) => numberOf(serve(hall, windowId).ticketId));
  expect(order).toEqual([5, 1, 6, 2, 7, 3, 4]);
});

test('[O9] where the hall sets two in a row, two go before', () => {
  const hall = openHall({ config: testConfigWithPolicy({ preferredInRow: 2 }) });
  open(hall, 'w1');
  issueAll(hall, null, null, elder, elder, elder);
  expect(serveAll(hall, 5)).toEqual([3, 4, 1, 5, 2]);
});

test('[O9] with nobody overtaken there is no row: the preferred follow each other', () => {
  const hall = openHall();
  open(hall, 'w1');
  issueAll(hall, elder, elder, null, elder);
  expect(serveAll(hall, 4)).toEqual([1, 2, 4, 3]);
});

test('[O9] a preferred call that overtakes nobody does not end the row', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1 }) });
  open(hall, 'w1');
  issueAll(hall, null, elder, null, elder, elder);
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.now += 10_000;
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 2));
  expect(serveAll(hall, 1)).toEqual([4]);
  hall.run(clerkAt('w1'), { type: 'ticket.restore', ticketId: ticket(2) });
  expect(serveAll(hall, 3)).toEqual([2, 3, 5]);
});

test('[O10] the bound is what was printed: one more than the ordinary visitors ahead, times the row; none for who is preferred', () => {
  const hall = openHall({ config: testConfigWithPolicy({ preferredInRow: 2 }) });
  const bounds = [null, elder, null, { paper: 'pending' }].map((more, n) => boundsOf(hall.run(kiosk(), issue(n + 1, 'market-1', more ?? {}))));
  expect(bounds).toEqual([[2], [undefined], [4], [6]]);
  expect(boundsOf(hall.run(kiosk(), issue(9, 'tax-1')))).toEqual([2]);
  const early = { booked: { from: hall.now + 60 * minute, to: hall.now + 90 * minute } };
  expect(boundsOf(hall.run(kiosk(), issue(5, 'market-1', early)))).toEqual([8]);
  expect(boundsOf(hall.run(kiosk(), issue(6)))).toEqual([10]);
  hall.now += 45 * minute;
  expect(boundsOf(hall.run(kiosk(), issue(7)))).toEqual([10]);
});

test('[O10] an elder and thirty ordinary people: nobody is overtaken beyond the bound, the elder is next', () => {
  const hall = openHall();
  open(hall, 'w1');
  issueAll(hall, ...Array.from({ length: 30 }, () => null), elder);
  expect(serveAll(hall, 31)).toEqual([31, ...Array.from({ length: 30 }, (_, i) => i + 1)]);
  for (const { stops: [stop] } of hall.state.ticketById.values()) expect(stop?.overtaken).toBeLessThanOrEqual(stop?.bound ?? 0);
});

test('[O10] a call that would break the bound waits, whatever came in ahead since', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, restoreBehind: 0 }) });
  open(hall, 'w1');
  issueAll(hall, null, elder);
  serve(hall);
  hall.given({ type: 'ticket.issued', ...restoredAhead(8), placeAt: 1 }, { type: 'ticket.issued', ...restoredAhead(9), placeAt: 2 });
  hall.run(kiosk(), issue(3, 'market-1', elder));
  hall.run(kiosk(), issue(4, 'market-1', elder));
  expect(serveAll(hall, 5)).toEqual([8, 9, 1, 3, 4]);
});

const restoredAhead = (n: number) => ({
  ticketId: ticket(n), number: { prefix: 'A', n: 100 + n }, language: 'zh', issuedAt: 1, stops: [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [] }],
  paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
});

test('[O10] an offline ticket gets its bound at the merge, without the one whose place it takes', () => {
  const hall = openHall();
  issueAll(hall, null, null);
  const offline = (n: number, instead: number | null, more: object = {}) => ({
    type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: 5000 + n }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }],
    language: 'zh', day: '2026-01-05', issuedAt: hall.now, paper: 'none', instead: instead === null ? null : { commandId: testId('c', n), ticketId: ticket(instead) }, ...more,
  });
  expect(boundsOf(hall.run(kiosk(), offline(11, null)))).toEqual([3]);
  expect(boundsOf(hall.run(kiosk(), offline(12, 2)))).toEqual([2]);
  const printed = [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 9 }];
  expect(boundsOf(hall.run(kiosk(), offline(16, null, { stops: printed })))).toEqual([9]);
  expect(boundsOf(hall.run(kiosk(), offline(13, null, { personClass: 'elder', needs: ['escort'] })))).toEqual([undefined]);
  expect(hall.state.ticketById.get(ticket(13))).toMatchObject({ personClass: 'elder', needs: ['escort'] });
  hall.run(manager, { type: 'day.close' });
  expect(boundsOf(hall.run(kiosk(), offline(14, null)))).toEqual([undefined]);
  const past = openHall();
  past.run(kiosk(), issue(1, 'market-1', elder));
  expect(boundsOf(past.run(kiosk(), offline(15, 1)))).toEqual([1]);
});

test('[O10] a stop that is still blocked at issue has no bound yet', () => {
  const hall = openHall();
  const issued = { type: 'ticket.issued', ...restoredAhead(8), placeAt: hall.now, stops: [[], [0]].map((after) => ({ queueId: 'q-tax', items: [{ itemId: 'tax-1', count: 1 }], after })) } as unknown as HallEvent;
  const promised = withBounds(hall.state, { kind: 'events', events: [issued] }, { now: hall.now, config: hall.config } as unknown as Context);
  expect(promised.kind === 'events' && boundsOf(promised.events)).toEqual([1, undefined]);
});

test('[O10] who is sent on to another queue gets the promise of that queue, and back the old one when that is taken back', () => {
  const hall = openHall();
  open(hall, 'w1', 'w3');
  issueAll(hall, null);
  hall.run(kiosk(), issue(5));
  hall.run(kiosk(), issue(4, 'market-1', elder));
  expect(serve(hall).ticketId).toBe(ticket(4));
  hall.run(clerkAt('w1'), callNext('w1'));
  const standing = () => hall.state.ticketById.get(ticket(1))?.stops.map(({ bound, overtaken }) => ({ bound, overtaken }));
  expect(standing()).toEqual([{ bound: 1, overtaken: 1 }]);
  expect(hall.run(clerkAt('w1'), at('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'wrongWindow' }))).toMatchObject([{ bound: 1 }]);
  expect(standing()).toEqual([{ bound: 1, overtaken: 0 }]);
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'transfer' }));
  expect(standing()).toEqual([{ bound: 1, overtaken: 1 }]);
  open(hall, 'w2');
  const [moved] = hall.run(clerkAt('w1'), at('stop.transfer', 'w1', 1, { to: { windowId: 'w2' }, reason: 'wrongWindow' }));
  expect([moved && 'bound' in moved, standing()]).toEqual([false, [{ bound: 1, overtaken: 1 }]]);
});

test('[O8] [O9] a call that was taken back has overtaken nobody and leaves the row as it was', () => {
  const hall = openHall();
  open(hall, 'w1', 'w2');
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

test('[O10] a later stop gets its bound when it opens; a preferred visitor and a ticket in two queues get none and one each', () => {
  const hall = openHall();
  open(hall, 'w3');
  const stops = [
    { queueId: 'q-tax', items: [{ itemId: 'tax-1', count: 1 }], after: [] }, { queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [0] },
  ];
  hall.given({ type: 'ticket.issued', ...restoredAhead(8), stops, placeAt: 1 }, { type: 'ticket.issued', ...restoredAhead(9), stops, placeAt: 2, personClass: 'elder' });
  hall.run(kiosk(), issue(1));
  hall.now += 1000;
  const opened = [9, 8].map((n) => {
    hall.run(clerkAt('w3'), callNext('w3'));
    return hall.run(clerkAt('w3'), finish('w3', n)).find((event) => event.type === 'stop.opened');
  });
  expect(opened.map((event) => event?.bound)).toEqual([undefined, 2]);
  expect(hall.state.ticketById.get(ticket(8))?.stops[1]?.bound).toBe(2);
});

test('[O13] who has needs is called by a window that suits all of them, and by any while none of those works', () => {
  const windows = testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w2' ? ['sign', 'escort'] : ['sign'] }));
  const hall = openHall({ config: testConfig({ windows }) });
  open(hall, 'w1', 'w2');
  issueAll(hall, { needs: ['escort', 'sign'] }, null);
  expect(serve(hall, 'w1').ticketId).toBe(ticket(2));
  expect(hall.when(clerkAt('w1'), callNext('w1'))).toMatchObject({ rejection: { code: 'queue.empty' } });
  hall.run(clerkAt('w2'), { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
  expect(hall.when(clerkAt('w1'), callNext('w1')).kind).toBe('events');
  hall.run(clerkAt('w2'), { type: 'window.resume', windowId: 'w2' });
  expect(serve(hall, 'w2').ticketId).toBe(ticket(1));
  issueAll(openHall(), { needs: ['interpreter'] });
  hall.run(kiosk(), issue(7, 'market-1', { needs: ['interpreter'] }));
  expect(serve(hall, 'w1').ticketId).toBe(ticket(7));
});

test('[O17] the log says by which rule each call was made, whom it overtook and how long the row is', () => {
  const hall = openHall();
  open(hall, 'w1');
  issueAll(hall, null, null, elder, elder);
  const told = Array.from({ length: 4 }, () => serve(hall)).map(({ ticketId, why, passed, row }) => ({ n: numberOf(ticketId), why, passed: passed?.map(numberOf), row }));
  expect(told).toEqual([
    { n: 3, why: 'preferred', passed: [1, 2], row: 1 },
    { n: 1, why: 'order', passed: undefined, row: 0 },
    { n: 4, why: 'preferred', passed: [2], row: 1 },
    { n: 2, why: 'order', passed: undefined, row: 0 },
  ]);
});
