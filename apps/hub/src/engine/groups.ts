// Group commit: jobs that arrive until `setImmediate` share one transaction, in order of arrival, without an await in between.
// Nothing is answered before the commit; when the commit fails, every job of the group fails.
import type { Database } from 'better-sqlite3';
import { isStorageFault } from '../store/refusal.ts';

export type Job = {
  /** Nothing that arrived later is decided before its commit: the clock goes on from elsewhere. */
  readonly endsGroup?: boolean;
  /** Inside the transaction. */
  readonly run: () => void;
  /** After the commit. */
  readonly done: () => void;
  /** The commit failed or the store is out: outcome unknown. */
  readonly failed: () => void;
};

export type GroupHooks = {
  readonly db: Database;
  /** False while commits fail: jobs are refused at once. */
  readonly isAvailable: () => boolean;
  /** After each committed group, before any reply's effects are sent as views. */
  readonly committed: (jobs: number, ms: number) => void;
  /** The store failed; memory must be folded again. */
  readonly broken: (error: unknown) => void;
  /** A broken invariant: the process must end. */
  readonly fatal: (error: unknown) => void;
};

export type Groups = {
  readonly add: (job: Job) => void;
  /** Resolves when nothing is queued. */
  readonly settle: () => Promise<void>;
};

/** A longer queue is cut into several commits, so that the beat goes out between them. */
const largestGroup = 500;

export function createGroups({ db, isAvailable, committed, broken, fatal }: GroupHooks): Groups {
  const begin = db.prepare('begin');
  const commit = db.prepare('commit');
  let queue: Job[] = [];
  let isScheduled = false;
  let isDead = false;
  let settled: (() => void)[] = [];

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(runNext);
  };

  function runNext(): void {
    isScheduled = false;
    const ending = queue.findIndex(({ endsGroup }) => endsGroup === true);
    const group = queue.splice(0, Math.min(largestGroup, ending < 0 ? largestGroup : ending + 1));
    runGroup(group);
    if (queue.length > 0) return schedule();
    for (const resolve of settled.splice(0)) resolve();
  }

  function runGroup(group: readonly Job[]): void {
    if (isDead || !isAvailable()) {
      for (const job of group) job.failed();
      return;
    }
    const began = performance.now();
    try {
      begin.run();
      for (const job of group) job.run();
      commit.run();
    } catch (error) {
      return failGroup(group, error);
    }
    for (const job of group) job.done();
    committed(group.length, performance.now() - began);
  }

  function failGroup(group: readonly Job[], error: unknown): void {
    if (!isStorageFault(error)) {
      isDead = true;
      return fatal(error);
    }
    if (db.inTransaction) db.exec('rollback');
    broken(error);
    for (const job of group) job.failed();
  }

  return {
    add(job) {
      queue.push(job);
      schedule();
    },
    settle: () =>
      new Promise((resolve) => {
        settled.push(resolve);
        schedule();
      }),
  };
}
