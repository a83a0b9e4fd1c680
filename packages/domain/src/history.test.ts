// What the log itself must say, whatever is tried: counted from its events alone, or from one event to the next.
import { anyAttempt, follow, openRandomHall, propertyRuns, sequencesOf, type Scenario, type Step } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventOf, HallEvent, TimedEvent } from './event.ts';
import { comparePlaces } from './place.ts';
import { serviceDateAt } from './service-day.ts';
import type { HallState, Paper, Stop } from './state.ts';

const options = propertyRuns(150);
const sequences = sequencesOf(anyAttempt, 320);

/** `looks` begins anew with each sequence. */
const check = (looks: () => Parameters<typeof follow>[2]) =>
  fc.assert(fc.property(sequences, (sequence) => void follow(openRandomHall(), sequence, looks())), options);

const checkLog = (look: (log: readonly TimedEvent[], hall: Scenario) => void) =>
  fc.assert(
    fc.property(sequences, (sequence) => {
      const hall = follow(openRandomHall(), sequence, {});
      look(hall.log, hall);
    }),
    options,
  );

const stopKey = ({ ticketId, stop }: { readonly ticketId: string; readonly stop: number }): string => `${ticketId}/${stop}`;
/** Of a day that was closed before the hub heard of it: nothing of the open day. */
const isLate = (event: HallEvent, { state }: Scenario): boolean => 'lateDay' in event && event.lateDay !== undefined && event.lateDay !== state.day?.date;

test('[N1] [N4] I1: online numbers of a day and prefix follow one another without a gap, jumps after a restore aside', () => {
  check(() => {
    const highest = new Map<string, number>();
    return { after: (hall, { command, events }) => {
      for (const event of events) {
        if (event.type === 'day.opened') highest.clear();
        if (event.type === 'day.opened') for (const [prefix, n] of Object.entries(event.numbersAfter)) highest.set(prefix, n);
        if (event.type === 'numbers.resumed' && event.date === hall.state.day?.date) for (const [prefix, n] of Object.entries(event.after)) highest.set(prefix, n);
        if (event.type !== 'ticket.issued' || event.number.n > 4999 || isLate(event, hall)) continue;
        const { prefix, n } = event.number;
        const told = highest.get(prefix) ?? 0;
        // A kiosk may tell one again that a restored hub has forgotten.
        if (command['type'] === 'ticket.issue') expect(n).toBe(told + 1);
        highest.set(prefix, Math.max(told, n));
      }
    } };
  });
});

type Places = { readonly windows: Map<string, string>; readonly tickets: Map<string, string> };

/** Who stands where after an event; a visitor who comes to a window finds it free and leaves none. */
function stand({ windows, tickets }: Places, event: HallEvent): void {
  const leave = (ticketId: string): void => {
    const windowId = tickets.get(ticketId);
    if (windowId !== undefined) windows.delete(windowId);
    tickets.delete(ticketId);
  };
  const come = (ticketId: string, windowId: string): void => {
    expect([windows.get(windowId), tickets.get(ticketId)]).toEqual([undefined, undefined]);
    windows.set(windowId, ticketId);
    tickets.set(ticketId, windowId);
  };
  switch (event.type) {
    case 'day.opened':
      windows.clear();
      tickets.clear();
      return;
    case 'ticket.called':
    case 'stop.resumed':
      return come(event.ticketId, event.windowId);
    case 'stop.started':
    case 'ticket.recalled':
      expect(windows.get(event.windowId)).toBe(event.ticketId);
      return;
    case 'stop.finished':
    case 'stop.missed':
    case 'stop.held':
    case 'stop.transferred':
    case 'notice.issued':
    case 'ticket.cancelled':
    case 'ticket.abandoned':
      return leave(event.ticketId);
    case 'action.undone':
      leave(event.ticketId);
      if (event.status === 'called' || event.status === 'serving') come(event.ticketId, event.windowId);
      return;
    default:
      return;
  }
}

test('[J2] [Q1] I2, I3: told from the log alone, a visitor is at one window at a time and a window has one visitor', () => {
  checkLog((log, { state }) => {
    const places: Places = { windows: new Map(), tickets: new Map() };
    for (const { event } of log) stand(places, event);
    const active = [...state.windowById.values()].flatMap(({ windowId, active: at }) => (at ? [[windowId, at.ticketId]] : []));
    expect([...places.windows].toSorted()).toEqual(active.toSorted());
  });
});

const rank: Readonly<Record<Paper, number>> = { pending: 0, failed: 0, unknown: 0, none: 1, shown: 1, sent: 2, printed: 3 };

test('[P1] [P2] I6: nobody is called whose paper is on its way or failed, and no copy in a hand is taken back', () => {
  check(() => ({
    before: ({ state }, { events }) => {
      for (const event of events) {
        if (event.type !== 'ticket.called' && event.type !== 'paper.changed') continue;
        const paper = state.ticketById.get(event.ticketId)?.paper;
        if (event.type === 'ticket.called') expect(['none', 'printed', 'sent', 'shown', 'unknown']).toContain(paper);
        else if (paper && rank[paper] > 0) expect(rank[event.paper]).toBeGreaterThanOrEqual(rank[paper]);
      }
    },
  }));
});

test('[P5] [P6] I6: each second copy stands in the log once', () => {
  checkLog((log) => {
    const copies = log.flatMap(({ event }) => (event.type === 'reprint.requested' && event.lateDay === undefined ? [`${event.ticketId} ${event.jobId}`] : event.type === 'day.opened' ? ['day'] : []));
    const today = copies.slice(copies.lastIndexOf('day') + 1);
    expect(new Set(today).size).toBe(today.length);
  });
});

