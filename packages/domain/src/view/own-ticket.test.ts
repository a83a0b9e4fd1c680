import { at, callNext, clerkAt, finish, issue, kiosk, manager, minute, monday9, openHall, openWindows, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { ownTicket } from './own-ticket.ts';

const w1 = clerkAt('w1');
const own = (hall: Scenario, n: number) => ownTicket(hall.state, ticket(n), hall);
const stopOf = (hall: Scenario, n: number) => own(hall, n)?.stops[0];
const enter = (n: number, number: number) => ({
  type: 'ticket.enter', ticketId: ticket(n), number: { prefix: 'A', n: number }, items: [{ itemId: 'market-1', count: 1 }], language: 'en', issuedAt: monday9,
});
const fact = (n: number, number: number) => ({
  type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: number }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh',
  day: '2026-01-05', issuedAt: monday9, paper: 'none', instead: null,
});

function queueOf(visitors: number, policy: Parameters<typeof testConfigWithPolicy>[0] = {}): Scenario {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0, restoresAllowed: 1, ...policy }) });
  for (let n = 1; n <= visitors; n += 1) hall.run(kiosk(), issue(n, 'market-1', { personClass: 'elder', needs: ['wheelchair'] }));
  openWindows(hall, 'w1');
  return hall;
}

/** Called, not there, missed; `isProven`: a board had shown it. */
function miss(hall: Scenario, n: number, isProven: boolean): void {
  hall.run(w1, callNext('w1'));
  const tv = { role: 'display', deviceId: 'tv', boardId: 'main' } as never;
  if (isProven) hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls.at(-1)?.callId, zone: 'A', at: hall.now }] });
  hall.now += 10_000;
  hall.run(w1, at('stop.miss', 'w1', n));
}

test('[B13] who waits sees the own number, how many stand before it, and for how long yet: nothing of class or needs', () => {
  const hall = queueOf(3);
  expect(own(hall, 3)).toEqual({
    number: { prefix: 'A', n: 3 }, language: 'zh', issuedAt: monday9, day: '2026-01-05', isDayOver: false, isUnclaimed: false, emergency: null,
    stops: [{ queueId: 'q-market', items: ['market-1'], after: [], status: 'waiting', standing: { ahead: 2, waitMinutes: 30 }, windowId: null, calledAt: null, returnUntil: null }],
  });
  hall.run(w1, { type: 'window.close', windowId: 'w1' });
  expect(stopOf(hall, 3)?.standing).toEqual({ ahead: 2, waitMinutes: null });
  expect(own(hall, 4)).toBeNull();
});

test('[B13] it sees the window that calls, with the newest call, that serves, and at the end the stop done', () => {
  const hall = queueOf(1);
  hall.run(w1, callNext('w1'));
  hall.now += 20_000;
  hall.run(w1, at('ticket.recall', 'w1', 1));
  expect(stopOf(hall, 1)).toMatchObject({ status: 'called', windowId: 'w1', calledAt: monday9 + 20_000, standing: null });
  hall.run(w1, at('stop.start', 'w1', 1));
  expect(stopOf(hall, 1)).toMatchObject({ status: 'serving', windowId: 'w1', calledAt: null });
  hall.run(w1, at('stop.hold', 'w1', 1, { reason: 'copies', forMs: null }));
  expect(stopOf(hall, 1)).toMatchObject({ status: 'held', windowId: 'w1' });
  hall.run(w1, at('stop.resume', 'w1', 1));
  hall.run(w1, finish('w1', 1));
  expect(stopOf(hall, 1)).toMatchObject({ status: 'done', windowId: null, returnUntil: null });
  hall.run(manager, { type: 'day.close' });
  expect(own(hall, 1)?.isDayOver).toBe(true);
});

test('[B13] a call that was taken back is none', () => {
  const hall = queueOf(1);
  hall.run(w1, callNext('w1'));
  hall.run(w1, { type: 'action.undo', windowId: 'w1', what: 'call', ticketId: ticket(1) });
  expect(stopOf(hall, 1)).toMatchObject({ status: 'waiting', windowId: null, calledAt: null, standing: { ahead: 0 } });
});

test('[B13] [M7] who was missed sees until when to come back: never where the hall lets nobody, always when nothing had proved the call', () => {
  const hall = queueOf(2);
  miss(hall, 1, true);
  const missedAt = hall.now;
  expect(stopOf(hall, 1)).toMatchObject({ status: 'missed', windowId: 'w1', returnUntil: missedAt + hall.config.policy.restoreWithinMs });
  hall.now += minute;
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  hall.now += minute;
  hall.run(manager, { type: 'emergency.end' });
  expect(stopOf(hall, 1)?.returnUntil).toBe(hall.now + hall.config.policy.restoreWithinMs);
  const strict = queueOf(2, { missedMode: 'void' });
  miss(strict, 1, true);
  miss(strict, 2, false);
  expect([stopOf(strict, 1)?.returnUntil, stopOf(strict, 2)?.returnUntil]).toEqual([null, strict.now + strict.config.policy.restoreWithinMs]);
});

test('[B14] a number entered at the desk is seen by the code on its paper, and one whose paper failed stands in no queue', () => {
  const hall = queueOf(1);
  hall.run(manager, enter(2, 5003));
  hall.run(kiosk(), fact(8, 5003));
  expect([own(hall, 8)?.number, own(hall, 2)?.number]).toEqual([{ prefix: 'A', n: 5003 }, { prefix: 'A', n: 5003 }]);
  hall.run(kiosk(), issue(3, 'market-1', { paper: 'pending' }));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(3), day: '2026-01-05', jobId: 'j'.repeat(22), copy: 0, outcome: 'failed', at: hall.now });
  expect([own(hall, 3)?.isUnclaimed, stopOf(hall, 3)?.standing]).toEqual([true, null]);
});
