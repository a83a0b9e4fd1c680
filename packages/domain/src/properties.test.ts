import { anyAttempt, clerkAt, openHall, testConfigWithPolicy, type Attempt, type Scenario } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HallEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { hasEnded } from './evolve-parts.ts';
import { comparePlaces, placeOf } from './place.ts';
import { emptyHall, numberKey, type HallState, type StopLife } from './state.ts';

const runs = Number(process.env['FC_RUNS'] ?? 300);
const attempts = fc.array(anyAttempt, { minLength: 20, maxLength: 120 });
const policy = { callsBeforeMissed: 2, callSpacingMs: 1000, missAfterMs: 1000 };

/** Plays a sequence and looks at the hall after every step. */
function play(sequence: readonly Attempt[], look: (hall: Scenario, accepted: boolean) => void): Scenario {
  const hall = openHall({ config: testConfigWithPolicy(policy) });
  for (const { run } of sequence) {
    const decision = hall.try(...run(hall));
    look(hall, decision.kind === 'events');
  }
  return hall;
}

const check = (look: (hall: Scenario) => void) =>
  fc.assert(fc.property(attempts, (sequence) => void play(sequence, look)), { numRuns: runs });

test('[N1] I1: a number is unique per service day and prefix, whatever is tried', () => {
  check((hall) => {
    const numbers = [...hall.state.ticketById.values()].map((ticket) => numberKey(ticket.number));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(hall.state.ticketIdByNumber.size).toBe(numbers.length);
  });
});

test('[N1] I1: no number is issued twice on one date over the whole log, also after a raised epoch', () => {
  fc.assert(
    fc.property(attempts, (sequence) => {
      const issued = new Set<string>();
      let date = '';
      for (const { event } of play(sequence, () => {}).log) {
        if (event.type === 'day.opened') date = event.date;
        if (event.type !== 'ticket.issued') continue;
        const key = `${event.lateDay ?? date} ${numberKey(event.number)}`;
        // The scenario has no table of past days, so late facts of an older date cannot be told apart there.
        if (event.lateDay !== undefined && event.lateDay !== date) continue;
        expect(issued.has(key)).toBe(false);
        issued.add(key);
      }
    }),
    { numRuns: runs },
  );
});

test('[J2] I2: a ticket is active at one window at most, and that window knows it', () => {
  check((hall) => {
    for (const ticket of hall.state.ticketById.values()) {
      const atWindows = ticket.stops.filter((stop) => stop.life.status === 'called' || stop.life.status === 'serving');
      expect(atWindows.length).toBeLessThanOrEqual(1);
      expect(ticket.activeAt !== null).toBe(atWindows.length === 1);
      const holder = ticket.activeAt && hall.state.windowById.get(ticket.activeAt);
      expect(holder ? holder.active?.ticketId : ticket.ticketId).toBe(ticket.ticketId);
    }
  });
});

test('[Q1] I3: a window holds one active ticket at most, and never one that has ended', () => {
  check((hall) => {
    for (const window of hall.state.windowById.values()) {
      if (!window.active) continue;
      const life = hall.state.ticketById.get(window.active.ticketId)?.stops[window.active.stop]?.life;
      expect(life).toMatchObject({ windowId: window.windowId });
      expect(['called', 'serving']).toContain(life?.status);
      expect(window.clerkId).not.toBeNull();
    }
  });
});

test('[L1] I9: folding the log again gives the same state, and every event is of the schema', () => {
  fc.assert(
    fc.property(attempts, (sequence) => {
      const hall = play(sequence, () => {});
      const folded = emptyHall();
      for (const { at, event } of JSON.parse(JSON.stringify(hall.log)) as typeof hall.log) evolve(folded, { at, event: HallEvent.parse(event) });
      expect(folded).toEqual(hall.state);
    }),
    { numRuns: runs },
  );
});

test('[L2] a decision never changes the state', () => {
  fc.assert(
    fc.property(attempts, anyAttempt, (sequence, last) => {
      const hall = play(sequence, () => {});
      const [actor, command] = last.run(hall);
      const before = structuredClone(hall.state);
      hall.when(actor, command);
      expect(hall.state).toEqual(before);
    }),
    { numRuns: Math.ceil(runs / 3) },
  );
});

test('[R3] whoever is held is held by a window where somebody sits, and by that one only', () => {
  check(({ state }) => {
    const held = [...state.ticketById.values()].flatMap(({ ticketId, stops }) =>
      stops.flatMap(({ life }) => (life.status === 'held' ? [{ ticketId, clerkId: state.windowById.get(life.windowId)?.clerkId ?? null }] : [])),
    );
    expect([...state.held].toSorted()).toEqual([...new Set(held.map(({ ticketId }) => ticketId))].toSorted());
    expect(held.filter(({ clerkId }) => clerkId === null)).toEqual([]);
  });
});

