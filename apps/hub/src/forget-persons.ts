// After a close nothing is left of who came: the key is destroyed and the write-ahead log, which still holds the emptied rows
// as they were, is cut off. Both are tried again with every tick until they have been done, also by the next hub on this data.
import type { Database } from 'better-sqlite3';
import type { DayKey } from './day-key.ts';
import { isStorageFault } from './store/refusal.ts';

export type ForgettingDeps = {
  readonly db: Database;
  readonly key: DayKey;
  /** Seq of the event that opened the day that is open; null: none is. */
  readonly opening: () => number | null;
  /** Told once for a row of failures. */
  readonly failed: (error: unknown) => void;
};

export type Forgetting = {
  /** A group was committed. */
  readonly committed: () => void;
  /** Does what could not be done before. */
  readonly retry: () => void;
};

export function createForgetting({ db, key, opening, failed }: ForgettingDeps): Forgetting {
  let followed: number | null | undefined;
  let isDue = true;
  let isFailing = false;

  function settle(): void {
    try {
      key.follow(opening());
      isDue = !cutLog(db);
      isFailing = false;
    } catch (error) {
      // Only what the system says of the key's file; anything else is a bug.
      if (!(error instanceof Error && 'errno' in error)) throw error;
      if (!isFailing) failed(error);
      isFailing = true;
    }
  }

  return {
    committed() {
      if (opening() === followed) return;
      followed = opening();
      isDue = true;
      settle();
    },
    retry() {
      if (isDue) settle();
    },
  };
}

/** False while somebody reads in it. Throws only what is not a fault of the disk. */
function cutLog(db: Database): boolean {
  try {
    return db.pragma('wal_checkpoint(truncate)', { simple: true }) === 0;
  } catch (error) {
    if (isStorageFault(error)) return false;
    throw error;
  }
}
