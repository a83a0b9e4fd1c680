import { callNext, clerkAt, createScenario, hub, manager, monday9, testConfig, testId, ticket, finish, at as act } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { allowed, stopStatuses, verbs, type StopStatus, type Verb } from './status.ts';
import type { HallEvent } from './event.ts';
import type { Actor } from './context.ts';

const clerk = 'clerk-w1';
const stop1 = { ticketId: ticket(1), stop: 1 };
const atW1 = { ...stop1, windowId: 'w1' };
const at = { ticketId: ticket(1), windowId: 'w3', stop: 0 };
const calledEvent = (ref: object, clerkId: string, queueId: string, id: number) => ({
  type: 'ticket.called', ...ref, callId: testId('c', id), queueId, clerkId, zone: 'A',
});

/** What brings stop 1 of the ticket into each status. */
const into: Record<StopStatus, readonly object[]> = {
  blocked: [],
  waiting: [{ type: 'stop.opened', ...stop1, placeAt: monday9 }],
  called: [{ type: 'stop.opened', ...stop1, placeAt: monday9 }, calledEvent(atW1, clerk, 'q-market', 2)],
  serving: [{ type: 'stop.opened', ...stop1, placeAt: monday9 }, calledEvent(atW1, clerk, 'q-market', 2), { type: 'stop.started', ...atW1 }],
  held: [
    { type: 'stop.opened', ...stop1, placeAt: monday9 }, calledEvent(atW1, clerk, 'q-market', 2),
    { type: 'stop.held', ...atW1, reason: 'copies', dueAt: null },
  ],
  missed: [
    { type: 'stop.opened', ...stop1, placeAt: monday9 }, calledEvent(atW1, clerk, 'q-market', 2),
    { type: 'stop.missed', ...atW1, calls: 3, proof: 'shown' },
  ],
  done: [
    { type: 'stop.opened', ...stop1, placeAt: monday9 }, calledEvent(atW1, clerk, 'q-market', 2),
    { type: 'stop.finished', ...atW1, outcome: 'completed', count: 1, caseRef: null, startInferred: true },
  ],
  abandoned: [{ type: 'stop.abandoned', ...stop1, reason: 'restoreExpired' }],
  cancelled: [{ type: 'ticket.cancelled', ticketId: ticket(1), reason: 'visitor' }],
};

const attempts: Record<Verb, { readonly actor: Actor; readonly command: Record<string, unknown>; readonly afterMs: number }> = {
  open: { actor: clerkAt('w3'), command: finish('w3', 1), afterMs: 0 },
  call: { actor: clerkAt('w1'), command: callNext('w1'), afterMs: 0 },
  recall: { actor: clerkAt('w1'), command: act('ticket.recall', 'w1', 1), afterMs: 60_000 },
  start: { actor: clerkAt('w1'), command: act('stop.start', 'w1', 1), afterMs: 0 },
  finish: { actor: clerkAt('w1'), command: finish('w1', 1), afterMs: 0 },
  miss: { actor: clerkAt('w1'), command: act('stop.miss', 'w1', 1), afterMs: 60_000 },
  hold: { actor: clerkAt('w1'), command: act('stop.hold', 'w1', 1, { reason: 'copies', forMs: null }), afterMs: 0 },
  resume: { actor: clerkAt('w1'), command: act('stop.resume', 'w1', 1), afterMs: 0 },
  release: { actor: clerkAt('w1'), command: { type: 'window.close', windowId: 'w1' }, afterMs: 0 },
  transfer: { actor: clerkAt('w1'), command: act('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'wrongWindow' }), afterMs: 0 },
  addItem: { actor: clerkAt('w1'), command: act('stop.addItem', 'w1', 1, { itemId: 'market-2', count: 1 }), afterMs: 0 },
  restore: { actor: manager, command: { type: 'ticket.restore', ticketId: ticket(1) }, afterMs: 0 },
  expire: { actor: hub, command: { type: 'clock.tick' }, afterMs: 3_600_000 },
  cancel: { actor: manager, command: { type: 'ticket.cancel', ticketId: ticket(1), reason: 'manager' }, afterMs: 0 },
  clear: { actor: manager, command: { type: 'day.close' }, afterMs: 0 },
};

/** A journey of two stops; the first is served at w3 when the verb is its finish, and done before otherwise. */
function hallWithStopIn(status: StopStatus, verb: Verb) {
  const config = testConfig({ policy: { ...testConfig().policy, callsBeforeMissed: 1 } });
  const hall = createScenario({ config });
  const first = verb === 'open' ? [] : [{ type: 'stop.finished', ...at, outcome: 'completed', count: 1, caseRef: null, startInferred: false }];
  return hall.given(
    { type: 'day.opened', date: '2026-01-05', by: 'manager', config: 1, numbersAfter: {} },
    { type: 'window.opened', windowId: 'w1', clerkId: clerk },
    { type: 'window.opened', windowId: 'w3', clerkId: 'clerk-w3' },
    {
      type: 'ticket.issued', ticketId: ticket(1), number: { prefix: 'F', n: 1 }, language: 'zh', issuedAt: monday9, placeAt: monday9,
      stops: [
        { queueId: 'q-tax', items: [{ itemId: 'tax-1', count: 1 }], after: [] },
        { queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [0] },
      ],
      paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
    },
    calledEvent(at, 'clerk-w3', 'q-tax', 1),
    { type: 'stop.started', ...at },
    ...first,
    ...into[status],
  );
}

const concernsStop1 = (event: HallEvent): boolean =>
  event.type === 'ticket.cancelled' || event.type === 'ticket.abandoned' || ('stop' in event && event.stop === 1);

for (const status of stopStatuses) {
  for (const verb of verbs) {
    const isAllowed = allowed[status].includes(verb);
    test(`[S1] ${status} ${isAllowed ? 'takes' : 'refuses'} ${verb}`, () => {
      const hall = hallWithStopIn(status, verb);
      expect(hall.state.ticketById.get(ticket(1))?.stops[1]?.life.status).toBe(status);
      hall.now += attempts[verb].afterMs;
      const decision = hall.try(attempts[verb].actor, attempts[verb].command);
      const touched = decision.kind === 'events' && decision.events.some(concernsStop1);
      expect(touched).toBe(isAllowed);
      expect(hall.state.ticketById.get(ticket(1))?.stops[1]?.life.status === status).toBe(!touched || verb === 'recall' || verb === 'addItem');
    });
  }
}
