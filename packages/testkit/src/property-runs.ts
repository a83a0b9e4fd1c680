// A check that others wait for tries the same sequences every time; whoever asks for more of them gets others.
const usualSeed = 20_261_126;

export type PropertyParameters = { readonly numRuns: number; readonly endOnFailure: boolean; readonly seed?: number };
export type PropertyRuns = {
  readonly numRuns: number;
  /** For a test of one property: two minutes, and longer for whoever asks for many sequences. */
  readonly timeoutMs: number;
  /** For the next property or sample of a file: by one seed each would try the same sequences as the one before it. */
  inTurn(): PropertyParameters;
};

/**
 * How long properties are tried: FC_RUNS sequences of a new seed instead of the `normal` number of the usual ones, whose seeds follow one
 * another from the file's own `first` on; FC_SEED names a seed, of every property the same, or is `usual`; FC_SHRINK=no ends at the first
 * failure, as it is.
 */
export function propertyRuns(normal: number, first: number): PropertyRuns {
  const { FC_RUNS: runs, FC_SEED: named, FC_SHRINK: shrink } = process.env;
  const numRuns = Number(runs ?? normal);
  const base = { numRuns, endOnFailure: shrink === 'no' };
  let turn = first;
  return {
    numRuns,
    timeoutMs: Math.max(120_000, numRuns * 600),
    inTurn() {
      if (named === 'usual' || (named === undefined && runs === undefined)) return { ...base, seed: usualSeed + turn++ };
      return named === undefined ? base : { ...base, seed: Number(named) };
    },
  };
}
