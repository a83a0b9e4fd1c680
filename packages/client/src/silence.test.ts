import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSilence } from './silence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Both kinds of notice, each with the moment it came at, ms. */
function listen() {
  const startedAt = Date.now();
  const told: [what: string, at: number][] = [];
  const note = (what: string) => (): void => void told.push([what, Date.now() - startedAt]);
  return { told, silence: createSilence({ onStale: note('stale'), onGivenUp: note('given up'), giveUpMs: 4_000 }) };
}

test('before the first beat it is stale, and tells nothing', () => {
  const { told, silence } = listen();
  vi.advanceTimersByTime(60_000);
  expect([silence.isStale(), told]).toEqual([true, []]);
});

test('1.5 s after the last beat it is stale, once; every further deadline of silence is given up', () => {
  const { told, silence } = listen();
  silence.heard();
  vi.advanceTimersByTime(1_000);
  silence.heard();
  vi.advanceTimersByTime(1_499);
  expect([silence.isStale(), told]).toEqual([false, []]);
  vi.advanceTimersByTime(1);
  expect([silence.isStale(), told]).toEqual([true, [['stale', 2_500]]]);
  vi.advanceTimersByTime(8_000);
  expect(told).toEqual([['stale', 2_500], ['given up', 5_000], ['given up', 9_000]]);
});

test('a beat after the silence begins it anew, and a closed one tells nothing more', () => {
  const { told, silence } = listen();
  silence.heard();
  vi.advanceTimersByTime(2_000);
  silence.heard();
  expect(silence.isStale()).toBe(false);
  vi.advanceTimersByTime(1_500);
  expect(told).toEqual([['stale', 1_500], ['stale', 3_500]]);
  silence.heard();
  silence.close();
  vi.advanceTimersByTime(60_000);
  expect(told).toHaveLength(2);
});
