import { createReached, createReferenceOrder, createReferenceWhy, openRandomHall, orderAttempt, propertyRuns, sequencesOf, type Attempt, type ReferenceNext, type ReferenceOrder, type ReferenceReason, type ReferenceWhy, type Scenario } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { HallEvent, type EventOf } from './event.ts';
import { evolve } from './evolve.ts';
import type { QueueId, TicketId } from './ids.ts';
import { nextStop } from './next-stop.ts';
import { emptyHall } from './state.ts';
import { whyNotMe } from './why-not-me.ts';

// A machine with much else to do takes longer than one test is allowed elsewhere.

const options = propertyRuns(200, 200);
vi.setConfig({ testTimeout: options.timeoutMs });
const sequences = sequencesOf(orderAttempt, 240);
const policies = fc.record({
  preferredInRow: fc.constantFrom(1, 1, 2, 3), autoAssign: fc.constantFrom(false, false, true), clerksMayChoose: fc.boolean(),
  bookingToleranceMs: fc.constantFrom(0, 900_000), missedMode: fc.constantFrom('restore', 'restore', 'tail', 'void'), restoreBehind: fc.nat(3),
});
type Policy = Parameters<typeof openRandomHall>[0];
const reached = createReached();
/** How often the row and bounds have held a preferred visitor back. */
const heldBack = { row: 0, bound: 0 };
type Look = (hall: Scenario, reference: ReferenceOrder, why: ReferenceWhy) => void;

/** Plays a sequence; before each command's events are folded the reference takes them in, afterwards `look` compares. */
function play(sequence: readonly Attempt[], policy: Policy, look: Look): Scenario {
  const hall = openRandomHall({ callsBeforeMissed: 1, restoresAllowed: 5, ...policy });
  const reference = createReferenceOrder(hall);
  const why = createReferenceWhy(hall);
  for (const { run } of sequence) {
    const decision = hall.when(...run(hall));
    if (decision.kind === 'events') {
      compareCalls(reference, decision.events);
      const returns = returnsOf(hall, reference, decision.events);
      reference.observe(decision.events);
      why.observe(decision.events);
      hall.given(...decision.events);
      compareReturns(hall, returns);
    }
    look(hall, reference, why);
  }
  reached.count(hall.log);
  heldBack.row += reference.heldBack.row;
  heldBack.bound += reference.heldBack.bound;
  return hall;
}

const compareReturns = (hall: Scenario, returns: ReturnType<typeof returnsOf>): void =>
  expect(returns.map(({ queueId }) => queueOf(hall, queueId))).toEqual(returns.map(({ queue }) => queue));

/** The queues into which visitors come back, as the reference sees them then. */
const returnsOf = ({ state }: Scenario, reference: ReferenceOrder, events: readonly HallEvent[]) =>
  events.flatMap((event) => {
    const queueId = event.type === 'stop.restored' ? state.ticketById.get(event.ticketId)?.stops[event.stop]?.queueId : undefined;
    return event.type === 'stop.restored' && queueId ? [{ queueId, queue: reference.queueAfter(event) }] : [];
  });
const queueOf = ({ state }: Scenario, queueId: QueueId): string[] => (state.waiting.get(queueId) ?? []).map(({ ticketId, stop }) => `${ticketId}/${stop}`);

/** Every call by order is the one that the reference would make, with the same reason and the same overtaken. */
function compareCalls(reference: ReferenceOrder, events: readonly HallEvent[]): void {
  const taken: TicketId[] = [];
  for (const event of events) {
    if (event.type !== 'ticket.called' || event.why === 'chosen') continue;
    const next = reference.whoIsNext(event.windowId, taken);
    taken.push(event.ticketId);
    expect({ ...asNext(event), why: null }).toEqual({ ...next, why: null });
    if (event.why !== 'assigned') expect(event.why).toBe(next?.why);
  }
}

const asNext = ({ ticketId, stop, why, passed }: EventOf<'ticket.called'>): ReferenceNext => ({ ticketId, stop, why: why ?? '', passed: (passed ?? []).toSorted() });

const check = (look: Look) =>
  fc.assert(fc.property(sequences, policies, (sequence, policy) => void play(sequence, policy, look)), options.inTurn());

test('[O7] [O8] [O9] [O11] [O13] [O14] after every command every window takes whom the reference takes, by the same rule', () => {
  check((hall, reference) => {
    for (const { id } of hall.config.windows) {
      const next = nextStop(hall.state, id, { now: hall.now, config: hall.config, taken: null });
      const seen = next && { ticketId: next.ref.ticketId, stop: next.ref.stop, why: next.why, passed: next.passed.toSorted() };
      expect(seen).toEqual(reference.whoIsNext(id));
    }
  });
});

