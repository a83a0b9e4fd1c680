// `restore FILE`: puts a backup in the place of the hall's database and starts a new epoch, so that numbers jump past paper.
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { texts, type Language } from '@hallcall/text';
import { openCore } from '../open-core.ts';
import { hubDefaults } from '../options.ts';
import { optionsFrom, type Settings } from '../settings.ts';
import { inspectDatabase, openReadOnly } from '../store/inspect-database.ts';
import { lockData } from '../store/lock-data.ts';
import { databaseFile } from '../store/open-store.ts';
import { Refusal } from '../store/refusal.ts';
import { checkCopy, syncFile } from './backup.ts';

/** The database that was there is kept beside it. Throws `Refusal` before anything is changed. */
export async function restore(settings: Settings, source: string, tell: (line: string) => void, language: Language): Promise<number> {
  const epochBefore = exchange(settings.data, resolve(source));
  const epoch = await raiseEpoch(settings, epochBefore, language);
  tell(texts(language).commandLine.restoreDone({ file: resolve(source), epoch }));
  return 0;
}

/** Returns the epoch of the database that was replaced, 0 when there was none or it cannot be read. */
function exchange(folder: string, source: string): number {
  const lock = lockData(folder);
  try {
    const file = databaseFile(folder);
    const incoming = `${file}.restoring`;
    if (!existsSync(source)) throw new Refusal({ code: 'file.missing', file: source });
    copyFileSync(source, incoming);
    try {
      if (inspectDatabase(incoming) === null) throw new Refusal({ code: 'file.other', file: source, reason: 'an empty database' });
      checkCopy(incoming);
    } catch (error) {
      rmSync(incoming);
      throw error;
    }
    syncFile(incoming);
    const epoch = epochOf(file);
    setAside(file);
    renameSync(incoming, file);
    return epoch;
  } finally {
    lock.close();
  }
}

function epochOf(file: string): number {
  if (!existsSync(file)) return 0;
  try {
    const db = openReadOnly(file);
    try {
      return Number(db.prepare<[], string>(`select value from meta where name = 'epoch'`).pluck().get() ?? 0);
    } finally {
      db.close();
    }
  } catch {
    // A database too damaged to be read is the very reason to restore.
    return 0;
  }
}

/** Its write-ahead log goes with it: the two are one database. */
function setAside(file: string): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${file}.before-${stamp}${suffix}`);
  }
}

async function raiseEpoch(settings: Settings, epochBefore: number, language: Language): Promise<number> {
  const core = await openCore(optionsFrom(settings, { language, fatal: rethrow, log: hubDefaults.log, dist: null, build: hubDefaults.build }));
  try {
    const agents = core.tables.devices.all().filter(({ kind }) => kind === 'agent').map(({ deviceId }) => deviceId);
    const epoch = Math.max(core.engine.epoch(), epochBefore) + 1;
    await core.engine.tell({ type: 'epoch.raise', epoch, reason: 'restored', agents });
    await core.engine.stop();
    return epoch;
  } finally {
    core.close();
  }
}

function rethrow(error: unknown): never {
  throw error;
}
