// A check that others wait for tries the same sequences every time; whoever asks for more of them gets others.
const usualSeed = 20_261_126;

export type PropertyRuns = { readonly numRuns: number; readonly endOnFailure: boolean; readonly seed?: number };

/**
 * How long properties are tried: FC_RUNS sequences of a new seed instead of the `normal` number of the usual one; FC_SEED names a seed;
 * FC_SHRINK=no ends at the first failure, as it is.
 */
export function propertyRuns(normal: number): PropertyRuns {
  const { FC_RUNS: runs, FC_SEED: seed, FC_SHRINK: shrink } = process.env;
  const chosen = seed === undefined ? (runs === undefined ? usualSeed : null) : Number(seed);
  return { numRuns: Number(runs ?? normal), endOnFailure: shrink === 'no', ...(chosen === null ? {} : { seed: chosen }) };
}
