// What happens to the hall as a whole: proofs and announcements, time, the day, emergencies, restores, a new configuration.
import fc from 'fast-check';
import { board, hub, kiosk, manager, testId, type Scenario } from '../scenario.ts';
import { attempt, guess, minute } from './attempt.ts';
import { newest } from './in-lobby.ts';
import { otherConfig } from './random-hall.ts';

export const acknowledge = guess.map((at) => attempt('call.acknowledge', (hall) => [board(), { type: 'call.acknowledge', shown: [newest(hall, at)] }]));
/** The newest calls at once, so that whoever does not come has been called for all to see. */
export const acknowledgeAll = fc.constant(
  attempt('acknowledge all', ({ state, now }) => {
    const shown = state.calls.slice(-4).map(({ callId, zone }) => ({ callId, zone, at: now }));
    return [board(), { type: 'call.acknowledge', shown: shown.length > 0 ? shown : [{ callId: testId('none'), zone: 'A', at: now }] }];
  }),
);

const words = [{ outcome: 'spoken', reason: null }, { outcome: 'spoken', reason: null }, { outcome: 'shortened', reason: 'shortForm' }, { outcome: 'failed', reason: 'interrupted' }];
export const speech = fc.tuple(guess, fc.constantFrom(...words)).map(([at, word]) =>
  attempt(`speech ${word.outcome}`, (hall) => [board(), { type: 'speech.report', speech: [{ ...newest(hall, at), ...word }] }]),
);
export const loseSpeech = guess.map((at) =>
  attempt('speech.lose', (hall) => {
    const { callId, zone } = newest(hall, at);
    return [hub, { type: 'speech.lose', calls: [{ callId, zone }] }];
  }),
);

/** An emergency lasts a few attempts. */
export const loud = guess.map(({ nth }) =>
  attempt('mute or emergency', (hall) => {
    if (hall.state.emergency) return [manager, { type: 'emergency.end' }];
    if (nth % 3 === 0) return [manager, { type: 'emergency.begin', kind: 'evacuate' }];
    return [manager, { type: 'zone.mute', zone: 'A', isMuted: nth % 2 === 0 }];
  }),
);
export const calm = fc.constant(attempt('emergency.end', () => [manager, { type: 'emergency.end' }]));

const tickAfter = (...steps: number[]) =>
  fc.constantFrom(...steps).map((ms) =>
    attempt(`wait ${ms}`, (hall) => {
      hall.now += ms;
      return [hub, { type: 'clock.tick' }];
    }),
  );
export const wait = tickAfter(1, 1, 1000, 1000, 1000, 5000, 11_000, 11_000, 20_000, 61_000, 61_000, 5 * minute);
/** Long enough that visitors age, restores and notices expire, days change. */
export const longWait = tickAfter(31 * minute, 31 * minute, 31 * minute, 61 * minute, 61 * minute, 61 * minute, 1441 * minute);

/** A notice that nobody pays, and a missed visitor who does not come back, are seen to their end. */
export const outlast = fc.constant(
  attempt('outlast', (hall) => {
    const isUnpaid = [...hall.state.noticeById.values()].some(({ status }) => status === 'open');
    hall.now += hall.state.missed.size > 0 ? 61 * minute : isUnpaid ? 1441 * minute : 1000;
    return [hub, { type: 'clock.tick' }];
  }),
);

export const stepClock = fc.constantFrom(-7000, -3000, 4000, -8 * 60 * minute).map((ms) =>
  attempt(`clock.step ${ms}`, (hall) => {
    const from = hall.now;
    hall.now += ms;
    return [hub, { type: 'clock.step', from, to: hall.now }];
  }),
);

export const recovery = guess.map(({ nth }) =>
  attempt('raise or report', (hall) => {
    const date = hall.state.day?.date ?? '2026-01-05';
    if (hall.state.recovery || nth % 4 === 0) return [kiosk(1), { type: 'agent.report', date, highest: { A: 7 } }];
    return [hub, { type: 'epoch.raise', epoch: 2, reason: 'restored', agents: nth % 2 === 0 ? ['kiosk-1'] : ['kiosk-1', 'kiosk-2'] }];
  }),
);

export const day = guess.map(({ nth }) =>
  attempt('day.open or close', (hall) => {
    const isOpen = hall.state.day !== null && hall.state.day.closed === null;
    const date = hall.state.day?.date;
    if (!isOpen && date !== undefined && nth % 5 === 4) return [manager, { type: 'dayPaper.order', jobId: testId('paper', nth), date, part: 1 }];
    return [manager, { type: isOpen && nth % 3 === 0 ? 'day.close' : 'day.open' }];
  }),
);

/** An agent keeps one of two other roots of the first day. */
export const acknowledgeRoot = guess.map(({ nth }) =>
  attempt('root.acknowledge', () => [manager, { type: 'root.acknowledge', date: '2026-01-05', kept: String(nth % 2).repeat(64), told: 'f'.repeat(64), reason: 'restored' }]),
);

export const registry = fc.constant(attempt('registry.change', () => [hub, { type: 'registry.change', what: 'clerkAdded', id: 'somebody' }]));

/** Another document comes into force where the hall can bear it (G1); otherwise the one in force once more. */
export const adopt = guess.map(({ nth }) =>
  attempt('config.adopt', (hall: Scenario) => {
    const inForce = hall.config;
    hall.config = otherConfig(inForce, nth);
    if (hall.when(hub, { type: 'config.adopt', version: 2 }).kind !== 'events') hall.config = inForce;
    return [hub, { type: 'config.adopt', version: 2 }];
  }),
);
