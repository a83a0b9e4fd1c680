import { callNext, clerkAt, finish, issue, kiosk, manager, momentOf, openHall, orderAttempt, propertyRuns, testConfigWithPolicy, ticket, at, bankClerkAt, type Scenario } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { evolve } from '../evolve.ts';
import type { HallEvent } from '../event.ts';
import type { WindowId } from '../ids.ts';
import { nextStop } from '../next-stop.ts';
import type { StopRef } from '../state.ts';
import { expectedOrder } from './expected-order.ts';
import { windowView } from './window-view.ts';

const runs = propertyRuns(60, 500);
vi.setConfig({ testTimeout: runs.timeoutMs });

const elder = { personClass: 'elder' };
const shown = { hidesClassBeforeCall: false };
const w1 = clerkAt('w1');

/** Who is called one after the other when each is finished at once. */
function calledInTurn(hall: Scenario, windowId: WindowId, count: number): StopRef[] {
  const state = structuredClone(hall.state);
  return Array.from({ length: count }).flatMap(() => {
    const next = nextStop(state, windowId, { now: hall.now, config: hall.config, taken: null });
    if (!next) return [];
    const { ref, queueId, passed, row } = next;
    const events = [
      { type: 'ticket.called', ...ref, windowId, callId: 'x', queueId, clerkId: 'c', zone: 'A', passed, ...(row === null ? {} : { row }) },
      { type: 'stop.finished', ...ref, windowId, outcome: 'completed', count: 1, caseRef: null, startInferred: true },
    ];
    for (const event of events) evolve(state, { at: hall.now, event: event as HallEvent });
    return [ref];
  });
}

test('[B4] [O2] [O3] [O4] [O7] [O8] [O9] [O11] without bookings the list is the order of the calls to come', () => {
  const policies = fc.record({ preferredInRow: fc.constantFrom(1, 2, 3), clerksMayChoose: fc.boolean(), agedAfterMs: fc.constantFrom(1e12, 20_000) });
  fc.assert(
    fc.property(fc.array(orderAttempt, { minLength: 20, maxLength: 100, size: 'max' }), policies, (sequence, policy) => {
      const hall = openHall({ config: testConfigWithPolicy({ ...shown, ...policy, callsBeforeMissed: 1, missAfterMs: 1_000 }) });
      for (const { run } of sequence) {
        const [actor, command] = run(hall);
        if (!('booked' in command) && !('booking' in command)) hall.try(actor, command);
      }
      for (const { id } of hall.config.windows) {
        expect(expectedOrder(hall, id, 12).map(({ ref }) => ref)).toEqual(calledInTurn(hall, id, 12));
      }
    }),
    runs.inTurn(),
  );
});

const order = (hall: Scenario, windowId = 'w1') => windowView(hall.state, hall.config, windowId as never, momentOf(hall)).next.map(({ ticketId }) => Number(ticketId.slice(1)));

function hallOf(people: readonly (Record<string, unknown> | null)[], policy: Parameters<typeof testConfigWithPolicy>[0] = {}): Scenario {
  const hall = openHall({ config: testConfigWithPolicy(policy) });
  people.forEach((more, index) => {
    hall.run(kiosk(), issue(index + 1, 'market-1', more ?? {}));
    hall.now += 1_000;
  });
  return hall;
}

test('[B4] [O16] the list puts urgent visitors first and tells nothing of classes that the hall hides', () => {
  const people = [null, null, elder, null];
  const [hidden, open] = [hallOf(people), hallOf(people, shown)];
  expect([order(hidden), order(open)]).toEqual([[1, 2, 3, 4], [3, 1, 2, 4]]);
  for (const hall of [hidden, open]) hall.run(manager, { type: 'ticket.makeUrgent', ticketId: ticket(4), reason: 'unwell' });
  expect([order(hidden), order(open)]).toEqual([[4, 1, 2, 3], [4, 3, 1, 2]]);
  expect(windowView(hidden.state, hidden.config, 'w1' as never, momentOf(hidden)).next.map(({ isUrgent, person }) => [isUrgent, person])).toEqual([[true, null], [undefined, null], [undefined, null], [undefined, null]]);
});