/** All that a visitor could notice: lives, places, order, windows. */
const picture = (state: HallState): string =>
  JSON.stringify([
    [...state.ticketById.values()].map(({ ticketId, activeAt, stops }) => [ticketId, activeAt, stops.map((stop) => ({ ...stop, life: bare(stop.life) }))]),
    queued(state), [...state.windowById.values()].map(({ windowId, active, clerkId, pause, callsByQueue }) => [windowId, active, clerkId, pause, byKey(callsByQueue)]),
    state.totals, [...state.held].toSorted(), [...state.missed].toSorted(),
  ]);
/** A queue in which nobody waits is none. */
const queued = ({ waiting }: HallState) => byKey(waiting).filter(([, refs]) => refs.length > 0);
const byKey = <T>(map: ReadonlyMap<string, T>): (readonly [string, T])[] => [...map].toSorted(([a], [b]) => a.localeCompare(b));
/** The call itself remembers that it was a mistake. */
const bare = (life: StopLife) =>
  'calls' in life ? { ...life, calls: life.calls.map(({ callId }) => callId) } : life;

test('[U1] undo right after any action gives the same lives, places, queues and windows', () => {
  let undone = 0;
  fc.assert(
    fc.property(attempts, (sequence) => {
      const hall = openHall({ config: testConfigWithPolicy(policy) });
      for (const windowId of ['w1', 'w2', 'w3', 'w4']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
      for (const { run } of sequence) {
        const [actor, command] = run(hall);
        const before = picture(hall.state);
        const decision = hall.try(actor, command);
        const windowId = command['windowId'];
        const last = [...hall.state.windowById.values()].find((window) => window.windowId === windowId)?.lastAction;
        const isAction = decision.kind === 'events' && decision.events.length > 0 && last?.at === hall.now && command['type'] !== 'action.undo';
        if (!isAction || !last) continue;
        const undo = hall.when(actor, { type: 'action.undo', windowId, ticketId: last.ticketId, what: last.what });
        if (undo.kind !== 'events') throw new Error(`refused: ${JSON.stringify(undo)}`);
        const copy = structuredClone(hall.state);
        for (const event of undo.events) evolve(copy, { at: hall.now, event });
        expect(picture(copy)).toBe(before);
        undone += 1;
      }
    }),
    { numRuns: runs },
  );
  expect(undone).toBeGreaterThan(runs);
});

test('[O1] I10: waiting lists hold exactly the waiting stops, in order of place', () => {
  check(({ state }) => {
    for (const [queueId, refs] of state.waiting) {
      const places = refs.map((ref) => placeOf(state, ref));
      expect(places.every((place, i) => i === 0 || comparePlaces(places[i - 1] ?? place, place) <= 0)).toBe(true);
      expect(refs.map((ref) => `${ref.ticketId}/${ref.stop}`).toSorted()).toEqual(waitingStops(state, queueId));
    }
  });
});

const waitingStops = (state: HallState, queueId: string): string[] =>
  [...state.ticketById.values()]
    .flatMap((ticket) => ticket.stops.filter((stop) => stop.queueId === queueId && stop.life.status === 'waiting').map((stop) => `${ticket.ticketId}/${stop.index}`))
    .toSorted();

test('[B5] nobody drops out of sight: a live ticket waits callably, is at a window, is missed, held, blocked, or in a list of the desk', () => {
  check(({ state }) => {
    for (const ticket of state.ticketById.values()) {
      if (ticket.stops.every(hasEnded)) continue;
      const isListed = state.troubledPaper.has(ticket.ticketId) || state.pendingPaper.has(ticket.ticketId) || state.missed.has(ticket.ticketId) || state.held.has(ticket.ticketId);
      const isCallable = ticket.paper !== 'pending' && ticket.paper !== 'failed';
      const isUnderWay = ticket.activeAt !== null || ticket.stops.some((stop) => stop.life.status === 'waiting' && isCallable);
      expect(isListed || isUnderWay).toBe(true);
    }
  });
});

test('[S2] totals agree with the tickets', () => {
  check(({ state }) => {
    const counted: Record<string, number> = {};
    for (const ticket of state.ticketById.values()) for (const stop of ticket.stops) counted[stop.life.status] = (counted[stop.life.status] ?? 0) + 1;
    for (const [status, count] of Object.entries(counted)) expect(state.totals[status as 'waiting']).toBe(count);
    expect(state.totals.issued).toBe(state.ticketById.size);
  });
});
