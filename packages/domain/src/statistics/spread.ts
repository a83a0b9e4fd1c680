// Durations in one line: how many, the mean, and what most of them stay within.

/** Milliseconds, whole; null where there is none. */
export type Spread = { readonly count: number; readonly meanMs: number | null; readonly p50Ms: number | null; readonly p90Ms: number | null; readonly p95Ms: number | null };

/** Percentiles by the nearest rank: the smallest value that at least so many percent do not exceed. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const atRank = (percent: number): number | null => sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? null;
  return { count: sorted.length, meanMs: meanOf(values), p50Ms: atRank(50), p90Ms: atRank(90), p95Ms: atRank(95) };
}

/** Rounded to the millisecond; null of none. */
export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

/** A part of a whole, 0 to 1; null when there is no whole. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
