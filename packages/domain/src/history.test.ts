// What the log itself must say, whatever is tried: counted from its events alone, or from one event to the next.
import { anyAttempt, follow, openRandomHall, propertyRuns, sequencesOf, type Scenario, type Step } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { EventOf, EventType, HallEvent, TimedEvent } from './event.ts';
import type { TicketId } from './ids.ts';
import { comparePlaces } from './place.ts';
import { serviceDateAt } from './service-day.ts';
import type { HallState, Paper } from './state.ts';

// A machine with much else to do takes longer than one test is allowed elsewhere.

const options = propertyRuns(150, 100);
vi.setConfig({ testTimeout: options.timeoutMs });
const sequences = sequencesOf(anyAttempt, 320);

/** What is wrong with a step, in any words. */
type Look = (hall: Scenario, step: Step) => readonly unknown[];
type Looks = { readonly before?: Look; readonly after?: Look };

/** `looks` begins anew with each sequence: `before` sees the hall as the step found it, `after` as it left it. */
const expectSound = (looks: () => Looks) =>
  fc.assert(
    fc.property(sequences, (sequence) => {
      const { before = () => [], after = () => [] } = looks();
      follow(openRandomHall(), sequence, { before: (hall, step) => expect(before(hall, step)).toEqual([]), after: (hall, step) => expect(after(hall, step)).toEqual([]) });
    }),
    options.inTurn(),
  );

const expectSoundLog = (look: (log: readonly TimedEvent[], hall: Scenario) => readonly unknown[]) =>
  fc.assert(
    fc.property(sequences, (sequence) => {
      const hall = follow(openRandomHall(), sequence, {});
      expect(look(hall.log, hall)).toEqual([]);
    }),
    options.inTurn(),
  );

const stopKey = ({ ticketId, stop }: { readonly ticketId: string; readonly stop: number }): string => `${ticketId}/${stop}`;
/** Of a day that was closed before the hub heard of it: nothing of the open day. */
const isLate = (event: HallEvent, { state }: Scenario): boolean => 'lateDay' in event && event.lateDay !== undefined && event.lateDay !== state.day?.date;
const eventsOf = <T extends EventType>(events: readonly HallEvent[], type: T): EventOf<T>[] => events.filter((event): event is EventOf<T> => event.type === type);

/** The highest online number of a prefix, told from the events alone. */
function countNumbers(): Look {
  const highest = new Map<string, number>();
  return (hall, { command, events }) =>
    events.flatMap((event) => {
      if (event.type === 'day.opened') highest.clear();
      const jump = event.type === 'day.opened' ? event.numbersAfter : event.type === 'numbers.resumed' && event.date === hall.state.day?.date ? event.after : {};
      for (const [prefix, n] of Object.entries(jump)) highest.set(prefix, n);
      if (event.type !== 'ticket.issued' || event.number.n > 4999 || isLate(event, hall)) return [];
      const { prefix, n } = event.number;
      const told = highest.get(prefix) ?? 0;
      highest.set(prefix, Math.max(told, n));
      // A kiosk may tell one again that a restored hub has forgotten.
      return command['type'] === 'ticket.issue' && n !== told + 1 ? [{ n, told }] : [];
    });
}

test('[N1] [N4] I1: online numbers of a day and prefix follow one another without a gap, jumps after a restore aside', () => {
  expectSound(() => ({ after: countNumbers() }));
});

type Places = { readonly windows: Map<string, string>; readonly tickets: Map<string, string> };
const leaving: ReadonlySet<string> = new Set(['stop.finished', 'stop.missed', 'stop.held', 'stop.transferred', 'notice.issued', 'ticket.cancelled', 'ticket.abandoned', 'action.undone']);

/** Who stands where after an event; whoever comes to a window finds it free and leaves none. */
function stand({ windows, tickets }: Places, event: HallEvent): readonly unknown[] {
  if (event.type === 'day.opened') for (const map of [windows, tickets]) map.clear();
  if (leaving.has(event.type) && 'ticketId' in event) {
    windows.delete(tickets.get(event.ticketId) ?? '');
    tickets.delete(event.ticketId);
  }
  if (event.type === 'stop.started' || event.type === 'ticket.recalled') return windows.get(event.windowId) === event.ticketId ? [] : [event];
  const isBack = event.type === 'action.undone' && (event.status === 'called' || event.status === 'serving');
  if (event.type !== 'ticket.called' && event.type !== 'stop.resumed' && !isBack) return [];
  const wrong = windows.has(event.windowId) || tickets.has(event.ticketId) ? [event] : [];
  windows.set(event.windowId, event.ticketId);
  tickets.set(event.ticketId, event.windowId);
  return wrong;
}

