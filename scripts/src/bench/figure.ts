// What a benchmark says: a value beside the bare limit that the same libraries reach in the same run.

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** value ÷ limit. */
  readonly ratio: number;
  /** In words what must hold. */
  readonly goal: string;
  readonly ok: boolean;
  /** Samples behind the value. */
  readonly n: number;
};

export type Bench = (options: { readonly isQuick: boolean; readonly folder: string }) => Promise<readonly Figure[]>;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
};

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
