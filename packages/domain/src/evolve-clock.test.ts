import { at, bankClerkAt, callNext, clerkAt, finish, hub, issue, kiosk, manager, momentOf, openHall, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { HallEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { emptyHall } from './state.ts';
import { paymentTotals } from './view/payment-view.ts';
import { windowView } from './view/window-view.ts';
import { whyNotMe } from './why-not-me.ts';

const hour = 3_600_000;
const w1 = clerkAt('w1');
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const lifeOf = (hall: Scenario, n: number, stop = 0) => hall.state.ticketById.get(ticket(n))?.stops[stop]?.life;
const queue = (hall: Scenario) => hall.state.waiting.get('q-market' as never)?.map((ref) => Number(ref.ticketId.slice(1)));
const steps = [-hour, hour];

/** The clock is found wrong by `by` and set. */
function step(hall: Scenario, by: number): void {
  const from = hall.now;
  hall.run(hub, { type: 'clock.step', from, to: from + by });
  hall.now += by;
}

/** Two visitors; the first has been called at w1. */
function callingHall(policy: Parameters<typeof testConfigWithPolicy>[0] = {}): Scenario {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, callSpacingMs: 15_000, missAfterMs: 10_000, undoWithinMs: 10_000, restoreWithinMs: 600_000, ...policy }) });
  for (const n of [1, 2]) {
    hall.run(kiosk(), issue(n));
    hall.now += 1_000;
  }
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  return hall;
}

for (const by of steps) {
  const word = by < 0 ? 'back' : 'forward';

  test(`[K2] the clock is set ${word}: the next call and a no-show wait as long as before`, () => {
    const hall = callingHall();
    hall.now += 4_000;
    step(hall, by);
    expect(hall.when(w1, at('ticket.recall', 'w1', 1))).toEqual(no('recall.tooSoon', { waitMs: 11_000 }));
    expect(hall.when(w1, at('stop.miss', 'w1', 1))).toEqual(no('miss.tooSoon', { waitMs: 6_000 }));
    hall.now += 6_000;
    expect(hall.when(w1, at('stop.miss', 'w1', 1)).kind).toBe('events');
    hall.now += 5_000;
    expect(hall.when(w1, at('ticket.recall', 'w1', 1)).kind).toBe('events');
  });

  test(`[K2] the clock is set ${word}: the time to undo is what was left of it`, () => {
    const hall = callingHall();
    hall.now += 4_000;
    step(hall, by);
    const undo = at('action.undo', 'w1', 1, { what: 'call' });
    expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).undo?.until).toBe(hall.now + 6_000);
    hall.now += 6_000;
    expect(hall.when(w1, undo).kind).toBe('events');
    hall.now += 1;
    expect(hall.when(w1, undo)).toEqual(no('undo.tooLate', { withinMs: 10_000 }));
  });

  test(`[K2] the clock is set ${word}: a hold is due after the time that was asked for`, () => {
    const hall = callingHall();
    hall.run(w1, at('stop.hold', 'w1', 1, { reason: 'copies', forMs: 600_000 }));
    hall.now += 100_000;
    step(hall, by);
    expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).held).toMatchObject([{ since: hall.now - 100_000, dueAt: hall.now + 500_000 }]);
  });

  test(`[K2] the clock is set ${word}: who was missed has the rest of the time to return`, () => {
    const hall = callingHall();
    hall.pass(20_000);
    hall.run(w1, at('stop.miss', 'w1', 1));
    hall.now += 100_000;
    step(hall, by);
    hall.pass(499_999);
    expect(lifeOf(hall, 1)?.status).toBe('missed');
    hall.pass(1);
    expect(lifeOf(hall, 1)).toMatchObject({ status: 'abandoned', reason: 'restoreExpired' });
  });

  test(`[K2] the clock is set ${word}: paper that nobody reports is unknown after the rest of its time`, () => {
    const hall = openHall();
    hall.run(kiosk(), issue(1, 'market-1', { paper: 'pending' }));
    hall.now += 20_000;
    step(hall, by);
    hall.pass(39_999);
    expect(hall.state.ticketById.get(ticket(1))?.paper).toBe('pending');
    hall.pass(1);
    expect(hall.state.ticketById.get(ticket(1))?.paper).toBe('unknown');
  });
}