test('[J2] [Q1] I2, I3: told from the log alone, a visitor is at one window at a time and a window has one visitor', () => {
  expectSoundLog((log, { state }) => {
    const places: Places = { windows: new Map(), tickets: new Map() };
    const wrong = log.flatMap(({ event }) => stand(places, event));
    const differing = [...state.windowById.values()].filter(({ windowId, active }) => (active?.ticketId ?? null) !== (places.windows.get(windowId) ?? null));
    return [...wrong, ...differing];
  });
});

const rank: Readonly<Record<Paper, number>> = { pending: 0, failed: 0, unknown: 0, none: 1, shown: 1, sent: 2, printed: 3 };
const paperOf = ({ state }: Scenario, ticketId: TicketId): Paper | undefined => state.ticketById.get(ticketId)?.paper;
const callable: readonly (Paper | undefined)[] = ['none', 'printed', 'sent', 'shown', 'unknown'];

test('[P1] [P2] I6: nobody is called whose paper is on its way or failed, and no copy in a hand is taken back', () => {
  expectSound(() => ({
    before: (hall, { events }) => [
      ...eventsOf(events, 'ticket.called').filter(({ ticketId }) => !callable.includes(paperOf(hall, ticketId))),
      ...eventsOf(events, 'paper.changed').filter(({ ticketId, paper }) => rank[paper] < rank[paperOf(hall, ticketId) ?? 'pending']),
    ],
  }));
});

test('[P5] [P6] I6: each second copy stands in the log once', () => {
  expectSoundLog((log) => {
    const today = log.slice(log.findLastIndex(({ event }) => event.type === 'day.opened')).map(({ event }) => event);
    const copies = eventsOf(today, 'reprint.requested').filter(({ lateDay }) => lateDay === undefined).map(({ ticketId, jobId }) => `${ticketId} ${jobId}`);
    return copies.filter((copy, index) => copies.indexOf(copy) !== index);
  });
});

type Told = { readonly callId: string; readonly at: number };
type Account = { readonly calls: Map<string, readonly Told[]>; readonly shown: Set<string>; calm: number };

/** What the log has told so far of calls, of proofs, and of the end of an emergency. */
function tell(account: Account, { at, event }: TimedEvent): void {
  const { calls, shown } = account;
  if (event.type === 'day.opened') account.calm = 0;
  if (event.type === 'emergency.ended') account.calm = at;
  if (event.type === 'clock.stepped') {
    // A step takes no time (K2).
    const by = event.to - event.from;
    for (const [stop, told] of calls) calls.set(stop, told.map((call) => ({ ...call, at: call.at + by })));
    if (account.calm > 0) account.calm += by;
  }
  if (event.type === 'call.shown') shown.add(event.callId);
  if (event.type === 'ticket.called' || event.type === 'stop.resumed') calls.set(stopKey(event), [{ callId: event.callId, at }]);
  if (event.type === 'ticket.recalled') calls.set(stopKey(event), [...(calls.get(stopKey(event)) ?? []), { callId: event.callId, at }]);
}

test('[M1] [M2] [M3] [M8] I6: told from the log alone, a no-show rests on calls enough, time enough, and says truly whether a call was seen', () => {
  expectSoundLog((log, { config: { policy } }) => {
    const account: Account = { calls: new Map(), shown: new Set(), calm: 0 };
    return log.flatMap((timed) => {
      tell(account, timed);
      const { at, event } = timed;
      if (event.type !== 'stop.missed') return [];
      const counting = (account.calls.get(stopKey(event)) ?? []).filter((call) => call.at >= account.calm);
      const waited = at - (counting.at(-1)?.at ?? Infinity);
      const isEnough = counting.length >= policy.callsBeforeMissed && counting.length === event.calls && waited >= policy.missAfterMs;
      const wasShown = counting.some(({ callId }) => account.shown.has(callId));
      return isEnough && (event.proof === 'shown') === wasShown ? [] : [{ event, counting, waited, wasShown }];
    });
  });
});

