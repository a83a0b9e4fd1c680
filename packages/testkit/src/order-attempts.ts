// Random commands of a hall in which class, needs, bookings and exceptions matter, beside the ordinary ones.
import fc from 'fast-check';
import { anyAttempt, attempt, comeBack as backWithPass, lack, type Attempt } from './random-commands.ts';
import { clerkAt, issue, kiosk, manager, ticket } from './scenario.ts';

const window = fc.constantFrom('w1', 'w2', 'w3', 'w4');
const minute = 60_000;

/** Mostly ordinary; a quarter preferred by class, some booked from now on in minutes. */
const person = fc.record({
  personClass: fc.constantFrom('ordinary', 'ordinary', 'ordinary', 'elder', 'disabled', 'pregnant', 'military'),
  needs: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.constantFrom(['sign'], ['wheelchair'], ['sign', 'wheelchair'], ['escort']) }),
});

const visitor = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom('market-1', 'market-1', 'tax-1', 'bank-1'), person).map(([n, itemId, more]) =>
  attempt(`issue ${n} ${itemId} ${more.personClass}`, () => [kiosk(), issue(n, itemId, more)]),
);

const slot = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 30 })).map(([n, from, length]) =>
  attempt(`booked ${n} ${from}`, (hall) => [
    kiosk(), issue(n, 'market-1', { booked: { from: hall.now + from * minute, to: hall.now + (from + length) * minute } }),
  ]),
);

const urgent = fc.integer({ min: 1, max: 60 }).map((n) =>
  attempt(`urgent ${n}`, () => [manager, { type: 'ticket.makeUrgent', ticketId: ticket(n), reason: 'unwell' }]),
);

const active = (hall: Parameters<Attempt['run']>[0], windowId: string) =>
  [...hall.state.windowById.values()].find((state) => state.windowId === windowId)?.active?.ticketId ?? null;

const choose = fc.tuple(window, fc.integer({ min: 1, max: 60 }), fc.boolean()).map(([windowId, n, isManager]) =>
  attempt(`choose ${n} ${windowId}`, (hall) => [
    isManager ? manager : clerkAt(windowId),
    { type: 'window.callNumber', windowId, active: active(hall, windowId), ticketId: ticket(n), reason: 'returned', note: null },
  ]),
);

/** The whole course of a visit, so that many calls happen in a short sequence. */
const serve = window.chain((windowId) =>
  fc.constantFrom('stop.start', 'window.callNext', 'window.callNext').map((type) =>
    attempt(`serve ${windowId}`, (hall) => {
      const at = active(hall, windowId);
      const isCalled = at !== null && hall.state.ticketById.get(at)?.stops.some((stop) => stop.life.status === 'called');
      if (isCalled || type === 'stop.start') return [clerkAt(windowId), { type: 'stop.start', windowId, ticketId: at ?? ticket(1) }];
      return [clerkAt(windowId), { type: 'window.callNext', windowId, active: at }];
    }),
  ),
);

/** Calls again until the visitor may be missed, then misses. */
const miss = fc.tuple(window, fc.constantFrom('ticket.recall', 'stop.miss', 'stop.miss')).map(([windowId, type]) =>
  attempt(`${type} ${windowId}`, (hall) => {
    hall.now += 1000;
    return [clerkAt(windowId), { type, windowId, ticketId: active(hall, windowId) ?? ticket(1) }];
  }),
);

const lastAction = (hall: Parameters<Attempt['run']>[0], windowId: string) =>
  [...hall.state.windowById.values()].find((state) => state.windowId === windowId)?.lastAction ?? null;

const takeBack = window.map((windowId) =>
  attempt(`take back ${windowId}`, (hall) => {
    const last = lastAction(hall, windowId);
    return [clerkAt(windowId), { type: 'action.undo', windowId, ticketId: last?.ticketId ?? ticket(1), what: last?.what ?? 'call' }];
  }),
);

const sendOn = fc.tuple(window, fc.constantFrom({ queueId: 'q-market' }, { queueId: 'q-tax' }, { windowId: 'w1' }, { windowId: 'w2' })).map(([windowId, to]) =>
  attempt(`send on ${windowId}`, (hall) => [
    clerkAt(windowId), { type: 'stop.transfer', windowId, ticketId: active(hall, windowId) ?? ticket(1), to, reason: 'other' },
  ]),
);

const comeBack = fc.nat(3).map((nth) =>
  attempt(`back ${nth}`, (hall) => [manager, { type: 'ticket.restore', ticketId: [...hall.state.missed][nth] ?? ticket(1) }]),
);

const later = fc.constantFrom(1000, 5 * minute, 10 * minute, 31 * minute).map((ms) =>
  attempt(`later ${ms}`, (hall) => {
    hall.now += ms;
    return [{ role: 'hub' }, { type: 'clock.tick' }];
  }),
);

export const orderAttempt: fc.Arbitrary<Attempt> = fc.oneof(
  { weight: 16, arbitrary: visitor },
  { weight: 5, arbitrary: slot },
  { weight: 24, arbitrary: serve },
  { weight: 2, arbitrary: urgent },
  { weight: 3, arbitrary: choose },
  { weight: 8, arbitrary: miss },
  { weight: 3, arbitrary: comeBack },
  { weight: 5, arbitrary: lack },
  { weight: 6, arbitrary: backWithPass },
  { weight: 6, arbitrary: takeBack },
  { weight: 4, arbitrary: sendOn },
  { weight: 3, arbitrary: later },
  { weight: 8, arbitrary: window.map((windowId) => attempt(`open ${windowId}`, () => [clerkAt(windowId), { type: 'window.open', windowId }])) },
  { weight: 20, arbitrary: anyAttempt },
);