test('[K2] a clock that is set back puts nobody who comes later before those who wait', () => {
  const hall = callingHall();
  hall.now += 1_000;
  step(hall, -hour);
  hall.run(kiosk(), issue(3));
  expect(queue(hall)).toEqual([2, 3]);
  hall.now += 1_000;
  hall.run(w1, finish('w1', 1));
  hall.run(w1, callNext('w1'));
  expect(whyNotMe(hall.state, ticket(3), hall)?.calls).toMatchObject([{ number: { n: 2 }, rule: 'earlier' }]);
});

test('[K2] who stood in an emergency or a reopened day when the clock was set back has no more and no less time to return', () => {
  const hall = callingHall();
  hall.pass(20_000);
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  hall.now += 300_000;
  hall.run(manager, { type: 'emergency.end' });
  hall.run(manager, { type: 'day.close' });
  hall.now += 300_000;
  hall.run(manager, { type: 'day.open' });
  step(hall, -hour);
  hall.pass(599_999);
  expect(lifeOf(hall, 1)?.status).toBe('missed');
  hall.pass(1);
  expect(lifeOf(hall, 1)?.status).toBe('abandoned');
});

test('[K2] [B11] a notice of today is one of today after a step forward, and is due on its own day', () => {
  const hall = callingHall();
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, at('notice.issue', 'w1', 1, { lines: [{ itemId: 'market-1', basis: 'x', fen: 100, quantity: 1 }], waiver: null, payee: 'x', code: null }));
  const expiresAt = [...hall.state.noticeById.values()][0]?.expiresAt;
  step(hall, hour);
  expect([paymentTotals(hall.state).issuedToday, [...hall.state.noticeById.values()][0]?.expiresAt]).toEqual([{ count: 1, fen: 100 }, expiresAt]);
});

test('[K2] [L1] a step moves every time once, and folding the log again gives the same hall', () => {
  const hall = callingHall();
  const bank = bankClerkAt('w4');
  hall.run(kiosk(), issue(4, 'tax-1'));
  for (const actor of [clerkAt('w2'), clerkAt('w3'), bank]) hall.run(actor, { type: 'window.open', windowId: actor.role === 'clerk' ? actor.windowId : '' });
  hall.run(clerkAt('w2'), { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
  hall.run(manager, { type: 'ticket.makeUrgent', ticketId: ticket(2), reason: 'unwell' });
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, callNext('w1', ticket(1)));
  hall.run(w1, at('stop.hold', 'w1', 2, { reason: 'copies', forMs: 600_000 }));
  hall.run(clerkAt('w3'), callNext('w3'));
  hall.run(clerkAt('w3'), at('stop.transfer', 'w3', 4, { to: { windowId: 'w4' }, reason: 'other' }));
  hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(4), jobId: hall.state.calls[0]?.callId, deviceId: 'kiosk-1' });
  hall.run(bank, callNext('w4'));
  const at0 = structuredClone(hall.state);
  step(hall, -hour);
  const back = structuredClone(hall.state);
  step(hall, hour);
  expect([hall.state, back.calls.map((call) => call.at)]).toEqual([{ ...at0, lastEventAt: hall.state.lastEventAt, hasClockStepped: true, skippedTo: hall.now }, at0.calls.map((call) => call.at - hour)]);
  const folded = emptyHall();
  for (const entry of JSON.parse(JSON.stringify(hall.log)) as typeof hall.log) evolve(folded, { at: entry.at, event: HallEvent.parse(entry.event) });
  expect(folded).toEqual(hall.state);
});
