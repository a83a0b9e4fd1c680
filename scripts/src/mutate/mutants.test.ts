import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutants } from './mutants.ts';

const source = new URL('../../../packages/domain/src/', import.meta.url);

test('every mutant stands in its file exactly once, so that `npm run mutate` has something to break', () => {
  const lost = mutants.filter(({ file, from }) => readFileSync(new URL(file, source), 'utf8').split(from).length !== 2);
  expect(lost.map(({ what }) => what)).toEqual([]);
});
