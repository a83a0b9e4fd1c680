import { expect, test } from 'vitest';
import { stepFor } from './ladder.ts';

const always = (ms: number) => stepFor(() => ms);

test('each step begins beyond its limit', () => {
  expect([0, 10_000, 10_001, 20_000, 20_001, 30_000, 30_001, 60_000, 60_001].map(always)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4]);
});

test('a step that makes the wait short enough is the last one taken', () => {
  const waits = [50_000, 40_000, 25_000, 15_000, 1_000];
  expect(stepFor((step) => waits[step] ?? 0)).toBe(2);
});
