// Counts what visitors asked for in vain, and tells the hub in batches: one fact in half a minute at most, however often a page asks.
import type { CommandOf, ItemId } from '@hallcall/domain';

type Batch = Pick<CommandOf<'visitors.turnedAway'>, 'from' | 'to' | 'refusals' | 'searches'>;

export type TurnedAwayDeps = {
  /** Epoch ms, hub time. */
  readonly now: () => number;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly tell: (batch: Batch) => void;
};

export type TurnedAwayCounter = {
  readonly refused: (code: string, itemId: ItemId) => void;
  /** A search that found nothing, as it was typed. */
  readonly searched: (typed: string) => void;
  /** Tells what has been counted so far. */
  readonly close: () => void;
};

const everyMs = 30_000;
const linesKept = 50;
const mostCounted = 9_999;

export function createTurnedAway({ now, after, tell }: TurnedAwayDeps): TurnedAwayCounter {
  let from: number | null = null;
  let cancel: (() => void) | null = null;
  const refusals = new Map<string, Batch['refusals'][number]>();
  const searches = new Map<string, Batch['searches'][number]>();

  function flush(): void {
    cancel = null;
    if (from === null) return;
    const batch = { from, to: now(), refusals: [...refusals.values()], searches: [...searches.values()] };
    from = null;
    refusals.clear();
    searches.clear();
    tell(batch);
  }

  function began(): void {
    from ??= now();
    cancel ??= after(everyMs, flush);
  }

  return {
    refused(code, itemId) {
      began();
      count(refusals, `${code} ${itemId}`, (before) => ({ code, itemId, count: before }));
    },
    searched(typed) {
      const text = withoutDigits(typed);
      if (text === '') return;
      began();
      count(searches, text, (before) => ({ text, count: before }));
    },
    close() {
      cancel?.();
      flush();
    },
  };
}

/** What comes beyond the lines that are kept is not told: a stuck page must not fill the log. */
function count<T extends { readonly count: number }>(lines: Map<string, T>, key: string, line: (count: number) => T): void {
  const before = lines.get(key)?.count ?? 0;
  if (before === 0 && lines.size >= linesKept) return;
  lines.set(key, line(Math.min(before + 1, mostCounted)));
}

/** Neither an identity number nor a telephone is kept, in whatever digits it was typed. */
export function withoutDigits(typed: string): string {
  const words = typed.normalize('NFKC').replaceAll(/[\p{N}\p{C}]/gu, '').replaceAll(/\s+/gu, ' ').trim();
  // Forty characters, not halves of them.
  return (/^.{0,40}/su.exec(words)?.[0] ?? '').trim();
}
