// The queue with its outage: what runs in groups, what happens when a commit fails, and who is told after each group.
import type { Database } from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import type { Core } from './core.ts';
import { createGroups, type Job } from './groups.ts';
import { createOutage } from './outage.ts';

export type Writer = {
  readonly add: (job: Job) => void;
  /** Runs `work` in a group's transaction; rejects with `StorageUnavailable`. */
  /** `endsGroup`: nothing that arrived later is decided before this is committed. */
  readonly inGroup: <T>(work: () => T, endsGroup?: 'endsGroup') => Promise<T>;
  readonly isAvailable: () => boolean;
  readonly isFolded: () => boolean;
  readonly afterGroup: (listener: () => void) => () => void;
  /** Resolves when nothing is queued any more. */
  readonly stop: () => Promise<void>;
};

export type WriterDeps = {
  readonly db: Database;
  readonly core: Core;
  readonly clock: Clock;
  readonly report: {
    readonly group: (jobs: number, ms: number) => void;
    readonly storage: (state: { readonly isAvailable: boolean; readonly error: unknown }) => void;
  };
  readonly fatal: (error: unknown) => void;
  /** A group has left no trace: what it had decided was never decided. */
  readonly rolledBack: () => void;
};

/** The commit failed: outcome unknown. */
export class StorageUnavailable extends Error {
  constructor() {
    super('the store does not take commits at the moment');
    this.name = 'StorageUnavailable';
  }
}

export function createWriter({ db, core, clock, report, fatal, rolledBack }: WriterDeps): Writer {
  let isStopped = false;
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const outage = createOutage({
    db, fatal, refold: core.refold,
    probe: () => core.meta.probe(clock.now()),
    ended() {
      report.storage({ isAvailable: true, error: null });
      notify();
    },
  });
  const groups = createGroups({
    db, fatal,
    // What comes after the end (a PIN that was still being hashed) is refused: the store may be closed.
    isAvailable: () => !isStopped && outage.isAvailable(),
    committed(jobs, ms) {
      report.group(jobs, ms);
      notify();
    },
    broken(error) {
      report.storage({ isAvailable: false, error });
      rolledBack();
      outage.begin();
    },
  });
  return {
    add: groups.add,
    inGroup: (work, endsGroup) => inGroup(groups.add, work, endsGroup !== undefined),
    isAvailable: outage.isAvailable,
    isFolded: outage.isFolded,
    afterGroup(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      await groups.settle();
      isStopped = true;
      outage.stop();
    },
  };
}

function inGroup<T>(add: (job: Job) => void, work: () => T, endsGroup: boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    let result: { readonly value: T } | null = null;
    add({
      endsGroup,
      run: () => void (result = { value: work() }),
      done: () => (result ? resolve(result.value) : reject(new StorageUnavailable())),
      failed: () => reject(new StorageUnavailable()),
    });
  });
}
