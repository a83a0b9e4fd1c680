// While commits fail: refuse, fold again, and try a row in `meta` with growing pauses until a commit succeeds.
// The same connection stays open, because a commit whose fsync failed would reappear after re-opening.
import type { Database } from 'better-sqlite3';
import { isStorageFault } from '../store/refusal.ts';

const firstPauseMs = 500;
const longestPauseMs = 30_000;

export type Outage = {
  /** False from a failed commit until a probe row has been committed. */
  readonly isAvailable: () => boolean;
  /** False while memory could not be folded again: then not even views may leave. */
  readonly isFolded: () => boolean;
  /** Starts (or keeps) the outage. */
  readonly begin: () => void;
  readonly stop: () => void;
};

export type OutageHooks = {
  readonly db: Database;
  /** Writes the probe row; runs inside a transaction. */
  readonly probe: () => void;
  /** Folds the log again; may throw while the disk fails. */
  readonly refold: () => void;
  readonly ended: () => void;
  readonly fatal: (error: unknown) => void;
};

export function createOutage({ db, probe, refold, ended, fatal }: OutageHooks): Outage {
  let timer: NodeJS.Timeout | null = null;
  let pauseMs = firstPauseMs;
  let isFolded = true;

  /** Throws what is not the disk's fault. */
  function foldAgain(): void {
    isFolded = false;
    refold();
    isFolded = true;
  }

  function recover(): void {
    timer = null;
    try {
      if (!isFolded) foldAgain();
      db.transaction(probe)();
    } catch (error) {
      if (!isStorageFault(error)) return fatal(error);
      if (db.inTransaction) db.exec('rollback');
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      timer = setTimeout(recover, pauseMs);
      return;
    }
    pauseMs = firstPauseMs;
    ended();
  }

  return {
    isAvailable: () => timer === null,
    isFolded: () => isFolded,
    begin() {
      timer ??= setTimeout(recover, pauseMs);
      try {
        foldAgain();
      } catch (error) {
        if (!isStorageFault(error)) fatal(error);
      }
    },
    stop() {
      if (timer) clearTimeout(timer);
    },
  };
}
