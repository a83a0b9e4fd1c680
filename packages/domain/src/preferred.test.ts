import {
  at, bankClerkAt, boundsOf, callNext, clerkAt, elder, finish, issue, issueAll, kiosk, manager, minute, openHall, openWindows, restoredAhead, serveAll, serveNext, testConfigWithPolicy, testId, ticket,
} from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { withBounds } from './decide/promise.ts';
import type { HallEvent } from './event.ts';

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
  openWindows(hall, 'w1');
  issueAll(hall, ...Array.from({ length: 30 }, () => null), elder);
  expect(serveAll(hall, 31)).toEqual([31, ...Array.from({ length: 30 }, (_, i) => i + 1)]);
  for (const { stops: [stop] } of hall.state.ticketById.values()) expect(stop?.overtaken).toBeLessThanOrEqual(stop?.bound ?? 0);
});

test('[O10] a call that would break the bound waits, whatever came in ahead since', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, restoreBehind: 0 }) });
  openWindows(hall, 'w1');
  issueAll(hall, null, elder);
  serveNext(hall);
  hall.given({ type: 'ticket.issued', ...restoredAhead(8), placeAt: 1 }, { type: 'ticket.issued', ...restoredAhead(9), placeAt: 2 });
  hall.run(kiosk(), issue(3, 'market-1', elder));
  hall.run(kiosk(), issue(4, 'market-1', elder));
  expect(serveAll(hall, 5)).toEqual([8, 9, 1, 3, 4]);
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
  const called = openHall();
  openWindows(called, 'w1');
  issueAll(called, null);
  called.run(clerkAt('w1'), callNext('w1'));
  // Who is called stands before nobody: there is nothing to leave out.
  expect(boundsOf(called.run(kiosk(), offline(17, 1)))).toEqual([1]);
  const past = openHall();
  past.run(kiosk(), issue(1, 'market-1', elder));
  expect(boundsOf(past.run(kiosk(), { ...offline(15, 1), personClass: 'ordinary' }))).toEqual([1]);
});

test('[O10] a stop that is still blocked at issue has no bound yet', () => {
  const hall = openHall();
  const issued = { type: 'ticket.issued', ...restoredAhead(8), placeAt: hall.now, stops: [[], [0]].map((after) => ({ queueId: 'q-tax', items: [{ itemId: 'tax-1', count: 1 }], after })) } as unknown as HallEvent;
  const promised = withBounds(hall.state, { kind: 'events', events: [issued] }, { now: hall.now, config: hall.config } as unknown as Context);
  expect(promised.kind === 'events' && boundsOf(promised.events)).toEqual([1, undefined]);
});

test('[O10] who is sent on to another queue gets the promise of that queue, and back the old one when that is taken back', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w3');
  issueAll(hall, null);
  hall.run(kiosk(), issue(5));
  hall.run(kiosk(), issue(4, 'market-1', elder));
  expect(serveNext(hall).ticketId).toBe(ticket(4));
  hall.run(clerkAt('w1'), callNext('w1'));
  const standing = () => hall.state.ticketById.get(ticket(1))?.stops.map(({ bound, overtaken }) => ({ bound, overtaken }));
  expect(standing()).toEqual([{ bound: 1, overtaken: 1 }]);
  expect(hall.run(clerkAt('w1'), at('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'wrongWindow' }))).toMatchObject([{ bound: 1 }]);
  expect(standing()).toEqual([{ bound: 1, overtaken: 0 }]);
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'transfer' }));
  expect(standing()).toEqual([{ bound: 1, overtaken: 1 }]);
  openWindows(hall, 'w2');
  const [moved] = hall.run(clerkAt('w1'), at('stop.transfer', 'w1', 1, { to: { windowId: 'w2' }, reason: 'wrongWindow' }));
  expect([moved && 'bound' in moved, standing()]).toEqual([false, [{ bound: 1, overtaken: 1 }]]);
});

test('[O10] a later stop gets its bound when it opens; a preferred visitor and a ticket in two queues get none and one each', () => {
  const hall = openHall();
  openWindows(hall, 'w3');
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

test('[O10] [Y2] back from the bank the promise goes on, with what had been overtaken before', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w4');
  issueAll(hall, null, null, elder);
  const standing = () => hall.state.ticketById.get(ticket(2))?.stops[0];
  expect(serveAll(hall, 2)).toEqual([3, 1]);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 2));
  const lines = [{ itemId: 'market-1', basis: 'x', fen: 500, quantity: 1 }];
  hall.run(clerkAt('w1'), at('notice.issue', 'w1', 2, { lines, waiver: null, payee: 'x', code: null }));
  hall.run(clerkAt('w4'), callNext('w4'));
  const [notice] = hall.state.noticeById.keys();
  // Nobody waits ahead any more: a new promise would be 1.
  hall.run(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: notice, receipt: 'R', paidBy: 'card' });
  expect(standing()).toMatchObject({ bound: 2, overtaken: 1, life: { status: 'waiting' } });
});
