// The hub without its edges: locked folder, checked store, folded hall, configuration in force. Commands use it alone.
import { texts } from '@hallcall/text';
import { createClock, type Clock } from './clock.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { reportEngine } from './engine-report.ts';
import { adoptDocument, readHallDocument, type HallDocument } from './hall-document.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { HubOptions } from './options.ts';
import { prepareRegistry, type RegistryTables } from './registry/registry-tables.ts';
import { sampleDocument } from './sample/sample-hall.ts';
import { lockData } from './store/lock-data.ts';
import { openStore, type Store } from './store/open-store.ts';
import { Refusal } from './store/refusal.ts';

export type HubCore = {
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly tables: RegistryTables;
  readonly metrics: Metrics;
  /** Sentences about a configuration that did not come into force. */
  readonly notices: string[];
  /** Releases store and lock. */
  readonly close: () => void;
};

/** Throws `Refusal`, with everything released again. */
export async function openCore(options: HubOptions): Promise<HubCore> {
  const lock = lockData(options.data);
  try {
    const store = openStore({ folder: options.data, sync: options.sync });
    try {
      return await fillCore(options, store, lock.close);
    } catch (error) {
      store.close();
      throw error;
    }
  } catch (error) {
    lock.close();
    throw error;
  }
}

async function fillCore(options: HubOptions, store: Store, unlock: () => void): Promise<HubCore> {
  const clock = createClock(options.clock);
  const engine: Engine = createEngine({
    db: store.db, clock, newId: options.newId, fatal: options.fatal, report: reportEngine(options.log, () => metrics),
  });
  const metrics = createMetrics({
    seq: { help: 'Highest seq of the log', read: engine.seq },
    epoch: { help: 'Epoch of the log', read: engine.epoch },
    tickets_waiting: { help: 'Stops waiting now', read: () => engine.state().totals.waiting },
    storage_available: { help: '1 while commits succeed', read: () => Number(engine.isAvailable()) },
    resident_bytes: { help: 'Memory of the process', read: () => process.memoryUsage.rss() },
    uptime_seconds: { help: 'Since the process started', read: () => process.uptime() },
  });
  const notices = await takeConfiguration(options, engine, clock.now());
  const close = (): void => {
    store.close();
    unlock();
  };
  return { store, engine, clock, tables: prepareRegistry(store.db), metrics, notices, close };
}

/** A faulty or untimely document leaves the version in force as it is and says why; without a version there is no start. */
async function takeConfiguration(options: HubOptions, engine: Engine, now: number): Promise<string[]> {
  const { configInvalid } = texts(options.language).commandLine;
  const file = options.sample ? 'sample' : 'hall.json';
  let document: HallDocument;
  try {
    document = options.sample ? sampleDocument() : readHallDocument(options.data, options.language);
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.code !== 'config.invalid' || engine.state().config === 0) throw error;
    return error.problem.problems.map((problem) => configInvalid({ file, problem }));
  }
  const foreign = foreignHall(engine, document);
  if (foreign) throw new Refusal({ code: 'config.invalid', file, problems: [foreign] });
  const adoption = await adoptDocument(engine, document, now);
  return adoption.kind === 'refused' ? [configInvalid({ file, problem: `in use: ${adoption.ids.join(', ')}` })] : [];
}

/** A database belongs to one hall for ever: its tickets carry the name. */
function foreignHall(engine: Engine, document: HallDocument): string | null {
  if (engine.state().config === 0) return null;
  const own = engine.config().hall.hallId;
  // Stored texts are those of checked documents.
  const { hallId } = JSON.parse(document.hall) as { hallId: string };
  return hallId === own ? null : `hallId: this data folder is of the hall ${own}, the document of ${hallId}`;
}