type Told = { readonly callId: string; readonly at: number };

test('[M1] [M2] [M3] [M8] I6: told from the log alone, a no-show rests on calls enough, time enough, and says truly whether a call was seen', () => {
  checkLog((log, { config }) => {
    const calls = new Map<string, Told[]>();
    const shown = new Set<string>();
    let calm = 0;
    for (const { at, event } of log) {
      if (event.type === 'day.opened') calm = 0;
      if (event.type === 'emergency.ended') calm = at;
      if (event.type === 'clock.stepped') calm = Math.min(calm, event.to);
      if (event.type === 'call.shown') shown.add(event.callId);
      if (event.type === 'ticket.called' || event.type === 'stop.resumed') calls.set(stopKey(event), [{ callId: event.callId, at }]);
      if (event.type === 'ticket.recalled') calls.set(stopKey(event), [...(calls.get(stopKey(event)) ?? []), { callId: event.callId, at }]);
      if (event.type !== 'stop.missed') continue;
      const counting = (calls.get(stopKey(event)) ?? []).filter((call) => call.at >= calm);
      expect(counting.length).toBeGreaterThanOrEqual(config.policy.callsBeforeMissed);
      // A call of a clock that was set back since has been waited for (K2).
      const waited = at - (counting.at(-1)?.at ?? at);
      expect(waited < 0 || waited >= config.policy.missAfterMs).toBe(true);
      expect([event.calls, event.proof]).toEqual([counting.length, counting.some(({ callId }) => shown.has(callId)) ? 'shown' : 'unproven']);
    }
  });
});

const stopOf = (state: HallState, { ticketId, stop }: EventOf<'stop.restored'>): Stop | undefined => state.ticketById.get(ticketId)?.stops[stop];

test('[M4] [M5] [M6] who returns pays for a proven no-show alone: never before the old place, and by a clerk only so often', () => {
  check(() => ({
    before: ({ state, config }, { actor, events }) => {
      for (const event of events) {
        if (event.type !== 'stop.restored') continue;
        const stop = stopOf(state, event);
        expect(stop?.life).toMatchObject({ status: 'missed', proven: !event.isFree });
        if (!stop) continue;
        if (event.isFree) expect(event.place).toEqual(stop.place);
        else expect(comparePlaces(event.place, stop.place)).toBeGreaterThanOrEqual(0);
        if (!event.isFree && actor.role === 'clerk') expect(stop.restores).toBeLessThan(config.policy.restoresAllowed);
      }
    },
  }));
});

const placesOf = ({ ticketById }: HallState): Map<string, string> =>
  new Map([...ticketById.values()].flatMap(({ ticketId, stops }) => stops.map(({ index, place }) => [stopKey({ ticketId, stop: index }), JSON.stringify(place)])));

/** The stops that an event may put elsewhere: those that open, come back after a no-show, or are closed again by an undone finish. */
const moved = (event: HallEvent): readonly string[] => {
  if (event.type === 'stop.opened' || event.type === 'stop.restored') return [stopKey(event)];
  return event.type === 'action.undone' ? event.reverted.map((stop) => stopKey({ ticketId: event.ticketId, stop })) : [];
};

test('[J1] [M5] [T1] I10: nothing but opening and a paid return gives a stop another place', () => {
  check(() => {
    let places = new Map<string, string>();
    return {
      before: ({ state }) => void (places = placesOf(state)),
      after: ({ state }, { events }) => {
        if (events.some(({ type }) => type === 'day.opened')) return;
        const allowed = new Set(events.flatMap(moved));
        const changed = [...placesOf(state)].filter(([key, place]) => places.has(key) && places.get(key) !== place && !allowed.has(key));
        expect(changed).toEqual([]);
      },
    };
  });
});

const facts: ReadonlySet<unknown> = new Set(['ticket.issueOffline', 'paper.report', 'reprint.record', 'call.acknowledge', 'speech.report']);

test('[N7] [P5] [V1] [H1] I4: a fact that is told again changes nothing', () => {
  check(() => ({
    after: (hall, { actor, command, events }: Step) => {
      // Of a past day the core knows too little; there the hub's table of commands answers.
      if (!facts.has(command['type']) || events.some((event) => isLate(event, hall))) return;
      expect(hall.when(actor, command)).toEqual({ kind: 'events', events: [] });
    },
  }));
});

test('[D1] [D2] [D8] I8: days are opened by the date of the hall, never an earlier one, and each is closed before the next', () => {
  checkLog((log, { config }) => {
    let date = '';
    let isOpen = false;
    for (const { at, event } of log) {
      if (event.type === 'day.opened') {
        expect([isOpen, event.date > date, event.date]).toEqual([false, true, serviceDateAt(config, at)]);
        date = event.date;
      }
      if (event.type === 'day.reopened') expect([isOpen, event.date]).toEqual([false, date]);
      if (event.type === 'day.opened' || event.type === 'day.reopened') isOpen = true;
      if (event.type === 'day.closed') expect([isOpen, event.date]).toEqual([true, date]);
      if (event.type === 'day.closed') isOpen = false;
    }
  });
});

test('[Y4] [Y7] [Y8] I12: a notice is settled once, and its money is what its lines say', () => {
  checkLog((log) => {
    const settled = log.flatMap(({ event }) => (event.type === 'notice.paid' || event.type === 'notice.voided' || event.type === 'notice.expired' ? [event.noticeId] : []));
    expect(new Set(settled).size).toBe(settled.length);
    for (const { event } of log) {
      if (event.type === 'notice.issued') expect(event.notice.fen).toBe(event.notice.lines.reduce((sum, { fen, quantity }) => sum + fen * quantity, 0));
    }
  });
});
