// The short form of the torture; the long one is the command's.
import { expect, test } from 'vitest';
import { readOptions } from './options.ts';
import { steps } from './disaster/clock.ts';
import { allKinds, planRound, roundsForAll } from './plan.ts';
import { neverReached, neverStruck } from './reached.ts';
import { runCommand } from './run-command.ts';

test.concurrent('a short torture with a fixed seed: everything acknowledged is kept, once, and everybody agrees', async () => {
  const { code, lines, result } = await runCommand('--seconds', '5', '--seed', '73442');
  expect([lines, result]).toEqual([lines, { ...result, lost: 0, doubled: 0, gaps: 0, disagreeing: 0, starved: 0, unsynced: 0, seed: 73442 }]);
  expect(code).toBe(0);
  expect(result?.commands).toBeGreaterThan(20);
  expect(result?.rounds).toBeGreaterThan(0);
}, 120_000);

test.each([
  [['--seconds', 'x'], '--seconds'], [['--seconds', '0'], '--seconds'], [['--seed', '-1'], '--seed'], [['--seed', '4294967296'], '--seed'],
  [['--break', 'luck'], 'dedupe, order'], [['--keep-indexes'], '--break constraint'], [['--loud'], '--loud'], [['more'], 'more'],
] as const)('%j is refused with a sentence', (args, word) => {
  expect(readOptions(args, 1)).toEqual({ kind: 'wrong', sentence: expect.stringContaining(word) });
});

test('a refused option ends the command with code 2', async () => {
  const { code, complaint } = await runCommand('--break', 'luck');
  expect([code, complaint]).toEqual([2, expect.stringContaining('--break wants one of dedupe, order, constraint, sync, band')]);
}, 30_000);

test('the same seed plans the same rounds, another one others', () => {
  const means = { kinds: allKinds, tracing: 'sometimes', hasWeather: true } as const;
  const schedule = (seed: number) => Array.from({ length: 40 }, (_, round) => planRound(seed, round + 1, means));
  expect(schedule(7)).toEqual(schedule(7));
  expect(schedule(8)).not.toEqual(schedule(7));
  expect(new Set(schedule(7).map(({ disaster }) => disaster.kind)).size).toBeGreaterThan(8);
});

test.each([1, 2, 73442])('whatever the seed (%i), nine rounds close the day, leave it closed once, and cut a kiosk off from a hub that lives', (seed) => {
  const means = { kinds: allKinds, tracing: 'sometimes', hasWeather: true } as const;
  const errands = Array.from({ length: 9 }, (_, round) => planRound(seed, round + 1, means).errand.kind);
  expect(errands).toEqual(['cutOff', 'none', 'closeDay', 'cutOff', 'none', 'none', 'cutOff', 'none', 'closeShortly']);
});

test.each([1, 2, 73442])('whatever the seed (%i), one deck of rounds holds every kind of disaster, two restores, and a clock that steps over the change of the day', (seed) => {
  const means = { kinds: allKinds, tracing: 'sometimes', hasWeather: true } as const;
  const enough = roundsForAll(allKinds);
  const dealt = Array.from({ length: 2 * enough }, (_, round) => planRound(seed, round + 1, means).disaster);
  const kindsOf = (from: number): string[] => dealt.slice(from, from + enough).map(({ kind }) => kind).toSorted();
  expect(kindsOf(enough)).toEqual(kindsOf(0));
  expect(new Set(kindsOf(0))).toEqual(new Set(allKinds));
  expect(kindsOf(0).filter((kind) => kind === 'restore')).toHaveLength(2);
  expect(dealt.filter(({ kind }) => kind === 'clockStep').map(({ nth }) => nth)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(steps[0]).toBe(24 * 60 * 60);
});

test('a kind of disaster that never took effect is named once the run was long enough', () => {
  const struck = new Map([['restore', 2], ['diskFull', 0]] as const);
  expect([neverStruck({ struck, rounds: 40 }, 40), neverStruck({ struck, rounds: 39 }, 40)]).toEqual([['diskFull'], []]);
});

test('what a long run never came to is named', () => {
  const reached = new Map(['called', 'missed'].map((name) => [name, 1]));
  const missing = neverReached(reached, new Map([['quota.full', 3]]));
  expect(missing).not.toContain('called');
  expect(missing).toEqual(expect.arrayContaining(['restored', 'bookings kept', 'entered at the desk', 'given above a quota', 'days closed', 'refused: booking.slotFull']));
});
