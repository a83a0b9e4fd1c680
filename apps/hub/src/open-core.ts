// The hub without its edges: locked folder, checked store, folded hall, configuration in force. Commands use it alone.
import { yearWithoutHolidays } from '@hallcall/domain';
import { formatList, texts } from '@hallcall/text';
import { createClock, type Clock } from './clock.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { reportEngine } from './engine-report.ts';
import { adoptSource, readHallSource, type HallSource } from './hall-document.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { HubOptions } from './options.ts';
import { prepareRegistry, type RegistryTables } from './registry/registry-tables.ts';
import { sampleSource } from './sample/sample-hall.ts';
import { lockData } from './store/lock-data.ts';
import { openStore, type Store } from './store/open-store.ts';
import { problemText } from './problem-text.ts';
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
    const store = openStore({ folder: options.data });
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
  await noteEarlierClock(engine, clock);
  const notices = await takeConfiguration(options, engine, clock.now());
  const close = (): void => {
    store.close();
    unlock();
  };
  return { store, engine, clock, tables: prepareRegistry(store.db), metrics, notices, close };
}

/** Only a step takes the log's time back, also one that happened while no hub ran. */
async function noteEarlierClock(engine: Engine, clock: Clock): Promise<void> {
  const last = engine.recent().at(-1);
  if (!last) return;
  // A step is stored with the time that it came from; the log goes on at the one that it led to.
  const from = last.event.type === 'clock.stepped' ? last.event.to : last.at;
  if (clock.now() < from) await engine.tell({ type: 'clock.step', from, to: clock.now() });
}

/** A faulty, missing or untimely document leaves the version in force as it is and says why; without a version there is no start. */
async function takeConfiguration({ sample, data, language }: HubOptions, engine: Engine, now: number): Promise<string[]> {
  const { configInvalid, configInUse } = texts(language).commandLine;
  try {
    const source = sample ? sampleSource() : readHallSource(data, language);
    refuseForeignHall(engine, source, data);
    const adoption = await adoptSource(engine, source, { now, language });
    if (adoption.kind === 'refused') return [configInvalid({ file: 'hall.json', problem: configInUse({ ids: formatList(adoption.ids, language) }) })];
    const year = yearWithoutHolidays(engine.config().hall, now);
    return year === null ? [] : [texts(language).hours.console.unknownYear({ year })];
  } catch (error) {
    if (!(error instanceof Refusal) || !['config.invalid', 'file.missing'].includes(error.problem.code) || engine.state().config === 0) throw error;
    return problemText(error.problem, language);
  }
}

/** A database belongs to one hall for ever: its tickets carry the name. */
function refuseForeignHall(engine: Engine, { hall: { hallId } }: HallSource, folder: string): void {
  if (engine.state().config === 0) return;
  const own = engine.config().hall.hallId;
  if (hallId === own) return;
  throw new Refusal({ code: 'folder.otherHall', folder, own, found: hallId });
}
