// The hall in which random sequences are played: chains with a join, needs, an announcer, short notices; and its other documents.
import fc from 'fast-check';
import type { Decision, HallConfig } from '@hallcall/domain';
import { testConfig, testConfigWithPolicy } from '../sample-config.ts';
import { clerkAt, openHall, type Scenario } from '../scenario.ts';
import type { PropertyRuns } from '../property-runs.ts';
import { attempt, windowIds, type Attempt } from './attempt.ts';

const suits: Readonly<Record<string, readonly string[]>> = { w1: ['wheelchair'], w2: ['sign', 'wheelchair'], w3: ['sign'] };
const both = (text: string) => ({ zh: text, en: text });
const chains = [
  { id: 'line', name: both('line'), stops: [{ id: 'a', items: ['tax-1'], after: [] }, { id: 'b', items: ['market-1'], after: ['a'] }, { id: 'c', items: ['bank-1'], after: ['b'] }] },
  {
    id: 'join', name: both('join'), stops: [
      { id: 'a', items: ['market-1'], after: [] }, { id: 'b', items: ['tax-1'], after: ['a'] }, { id: 'c', items: ['bank-1'], after: ['a'] },
      { id: 'd', items: ['market-2'], after: ['b', 'c'] },
    ],
  },
];

type Policy = Parameters<typeof testConfigWithPolicy>[0];

const configWith = (policy: Policy): HallConfig => {
  const config = testConfigWithPolicy({ callsBeforeMissed: 2, callSpacingMs: 1000, missAfterMs: 1000, ...policy });
  return testConfig({
    ...config, chains, day: { ...config.day, summaryPrinter: 'kiosk-1' }, surge: { waiting: 4, waitMs: 1_200_000 }, payment: { ...config.payment, expiresAfterDays: 1 },
    bookings: { daysAhead: 2, slotMinutes: 10, perSlot: { 'q-market': 2, 'q-tax': 1 }, blockAfter: { missed: 2, days: 30 } },
    windows: config.windows.map((window) => ({ ...window, suits: suits[window.id] ?? [] })),
    zones: config.zones.map((zone) => ({ ...zone, voice: { ...zone.voice, announcers: zone.id === 'A' ? ['board-main'] : [] } })),
  });
};

/** The hall without its fourth window, without a rank of its second, or as it was opened. */
export function otherConfig(config: HallConfig, nth: number): HallConfig {
  const full = configWith(config.policy);
  if (nth % 3 === 0) return full;
  if (nth % 3 === 1) return { ...full, windows: full.windows.filter(({ id }) => id !== 'w4') };
  return { ...full, windows: full.windows.map((window) => (window.id === 'w2' ? { ...window, queues: window.queues.slice(0, 1) } : window)) };
}

/** An open day in that hall. */
export const openRandomHall = (policy: Policy = {}): Scenario => openHall({ config: configWith(policy) });

const opening = windowIds.map((windowId) => attempt(`open ${windowId}`, () => [clerkAt(windowId), { type: 'window.open', windowId }]));

/** Sequences of up to `most` such attempts, half as long on an average; most begin with every window open. A failing one shrinks to few. */
export const sequencesOf = (attempts: fc.Arbitrary<Attempt>, most: number): fc.Arbitrary<readonly Attempt[]> =>
  fc.noBias(fc.tuple(fc.constantFrom(opening, opening, opening, opening, opening.slice(0, 2), []), fc.array(attempts, { maxLength: most, size: 'max' })))
    .map(([first, rest]) => [...first, ...rest]);

/** Plays a sequence; `look` sees the hall after every attempt, with the answer to it. */
export function play(hall: Scenario, sequence: readonly Attempt[], look: (hall: Scenario, decision: Decision) => void = () => {}): Scenario {
  for (const { run } of sequence) look(hall, hall.try(...run(hall)));
  return hall;
}

/** Plays random days of such attempts, up to 160 each; `look` sees the hall after every step, `atEnd` when the day is over. */
export const randomDays = (attempts: fc.Arbitrary<Attempt>, options: PropertyRuns) =>
  (look: (hall: Scenario) => void, atEnd: (hall: Scenario) => void = () => {}): void =>
    fc.assert(fc.property(sequencesOf(attempts, 160), (sequence) => atEnd(play(openRandomHall(), sequence, look))), options.inTurn());
