import { anyAttempt, createReached, openRandomHall, play, propertyRuns, sequencesOf, type Attempt, type Scenario } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { HallEvent, type TimedEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { comparePlaces, placeOf } from './place.ts';
import { emptyHall, numberKey, type HallState, type Stop, type StopLife } from './state.ts';

// A machine with much else to do takes longer than one test is allowed elsewhere.

const options = propertyRuns(150, 0);
vi.setConfig({ testTimeout: options.timeoutMs });
const sequences = sequencesOf(anyAttempt, 320);
const reached = createReached();

/** Plays a sequence in a hall of its own and counts what came of it. */
function played(sequence: readonly Attempt[], look: (hall: Scenario) => void = () => {}): Scenario {
  const hall = play(openRandomHall(), sequence, look);
  reached.count(hall.log);
  return hall;
}

const check = (look: (hall: Scenario) => void) =>
  fc.assert(fc.property(sequences, (sequence) => void played(sequence, look)), options.inTurn());

test('[N1] I1: a number is unique per service day and prefix, whatever is tried', () => {
  check((hall) => {
    const numbers = [...hall.state.ticketById.values()].map((ticket) => numberKey(ticket.number));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(hall.state.ticketIdByNumber.size).toBe(numbers.length);
  });
});

test('[N1] I1: no number is issued twice on one date over the whole log, also after a raised epoch', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      const issued = new Set<string>();
      const keyOf = new Map<string, string>();
      let date = '';
      for (const { event } of played(sequence).log) {
        if (event.type === 'day.opened') date = event.date;
        const number = event.type === 'ticket.issued' || event.type === 'ticket.revived' || event.type === 'ticket.recognized' ? event.number : undefined;
        if (!number || !('ticketId' in event)) continue;
        // What the desk had mistyped was nobody's.
        issued.delete(keyOf.get(event.ticketId) ?? '');
        const key = `${'lateDay' in event && event.lateDay ? event.lateDay : date} ${numberKey(number)}`;
        expect(issued.has(key)).toBe(false);
        issued.add(key);
        keyOf.set(event.ticketId, key);
      }
    }),
    options.inTurn(),
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
    fc.property(sequences, (sequence) => {
      const hall = played(sequence);
      const folded = emptyHall();
      for (const { at, event } of JSON.parse(JSON.stringify(hall.log)) as typeof hall.log) evolve(folded, { at, event: HallEvent.parse(event) });
      expect(folded).toEqual(hall.state);
    }),
    options.inTurn(),
  );
});

/** What a restarted hub reads: the numbers' recovery from before, and everything since the newest opening of a day. */
const sinceOpening = ({ log }: Scenario): TimedEvent[] => {
  const opening = log.findLastIndex(({ event }) => event.type === 'day.opened');
  return log.filter(({ event }, index) => index >= opening || ['epoch.raised', 'agent.reported', 'numbers.resumed', 'clock.stepped'].includes(event.type));
};

test('[L1] I9: a fold that starts at the newest opening of a day gives the same state', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      const hall = played(sequence);
      const folded = emptyHall();
      for (const event of sinceOpening(hall)) evolve(folded, event);
      expect(folded).toEqual(hall.state);
    }),
    options.inTurn(),
  );
});

test('[L2] a decision never changes the state', () => {
  fc.assert(
    fc.property(sequences, anyAttempt, (sequence, last) => {
      const hall = played(sequence);
      const [actor, command] = last.run(hall);
      const before = structuredClone(hall.state);
      hall.when(actor, command);
      expect(hall.state).toEqual(before);
    }),
    { ...options.inTurn(), numRuns: Math.ceil(options.numRuns / 3) },
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

/** A step that was asked for at a window and is not gone to. */
const isGone = ({ addedAt, life }: Stop): boolean => addedAt !== null && life.status === 'cancelled' && life.reason === 'dropped';

/** All that a visitor could notice: lives, places, order, windows. */
const picture = (state: HallState): string => {
  const tickets = [...state.ticketById.values()].map(({ ticketId, activeAt, stops }) => ({ ticketId, activeAt, stops, gone: stops.filter(isGone).length }));
  return JSON.stringify([
    tickets.map(({ ticketId, activeAt, stops }) => [ticketId, activeAt, stops.filter((stop) => !isGone(stop)).map((stop) => ({ ...stop, life: bare(stop.life) }))]),
    queued(state), [...state.windowById.values()].map(({ windowId, active, clerkId, pause, callsByQueue }) => [windowId, active, clerkId, pause, byKey(callsByQueue)]),
    { ...state.totals, cancelled: state.totals.cancelled - tickets.reduce((sum, { gone }) => sum + gone, 0) }, [...state.held].toSorted(), [...state.missed].toSorted(),
  ]);
};
/** A queue in which nobody waits is none. */
const queued = ({ waiting }: HallState) => byKey(waiting).filter(([, refs]) => refs.length > 0);
const byKey = <T>(map: ReadonlyMap<string, T>): (readonly [string, T])[] => [...map].toSorted(([a], [b]) => a.localeCompare(b));
/** The call itself remembers that it was a mistake. */
const bare = (life: StopLife) =>
  'calls' in life ? { ...life, calls: life.calls.map(({ callId }) => callId) } : life;

test('[U1] undo right after any action gives the same lives, places, queues and windows', () => {
  let undone = 0;
  fc.assert(
    fc.property(sequences, (sequence) => {
      const hall = openRandomHall();
      for (const { run } of sequence) {
        const [actor, command] = run(hall);
        const before = picture(hall.state);
        const { windowId } = command;
        const lastAction = () => [...hall.state.windowById.values()].find((window) => window.windowId === windowId)?.lastAction;
        const earlier = lastAction();
        hall.try(actor, command);
        const last = lastAction();
        if (!last || last === earlier || command['type'] === 'action.undo') continue;
        const undo = hall.when(actor, { type: 'action.undo', windowId, ticketId: last.ticketId, what: last.what });
        if (undo.kind !== 'events') throw new Error(`refused: ${JSON.stringify(undo)}`);
        const copy = structuredClone(hall.state);
        for (const event of undo.events) evolve(copy, { at: hall.now, event });
        expect(picture(copy)).toBe(before);
        undone += 1;
      }
      reached.count(hall.log);
    }),
    options.inTurn(),
  );
  expect(undone).toBeGreaterThan(options.numRuns);
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

test('[S2] totals agree with the tickets', () => {
  check(({ state }) => {
    const counted: Record<string, number> = {};
    for (const ticket of state.ticketById.values()) for (const stop of ticket.stops) counted[stop.life.status] = (counted[stop.life.status] ?? 0) + 1;
    for (const [status, count] of Object.entries(counted)) expect(state.totals[status as 'waiting']).toBe(count);
    expect(state.totals.issued).toBe(state.ticketById.size);
  });
});

/** Every kind of event that a command can bring about, and every rule of a call that these sequences meet. */
const kinds = [
  ...HallEvent.options.map(({ shape }) => shape.type.value).filter((type) => type !== 'ticket.called'),
  ...['order', 'preferred', 'aged', 'urgent', 'chosen'].map((why) => `called: ${why}`),
  ...['preferred', 'needs', 'booked', 'chain', 'offline', 'superseding', 'late'].map((what) => `issued: ${what}`),
];

test('[L2] the sequences reach every kind of event, on an average in one of 25', () => {
  // Alone, or with few runs, this test plays more of them itself.
  for (const sequence of fc.sample(sequences, { ...options.inTurn(), numRuns: Math.max(0, 500 - reached.sequences()) })) played(sequence);
  expect(reached.seldom(kinds, 25)).toEqual([]);
});
