import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBatches } from './batches.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what waits for its batch leaves at the close, and nothing after it', () => {
  const sent: number[][] = [];
  const batches = createBatches<number>((entries) => void sent.push(entries));
  batches.add(1);
  batches.add(2);
  batches.add(3);
  expect(sent).toEqual([[1]]);
  batches.close();
  batches.add(4);
  vi.advanceTimersByTime(5_000);
  expect(sent).toEqual([[1], [2, 3]]);
});