test('[B4] an urgent visitor is listed however far back', () => {
  const hall = hallOf(Array.from({ length: 30 }, () => null));
  hall.run(manager, { type: 'ticket.makeUrgent', ticketId: ticket(30), reason: 'unwell' });
  expect(order(hall)).toEqual([30, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('[B4] [O10] who was overtaken as often as the bound allows is listed before a preferred one', () => {
  const hall = hallOf([null, elder], { ...shown, callsBeforeMissed: 1, missAfterMs: 0 });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, finish('w1', 2));
  // The row begins anew, at the old place.
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.run(w1, { type: 'ticket.restore', ticketId: ticket(1) });
  hall.run(kiosk(), issue(3, 'market-1', elder));
  hall.run(kiosk(), issue(4, 'market-1'));
  expect(hall.state.preferredRow.get('q-market' as never)).toBe(0);
  expect(order(hall)).toEqual([1, 3, 4]);
  // Also when the list is too short to show the preferred one’s own place.
  expect(expectedOrder(hall, 'w1' as never, 1).map(({ ref }) => ref.ticketId)).toEqual([ticket(1)]);
  const other = hallOf([null, null, null, elder], shown);
  expect(expectedOrder(other, 'w1' as never, 1).map(({ ref }) => ref.ticketId)).toEqual([ticket(4)]);
});

test('[B4] [O4] who has waited long in a queue of a lower rank is listed where the call will find them', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1, 'tax-1'));
  hall.now += 1_000;
  hall.run(kiosk(), issue(2, 'market-1'));
  hall.run(kiosk(), issue(3, 'market-1'));
  expect(order(hall, 'w2')).toEqual([2, 3, 1]);
  hall.now += hall.config.policy.agedAfterMs;
  expect(order(hall, 'w2')).toEqual([1, 2, 3]);
  expect(calledInTurn(hall, 'w2' as never, 3).map(({ ticketId }) => ticketId)).toEqual([1, 2, 3].map(ticket));
});

test('[B4] [O2] a window of two ranks lists the better one first, whatever the places', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1, 'tax-1'));
  hall.now += 1_000;
  hall.run(kiosk(), issue(2));
  expect(order(hall, 'w2')).toEqual([2, 1]);
});

test('[B4] the list marks who comes back after a no-show, a payment or a hold', () => {
  const hall = hallOf([null, null, null], { callsBeforeMissed: 1, missAfterMs: 0 });
  const bank = bankClerkAt('w4');
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(bank, { type: 'window.open', windowId: 'w4' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.run(w1, { type: 'ticket.restore', ticketId: ticket(1) });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.hold', 'w1', 1, { reason: 'copies', forMs: null }));
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 2));
  hall.run(w1, at('notice.issue', 'w1', 2, { lines: [{ itemId: 'market-1', basis: 'x', fen: 100, quantity: 1 }], waiver: null, payee: 'x', code: null }));
  hall.run(bank, { type: 'notice.confirm', noticeId: [...hall.state.noticeById.keys()][0], receipt: 'R', paidBy: 'phone' });
  const marks = () => windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).next.map(({ ticketId, returnedFrom }) => [Number(ticketId.slice(1)), returnedFrom]);
  expect(marks()).toEqual([[2, 'bank'], [3, undefined]]);
  hall.run(w1, { type: 'window.close', windowId: 'w1' });
  expect(marks()).toEqual([[1, 'hold'], [2, 'bank'], [3, undefined]]);
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.run(w1, { type: 'ticket.restore', ticketId: ticket(1) });
  expect(marks()).toEqual([[1, 'missed'], [2, 'bank'], [3, undefined]]);
  hall.run(w1, callNext('w1'));
  hall.run(w1, finish('w1', 1));
});

test('[B4] [T2] [T3] a window sees where somebody sits, and who of them takes a break', () => {
  const hall = openHall();
  for (const windowId of ['w2', 'w4']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  const seen = () => {
    const { staffed, onBreak, helping } = windowView(hall.state, hall.config, 'w1' as never, momentOf(hall));
    return [staffed, onBreak, helping];
  };
  expect(seen()).toEqual([['w2', 'w4'], undefined, undefined]);
  hall.run(clerkAt('w4'), { type: 'window.pause', windowId: 'w4', reason: 'lunch' });
  hall.run(manager, { type: 'window.help', windowId: 'w4', queueId: 'q-market', place: 'behind' });
  expect(seen()).toEqual([['w2', 'w4'], ['w4'], [{ windowId: 'w4', queueId: 'q-market' }]]);
});
