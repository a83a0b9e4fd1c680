// A hall in process: the hub's own store, log, read tables and rules on a given hall, without registry, sockets and pages.
// For programs that play days: they bring the clock and the source of ids, and the same commands then make the same log.
import type { HallConfig } from '@hallcall/domain';
import type { Clock } from './clock.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import type { EventRow } from './store/event-log.ts';
import { hubDefaults } from './options.ts';
import { lockData } from './store/lock-data.ts';
import { openStore } from './store/open-store.ts';

export type PlainHall = {
  readonly engine: Engine;
  /** Every row of the log as stored, in order. */
  readonly rows: () => IterableIterator<EventRow>;
  /** Number of commits so far that wrote something or were asked to. */
  readonly commits: () => number;
  /** Answers what has arrived and lets go of the folder. */
  readonly close: () => Promise<void>;
};

export type PlainHallOptions = {
  /** Made when missing; must not hold a hall yet. */
  readonly folder: string;
  readonly hall: HallConfig;
  readonly clock: Clock;
  readonly newId: () => string;
};

const fatal = (error: unknown): void => hubDefaults.fatal(error);

/** Opens a new hall in `folder` with `hall` in force. Throws `Refusal` for a folder that cannot be used. */
export async function openPlainHall({ folder, hall, clock, newId }: PlainHallOptions): Promise<PlainHall> {
  const lock = lockData(folder);
  const store = openStore({ folder });
  let commits = 0;
  const report = { answered: () => undefined, group: () => void (commits += 1), bug: fatal, storage: ({ error }: { error: unknown }) => void (error !== null && fatal(error)) };
  const engine = createEngine({ db: store.db, clock, newId, report, fatal });
  await engine.change(() => engine.core.configs.add(1, clock.now(), { hall: JSON.stringify(hall), catalogue: 'null', catalogueSource: '' }));
  await engine.tell({ type: 'config.adopt', version: 1 });
  return {
    engine,
    rows: () => store.db.prepare<[], EventRow>('select * from event order by seq').iterate(),
    commits: () => commits,
    async close() {
      await engine.stop();
      store.close();
      lock.close();
    },
  };
}
