import { expect, test } from 'vitest';
import { stagesOf } from './stages.ts';

const after = (...lists: number[][]) => stagesOf(lists.map((list) => ({ after: list })));

test('[P6] steps side by side share a stage, a join comes behind the latest of them', () => {
  expect(after([])).toEqual([1]);
  expect(after([], [])).toEqual([1, 1]);
  expect(after([], [0], [0], [1, 2], [2], [3, 4])).toEqual([1, 2, 2, 3, 3, 4]);
});

test('[P6] a step that was put in later may stand behind the one that waits for it', () => {
  expect(after([2], [0], [])).toEqual([2, 3, 1]);
});