test('[M4] [M5] [M6] who returns pays for a proven no-show alone: never before the old place, and by a clerk only so often', () => {
  expectSound(() => ({
    before: ({ state, config }, { actor, events }) =>
      eventsOf(events, 'stop.restored').filter(({ ticketId, stop: index, isFree, place }) => {
        const stop = state.ticketById.get(ticketId)?.stops[index];
        if (stop?.life.status !== 'missed' || stop.life.proven === isFree) return true;
        const further = comparePlaces(place, stop.place);
        return isFree ? further !== 0 : further < 0 || (actor.role === 'clerk' && stop.restores >= config.policy.restoresAllowed);
      }),
  }));
});

const placesOf = ({ ticketById }: HallState): Map<string, string> =>
  new Map([...ticketById.values()].flatMap(({ ticketId, stops }) => stops.map(({ index, place }) => [stopKey({ ticketId, stop: index }), JSON.stringify(place)])));

/** The stops that an event may put elsewhere: those that open, come back after a no-show, belong to somebody else than the desk had thought, or are closed again by an undone finish. */
const moved = (event: HallEvent): readonly string[] => {
  if (event.type === 'stop.opened' || event.type === 'stop.restored') return [stopKey(event)];
  if (event.type === 'ticket.revived') return event.stops.map((_, stop) => stopKey({ ticketId: event.ticketId, stop }));
  return event.type === 'action.undone' ? event.reverted.map((stop) => stopKey({ ticketId: event.ticketId, stop })) : [];
};

test('[J1] [M5] [T1] I10: nothing but opening, a paid return and a step of the clock gives a stop another place', () => {
  expectSound(() => {
    let places = new Map<string, string>();
    return {
      before: ({ state }) => {
        places = placesOf(state);
        return [];
      },
      after: ({ state }, { events }) => {
        if (events.some(({ type }) => type === 'day.opened' || type === 'clock.stepped')) return [];
        const allowed = new Set(events.flatMap(moved));
        return [...placesOf(state)].filter(([key, place]) => places.has(key) && places.get(key) !== place && !allowed.has(key));
      },
    };
  });
});

const facts: ReadonlySet<unknown> = new Set(['ticket.issueOffline', 'paper.report', 'reprint.record', 'call.acknowledge', 'speech.report']);

test('[N7] [P5] [V1] [H1] I4: a fact that is told again changes nothing', () => {
  expectSound(() => ({
    after: (hall, { actor, command, events }) => {
      // Of a past day the core knows too little; there the hub's table of commands answers.
      if (!facts.has(command['type']) || events.some((event) => isLate(event, hall))) return [];
      const again = hall.when(actor, command);
      return again.kind === 'events' && again.events.length === 0 ? [] : [again];
    },
  }));
});

test('[D1] [D2] [D8] I8: days are opened by the date of the hall, never an earlier one, and each is closed before the next', () => {
  expectSoundLog((log, { config }) => {
    let date = '';
    let isOpen = false;
    return log.filter(({ at, event }) => {
      if (event.type !== 'day.opened' && event.type !== 'day.reopened' && event.type !== 'day.closed') return false;
      const isNew = event.type === 'day.opened';
      const isRight = isNew ? event.date > date && event.date === serviceDateAt(config, at) : event.date === date;
      const isInTurn = isOpen === (event.type === 'day.closed');
      date = event.date;
      isOpen = event.type !== 'day.closed';
      return !isRight || !isInTurn;
    });
  });
});

test('[Y4] [Y7] [Y8] I12: a notice is settled once, and its money is what its lines say', () => {
  expectSoundLog((log) => {
    const events = log.map(({ event }) => event);
    const settled = [...eventsOf(events, 'notice.paid'), ...eventsOf(events, 'notice.voided'), ...eventsOf(events, 'notice.expired')].map(({ noticeId }) => noticeId);
    const twice = settled.filter((noticeId, index) => settled.indexOf(noticeId) !== index);
    return [...twice, ...eventsOf(events, 'notice.issued').filter(({ notice }) => notice.fen !== notice.lines.reduce((sum, { fen, quantity }) => sum + fen * quantity, 0))];
  });
});
