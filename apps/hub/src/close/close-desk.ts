// What follows a close: the day is counted in the worker, so that the write path does not stall, and its figures are written in a group
// of their own. What was cut off is taken up again at the next tick, also after a restart. It also answers what views say of closed days.
import { openDayPapers, type DayPaperOrder, type DayRoot, type DeviceId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { StorageUnavailable } from '../engine/writer.ts';
import type { Engine } from '../engine/engine.ts';
import type { Reports } from '../report/reports.ts';
import { createRootTable, type RootTable } from '../store/closings.ts';
import { createRollupTable } from '../store/rollup-table.ts';

export type CloseDesk = {
  /** Counts a day that is due, if one is and none is being counted. Resolves when it is written, or could not be. */
  readonly tick: () => Promise<void>;
  /** Of the newest close. */
  readonly lastRoot: () => DayRoot | null;
  /** What this device is to print now; a paper whose day is not counted yet waits. */
  readonly papers: (deviceId: DeviceId) => readonly DayPaperOrder[];
  readonly roots: RootTable;
};

export type CloseDeskDeps = { readonly engine: Engine; readonly db: Database; readonly reports: Pick<Reports, 'ask'>; /** Views have changed. */ readonly touch: () => void };

export function createCloseDesk({ engine, db, reports, touch }: CloseDeskDeps): CloseDesk {
  const roots = createRootTable(db);
  const table = createRollupTable(db);
  let isCounting = false;

  async function count(day: string): Promise<void> {
    const counted = await reports.ask({ kind: 'close', day });
    // Opened again in the meantime: nothing is due any more.
    if (counted === null) return;
    await engine.change(() => table.write(counted));
    touch();
  }

  return {
    roots,
    async tick() {
      const day = isCounting || !engine.isAvailable() ? null : table.due();
      if (day === null) return;
      isCounting = true;
      try {
        await count(day);
      } catch (error) {
        // The store is out, or the hub is ending: it stays due.
        if (!(error instanceof StorageUnavailable)) throw error;
      } finally {
        isCounting = false;
      }
    },
    lastRoot: () => roots.newest(1)[0] ?? null,
    papers: (deviceId) =>
      openDayPapers(engine.state(), deviceId).flatMap(({ jobId, copy, part, date }) => {
        const [root, summary] = [roots.of(date), table.summary(date)];
        return root && summary ? [{ jobId, copy, part, root, summary }] : [];
      }),
  };
}
