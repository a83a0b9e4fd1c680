// Is the log still what was written? Walks rows in order and recomputes their hashes.
import type { Database } from 'better-sqlite3';
import { archiveBoundary, type Boundary } from './archive-boundary.ts';
import { chainHash, type EventRow } from './event-log.ts';

export type ChainResult =
  | { readonly isWhole: true; readonly events: number; readonly head: string }
  /** `seq` is the first row that does not follow from the one before it. */
  | { readonly isWhole: false; readonly seq: number };

/** Checks every row from `from` on, or from where the archived ones end; the row before it is taken as true. */
export function checkChain(db: Database, from: number): ChainResult {
  const boundary = archiveBoundary(db);
  const before = from - 1 <= boundary.seq ? boundary : rowBefore(db, from);
  if (!before) return { isWhole: false, seq: from - 1 };
  return followChain(before, db.prepare<[number], EventRow>('select * from event where seq > ? order by seq').iterate(before.seq), () => undefined);
}

/** Follows rows that are to come directly after `before`; `visit` sees each one that does. */
export function followChain(before: Boundary, rows: Iterable<EventRow>, visit: (row: EventRow) => void): ChainResult {
  let { seq, hash } = before;
  for (const row of rows) {
    if (row.seq !== seq + 1 || !row.hash.equals(chainHash(hash, row))) return { isWhole: false, seq: seq + 1 };
    ({ seq, hash } = row);
    visit(row);
  }
  return { isWhole: true, events: seq - before.seq, head: hash.toString('hex') };
}

const rowBefore = (db: Database, from: number): Boundary | undefined => db.prepare<[number], EventRow>('select * from event where seq = ?').get(from - 1);

/** Where the fold starts: the seq of the last opening of a day, or 1. */
export const openingOf = (db: Database): number =>
  db.prepare<[], number | null>(`select max(seq) from event where type = 'day.opened'`).pluck().get() ?? 1;
