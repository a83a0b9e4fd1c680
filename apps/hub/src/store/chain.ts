// Is the log still what was written? Walks rows in order and recomputes their hashes.
import type { Database } from 'better-sqlite3';
import { chainHash, chainStart, type EventRow } from './event-log.ts';

export type ChainResult =
  | { readonly isWhole: true; readonly events: number; readonly head: string }
  /** `seq` is the first row that does not follow from the one before it. */
  | { readonly isWhole: false; readonly seq: number };

/** Checks every row from `from` on; the row before it is taken as true. */
export function checkChain(db: Database, from: number): ChainResult {
  const before = db.prepare<[number], EventRow>('select * from event where seq = ?').get(from - 1);
  if (from > 1 && !before) return { isWhole: false, seq: from - 1 };
  let previous = before?.hash ?? chainStart;
  let expected = from;
  for (const row of db.prepare<[number], EventRow>('select * from event where seq >= ? order by seq').iterate(from)) {
    if (row.seq !== expected || !row.hash.equals(chainHash(previous, row))) return { isWhole: false, seq: expected };
    previous = row.hash;
    expected += 1;
  }
  return { isWhole: true, events: expected - from, head: previous.toString('hex') };
}

/** Where the fold starts: the seq of the last opening of a day, or 1. */
export const openingOf = (db: Database): number =>
  db.prepare<[], number | null>(`select max(seq) from event where type = 'day.opened'`).pluck().get() ?? 1;
