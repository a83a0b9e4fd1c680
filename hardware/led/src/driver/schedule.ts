import { type Bar, dueAt, isBehind, isDown } from './bar.ts';

/** The bar to be asked now, or when the next one is due (Infinity: nothing to do). */
export type Turn = { readonly bar: Bar } | { readonly at: number };

/**
 * Whose turn it is on the line: first the bars that are known to live and show something old, the longest waiting first;
 * then those never heard of yet; then those that did not answer; then refreshes. So silent bars never cost the others
 * more than the deadline of one request.
 */
export function nextTurn(bars: Iterable<Bar>, now: number, refreshMs: number): Turn {
  let best: Bar | null = null;
  let at = Infinity;
  for (const bar of bars) {
    const due = dueAt(bar, refreshMs);
    at = Math.min(at, due);
    if (due <= now && (best === null || isBefore(bar, best))) best = bar;
  }
  return best === null ? { at } : { bar: best };
}

function isBefore(one: Bar, other: Bar): boolean {
  const [rank, otherRank] = [rankOf(one), rankOf(other)];
  if (rank !== otherRank) return rank < otherRank;
  return one.wantedAt === other.wantedAt ? one.drawnAt < other.drawnAt : one.wantedAt < other.wantedAt;
}

function rankOf(bar: Bar): number {
  if (isDown(bar) || bar.failures > 0) return 2;
  if (!isBehind(bar)) return 3;
  return bar.state === 'ok' ? 0 : 1;
}
