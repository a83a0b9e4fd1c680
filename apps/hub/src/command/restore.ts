// `restore FILE`: puts a backup in the place of the hall's database and starts a new epoch, so that numbers jump past paper.
// The epoch is raised in the copy before it takes the place: no hub ever runs on a backup that does not know it is one.
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { texts, type Language } from '@hallcall/text';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { createCore } from '../engine/core.ts';
import { prepareRegistry } from '../registry/registry-tables.ts';
import { newId } from '../registry/secret.ts';
import type { Settings } from '../settings.ts';
import { emptyPersonal } from '../store/copy-database.ts';
import { hallIdOf } from '../store/hall-id.ts';
import { discardIncoming, incomingOf } from '../store/incoming-copy.ts';
import { inspectDatabase, openAny } from '../store/inspect-database.ts';
import { lockData } from '../store/lock-data.ts';
import { knownVersion, migrate } from '../store/migration/migrations.ts';
import { databaseFile } from '../store/open-store.ts';
import { Refusal } from '../store/refusal.ts';
import { checkCopy, saidOf, syncFile, syncFolder } from './backup.ts';

/** The database that was there is kept beside it. Throws `Refusal` before anything is changed. */
export async function restore({ data }: Pick<Settings, 'data'>, source: string, tell: (line: string) => void, language: Language): Promise<number> {
  const epoch = exchange(data, resolve(source));
  tell(texts(language).commandLine.restoreDone({ file: resolve(source), epoch }));
  tell(texts(language).commandLine.restoreRoots);
  return 0;
}

/** Returns the epoch that the restored database has entered. */
function exchange(folder: string, source: string): number {
  if (!existsSync(source)) throw new Refusal({ code: 'file.missing', file: source });
  if (!statSync(source).isFile()) throw new Refusal({ code: 'file.other', file: source, reason: 'noFile' });
  const lock = lockData(folder);
  try {
    const file = databaseFile(folder);
    // Under its second name it is whole: a hub that finds it alone says that a restore was cut off.
    const [incoming, whole] = [incomingOf(file), `${file}.restoring`];
    const epoch = prepare(source, { folder, epochBefore: epochOf(file) });
    renameSync(incoming, whole);
    forgetPersons(file);
    setAside(file);
    renameSync(whole, file);
    syncFolder(folder);
    return epoch;
  } finally {
    lock.close();
  }
}

/** A private, checked copy of `source` in an epoch behind both its own and `epochBefore`. Leaves nothing when it fails. */
function prepare(source: string, { folder, epochBefore }: { readonly folder: string; readonly epochBefore: number }): number {
  const file = databaseFile(folder);
  const incoming = incomingOf(file);
  discardIncoming(file);
  try {
    copyFileSync(source, incoming);
    chmodSync(incoming, 0o600);
    if (inspectDatabase(incoming) === null) throw new Refusal({ code: 'file.other', file: source, reason: 'empty' });
    // One copied by other means than a backup may have them.
    forgetPersons(incoming);
    checkCopy(incoming);
    refuseOtherHall(incoming, folder);
    const epoch = raiseEpoch(incoming, epochBefore);
    syncFile(incoming);
    return epoch;
  } catch (error) {
    discardIncoming(file);
    throw inWordsOf(source, error);
  }
}

/** What is wrong is wrong with the backup: the copy of it has a name that nobody knows, and is gone. */
function inWordsOf(source: string, error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  if (error.problem.code !== 'database.damaged') return saidOf(source, error);
  return new Refusal({ code: 'file.other', file: source, reason: error.problem.reason }, { cause: error });
}

/** A hall goes on with its own records or with none. */
function refuseOtherHall(incoming: string, folder: string): void {
  const found = hallOf(incoming);
  const own = hallOf(databaseFile(folder)) ?? namedIn(join(folder, 'hall.json'));
  if (own !== null && found !== null && own !== found) throw new Refusal({ code: 'folder.otherHall', folder, own, found });
}

/** Null for a database that does not say it any more: that may be the very reason to restore. */
function hallOf(file: string): string | null {
  return fromDatabase(file, hallIdOf);
}

function namedIn(file: string): string | null {
  try {
    return Named.parse(JSON.parse(readFileSync(file, 'utf8'))).hallId;
  } catch {
    // Whoever starts the hub is told what is wrong with its document.
    return null;
  }
}

const Named = z.object({ hallId: z.string() });

function raiseEpoch(file: string, epochBefore: number): number {
  const db = new Database(file);
  try {
    migrate(db, knownVersion);
    const core = createCore({ db, newId, upSince: 0 });
    const now = Math.max(Date.now(), core.state().lastEventAt);
    const agents = prepareRegistry(db).devices.all().filter(({ kind }) => kind === 'agent').map(({ deviceId }) => deviceId);
    const epoch = Math.max(core.epoch(), epochBefore) + 1;
    const raised = db.transaction(() => core.apply({ actor: { role: 'hub' }, command: { type: 'epoch.raise', epoch, reason: 'restored', agents }, commandId: null, now }))();
    if (raised.kind !== 'events') throw new Error(`the epoch was not raised: ${JSON.stringify(raised)}`);
    return epoch;
  } finally {
    db.close();
  }
}

/** The epoch of the database that is to be replaced, 0 when there is none or it cannot be read. */
function epochOf(file: string): number {
  return fromDatabase(file, (db) => Number(db.prepare<[], string>(`select value from meta where name = 'epoch'`).pluck().get() ?? 0)) ?? 0;
}

/** Null when it is not there, or too damaged to be read. */
function fromDatabase<T>(file: string, read: (db: Database.Database) => T): T | null {
  if (!existsSync(file)) return null;
  try {
    const db = openAny(file);
    try {
      return read(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** What is set aside stays for as long as somebody keeps it: who came that day, and the tags of who booked, must not. */
function forgetPersons(file: string): void {
  if (!existsSync(file)) return;
  try {
    const db = new Database(file);
    try {
      emptyPersonal(db);
    } finally {
      db.close();
    }
  } catch (error) {
    // Too damaged: without their keys, which are in no copy, its tags say nothing.
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

/** Its write-ahead log goes with it: the two are one database. */
function setAside(file: string): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${file}.before-${stamp}${suffix}`);
  }
}
