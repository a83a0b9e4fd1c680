// Nobody drops out of sight, waits for nothing, or goes on without having paid; and every page can be drawn, whatever is tried.
import { anyAttempt, momentOf, openRandomHall, play, propertyRuns, sequencesOf, type Scenario } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { hasEnded } from './evolve-parts.ts';
import { leadsOn } from './journey.ts';
import { numberKey } from './state.ts';
import { boardView } from './view/board-view.ts';
import { consoleView } from './view/console-view.ts';
import { kioskView } from './view/kiosk-view.ts';
import { windowView } from './view/window-view.ts';

// A machine with much else to do takes longer than one test is allowed elsewhere.

const options = propertyRuns(150, 600);
vi.setConfig({ testTimeout: options.timeoutMs });

const check = (look: (hall: Scenario) => void) =>
  fc.assert(fc.property(sequencesOf(anyAttempt, 320), (sequence) => void play(openRandomHall(), sequence, look)), options.inTurn());

test('[B5] nobody drops out of sight: a live ticket waits callably, is at a window, is missed, held, owes money, or is in a list of the desk', () => {
  check(({ state }) => {
    for (const ticket of state.ticketById.values()) {
      if (ticket.stops.every(hasEnded)) continue;
      const isListed = state.troubledPaper.has(ticket.ticketId) || state.pendingPaper.has(ticket.ticketId) || state.missed.has(ticket.ticketId) || state.held.has(ticket.ticketId);
      const isCallable = ticket.paper !== 'pending' && ticket.paper !== 'failed';
      const isUnderWay = ticket.activeAt !== null || ticket.stops.some((stop) => stop.life.status === 'waiting' && isCallable);
      // Who was missed at the bank for good stands in the bank's list until the money comes (Y6).
      const owes = [...state.noticeById.values()].some((notice) => notice.ticketId === ticket.ticketId && notice.status === 'open');
      expect(isListed || isUnderWay || owes).toBe(true);
    }
  });
});

test('[J1] [J5] [Y5] an open stop comes after ended ones only, and nobody waits for what will never come', () => {
  check(({ state }) => {
    const wrong = [...state.ticketById.values()].flatMap(({ ticketId, stops }) => {
      const owes = [...state.noticeById.values()].some((notice) => notice.ticketId === ticketId && notice.status === 'open');
      return stops.filter(({ life, after }) => {
        const isReady = after.every((index) => hasEnded(stops[index] ?? { life }));
        return life.status === 'blocked' ? isReady && !owes : !hasEnded({ life }) && !isReady;
      });
    });
    expect(wrong).toEqual([]);
  });
});

test('[Y2] [Y5] whoever owes is not done at the bank, and the stop that waits for the money has not gone on', () => {
  check(({ state }) => {
    for (const { ticketId, stop, bankStop, status } of state.noticeById.values()) {
      const ticket = state.ticketById.get(ticketId);
      if (status !== 'open' || !ticket?.stops[bankStop]) continue;
      const { life } = ticket.stops[bankStop];
      expect(life.status === 'done' && leadsOn[life.outcome]).toBe(false);
      expect(['blocked', 'cancelled', 'abandoned']).toContain(ticket.stops[stop]?.life.status);
    }
  });
});

test('[B1] [B2] [B4] I13: every view can be drawn after anything, also by another document, and names only what that holds', () => {
  const voice = { announcerByZone: new Map(), claimByCall: new Map() };
  check((hall) => {
    const { state, config } = hall;
    const { now, waits } = momentOf(hall);
    expect(kioskView(state, config, { now, waits }).queues.map(({ queueId }) => queueId)).toEqual(config.queues.map(({ id }) => id));
    const called = config.boards.map(({ id }) => boardView(state, config, id, { now, voice, waits }).calls.map(({ number }) => numberKey(number)));
    for (const numbers of called) expect(new Set(numbers).size).toBe(numbers.length);
    for (const { id } of config.windows) {
      const { active, next } = windowView(state, config, id, { now, waits });
      expect(active === null).toBe((state.windowById.get(id)?.active ?? null) === null);
      expect(next.every(({ ticketId }) => ticketId !== active?.ticketId)).toBe(true);
    }
    const { queues } = consoleView(state, config, { now, presence: { connectedWindows: [], devices: [], voice }, waits });
    expect(queues.length).toBe(config.queues.length);
  });
});
