import { afterEach, expect, test, vi } from 'vitest';
import { propertyRuns } from './property-runs.ts';

afterEach(() => vi.unstubAllEnvs());

const seedsOf = (env: Readonly<Record<string, string | undefined>>) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const runs = propertyRuns(150, 100);
  return [runs.inTurn(), runs.inTurn()].map(({ numRuns, seed }) => [numRuns, seed]);
};

test('every property of a file tries sequences of its own, the same in every check', () => {
  const usual = { FC_RUNS: undefined, FC_SEED: undefined };
  expect(seedsOf(usual)).toEqual([[150, 20_261_226], [150, 20_261_227]]);
  expect(seedsOf(usual)).toEqual(seedsOf(usual));
});

test('more of them are new ones; a seed that is named is the seed of all', () => {
  expect(seedsOf({ FC_RUNS: '2000', FC_SEED: undefined })).toEqual([[2_000, undefined], [2_000, undefined]]);
  expect(seedsOf({ FC_RUNS: '20', FC_SEED: 'usual' })).toEqual([[20, 20_261_226], [20, 20_261_227]]);
  expect(seedsOf({ FC_RUNS: '20', FC_SEED: '7' })).toEqual([[20, 7], [20, 7]]);
});