test('[O10] bounds and overtaking are as the reference counts them, and nobody is overtaken beyond the bound', () => {
  check((hall, reference) => {
    const wrong = [...hall.state.ticketById.values()].flatMap((ticket) =>
      ticket.stops.flatMap(({ index, bound, overtaken }) => {
        const key = `${ticket.ticketId}/${index}`;
        const expected = { bound: reference.bound.get(key) ?? null, overtaken: reference.overtaken.get(key) ?? 0 };
        const isRight = bound === expected.bound && overtaken === expected.overtaken && overtaken <= (bound ?? Infinity);
        return isRight ? [] : [{ key, bound, overtaken, expected }];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

test('[O10] [O17] counted from the log alone, nobody is overtaken more often than was printed', () => {
  fc.assert(
    fc.property(sequences, policies, (sequence, policy) => {
      const left = new Map<string, number>();
      const calls = new Map<string, readonly string[]>();
      const stopsIn = new Map<string, number>();
      // Of two stops of one ticket in one queue the log does not say which was overtaken: those are left to the reference.
      const give = (ticketId: TicketId, queueId: string, bound: number | undefined): void => {
        const key = `${ticketId} ${queueId}`;
        stopsIn.set(key, (stopsIn.get(key) ?? 0) + 1);
        if ((stopsIn.get(key) ?? 0) > 1) left.delete(key);
        else if (bound !== undefined) left.set(key, bound);
      };
      for (const { event } of play(sequence, policy, () => {}).log) {
        if (event.type === 'day.opened') left.clear();
        if (event.type === 'ticket.issued') for (const { queueId, bound } of event.stops) give(event.ticketId, queueId, bound);
        if (event.type === 'stop.added') give(event.ticketId, event.queueId, undefined);
        if (event.type === 'stop.transferred') give(event.ticketId, event.queueId, event.bound);
        // What was promised ends where the visitor is sent to pay; the way back has a promise of its own.
        if (event.type === 'notice.issued') for (const key of left.keys()) if (key.startsWith(event.ticketId)) left.delete(key);
        if (event.type === 'notice.issued') give(event.ticketId, event.queueId, event.bound);
        if (event.type === 'action.undone' && event.callId) for (const key of (calls.get(event.callId) ?? []).filter((one) => left.has(one))) left.set(key, (left.get(key) ?? 0) + 1);
        if (event.type !== 'ticket.called') continue;
        const passed = (event.passed ?? []).map((ticketId) => `${ticketId} ${event.queueId}`).filter((key) => left.has(key));
        calls.set(event.callId, passed);
        for (const key of passed) left.set(key, (left.get(key) ?? 0) - 1);
        expect(passed.filter((key) => (left.get(key) ?? 0) < 0)).toEqual([]);
      }
    }),
    options.inTurn(),
  );
});

/** What the answer says of one stop, as the reference would: each call, its rule, and the times overtaken under the promise that counts now. */
function reasonsOf(reasons: readonly ReferenceReason[], overtaken: number) {
  const last = reasons.filter(({ isOvertaking }) => isOvertaking).slice(reasons.filter(({ isOvertaking }) => isOvertaking).length - overtaken);
  return reasons.map((one) => [one.callId, one.rule, last.includes(one) ? last.indexOf(one) + 1 : null]);
}

test('[O15] every call that was made before somebody who waits is told, by its rule, with the times overtaken; and who stands before', () => {
  let asked = 0;
  fc.assert(
    fc.property(sequences, policies, (sequence, policy) => {
      let step = 0;
      play(sequence, policy, (hall, reference, why) => {
        step += 1;
        if (step % 40 !== 0) return;
        for (const { ticketId, stops } of hall.state.ticketById.values()) {
          const waiting = stops.filter(({ life }) => life.status === 'waiting');
          const firsts = waiting.filter(({ queueId }, index) => waiting.findIndex((other) => other.queueId === queueId) === index);
          const expected = firsts.flatMap(({ index }) => reasonsOf(why.reasons(ticketId, index), reference.overtaken.get(`${ticketId}/${index}`) ?? 0));
          const answer = whyNotMe(hall.state, ticketId, hall);
          expect(answer === null).toBe(waiting.length === 0);
          if (answer === null) continue;
          asked += 1;
          expect(Object.values(answer.counts).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
          const told = answer.calls.map(({ callId, rule, overtaken }) => [callId, rule, overtaken?.count ?? null]);
          expect(told).toEqual(expect.arrayContaining(expected.length > 50 ? [] : expected));
          expect(told.length).toBe(Math.min(50, expected.length));
          const ahead = waiting.map(({ queueId, index }) => {
            const queue = queueOf(hall, queueId).filter((key) => hall.state.ticketById.get(key.split('/')[0] as TicketId)?.paper !== 'failed' || key === `${ticketId}/${index}`);
            return queue.indexOf(`${ticketId}/${index}`);
          });
          expect(answer.waits.map((one) => one.ahead)).toEqual(ahead);
        }
      });
    }),
    { ...options.inTurn(), numRuns: Math.ceil(options.numRuns / 3) },
  );
  expect(asked).toBeGreaterThan(options.numRuns);
});

test('[L1] the order survives a fold of its log', () => {
  fc.assert(
    fc.property(sequences, policies, (sequence, policy) => {
      const hall = play(sequence, policy, () => {});
      const folded = emptyHall();
      for (const { at, event } of JSON.parse(JSON.stringify(hall.log)) as typeof hall.log) evolve(folded, { at, event: HallEvent.parse(event) });
      expect(folded).toEqual(hall.state);
    }),
    { ...options.inTurn(), numRuns: Math.ceil(options.numRuns / 3) },
  );
});

test('[O17] the sequences reach every rule by which a visitor is called, and everything that changes what was promised', () => {
  const kinds = [
    ...['order', 'preferred', 'aged', 'urgent', 'chosen', 'assigned'].map((why) => `called: ${why}`),
    ...['preferred', 'needs', 'booked', 'chain', 'superseding'].map((what) => `issued: ${what}`),
    'restored: free', 'restored: paid', 'undone: call', 'undone: transfer', 'sent: queue', 'sent: window', 'overtaken: several',
    'stop.opened', 'notice.issued', 'notice.paid', 'ticket.madeUrgent', 'stop.released', 'clock.stepped', 'day.reopened', 'window.helping',
  ];
  const more = fc.sample(fc.tuple(sequences, policies), { ...options.inTurn(), numRuns: Math.max(0, 300 - reached.sequences()) });
  for (const [sequence, policy] of more) play(sequence, policy, () => {});
  expect(reached.seldom(kinds, 30)).toEqual([]);
  // As often as somebody was called: both rules decide, they are not only there.
  expect(Math.min(heldBack.row, heldBack.bound) * 10).toBeGreaterThan(reached.sequences());
});
