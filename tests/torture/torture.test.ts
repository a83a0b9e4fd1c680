// The short form of the torture; the long one is the command's.
import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

test.concurrent('a short torture with a fixed seed: everything acknowledged is kept, once, and everybody agrees', async () => {
  const { code, lines, result } = await runCommand('--seconds', '9', '--seed', '20260101');
  expect([lines, result]).toEqual([lines, { ...result, lost: 0, doubled: 0, gaps: 0, disagreeing: 0, starved: 0, unsynced: 0, seed: 20260101 }]);
  expect(code).toBe(0);
  expect(result?.commands).toBeGreaterThan(20);
  expect(result?.rounds).toBeGreaterThan(0);
}, 60_000);

test.each([
  [['--seconds', 'x'], '--seconds'], [['--seconds', '0'], '--seconds'], [['--seed', '-1'], '--seed'], [['--break', 'luck'], 'dedupe, order'],
  [['--keep-indexes'], '--break constraint'], [['--loud'], '--loud'], [['more'], 'more'],
] as const)('%j is a sentence and exit code 2', async (args, word) => {
  const { code, complaint } = await runCommand(...args);
  expect([code, complaint]).toEqual([2, expect.stringContaining(word)]);
}, 30_000);
