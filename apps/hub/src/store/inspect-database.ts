// Looks at a database before it is opened for writing, so that a newer, damaged or foreign file stays byte for byte.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { metricsTokenFile } from '../keys.ts';
import { checkChain, openingOf } from './chain.ts';
import { applicationId, knownVersion, schemaAt, schemaOf, versionOf } from './migration/migrations.ts';
import { isStorageFault, Refusal, type Damage } from './refusal.ts';

/** Version of the schema in `file`, or null when there is none yet; checks header, schema and the current day's chain. Throws `Refusal`; changes nothing. */
export function inspectDatabase(file: string): number | null {
  // Cut off between taking the old one away and putting the new one in place: never a silent empty hall.
  if (!existsSync(file) && existsSync(`${file}.restoring`)) throw damaged(file, 'restoreCutOff', null);
  if (!existsSync(file)) return null;
  if (!statSync(file).isFile()) throw damaged(file, 'noFile', null);
  if (statSync(file).size === 0) {
    if (hasRun(dirname(file))) throw damaged(file, 'empty', null);
    return null;
  }
  const header = readHeader(file);
  if (header.version > knownVersion) throw newer(file, header.version);
  if (header.applicationId !== applicationId && header.version !== 0) throw damaged(file, 'foreign', null);
  return inspectReadOnly(file);
}

/** A hub has been up on this folder: its first start may end right behind making the file, and leaves it empty then. */
const hasRun = (folder: string): boolean => existsSync(metricsTokenFile(folder));

/** SQLite's file format: the magic at 0, user_version at 60 and application_id at 68, both big-endian. */
function readHeader(file: string): { version: number; applicationId: number } {
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    if (readSync(handle, header, 0, 100, 0) < 100) throw damaged(file, 'headerCutOff', null);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw damaged(file, 'notSqlite', null);
  return { version: header.readUInt32BE(60), applicationId: header.readUInt32BE(68) };
}

/** The write-ahead log may hold a later schema than the header; a read-only connection sees it and never checkpoints. */
function inspectReadOnly(file: string): number | null {
  const db = openAny(file);
  try {
    const version = versionOf(db);
    if (version > knownVersion) throw newer(file, version);
    const expected = version === 0 ? [] : schemaAt(version);
    if (JSON.stringify(schemaOf(db)) !== JSON.stringify(expected)) throw damaged(file, 'schema', null);
    if (version === 0) return null;
    const chain = checkChain(db, openingOf(db));
    if (!chain.isWhole) throw damaged(file, { seq: chain.seq }, null);
    return version;
  } catch (error) {
    if (error instanceof Refusal || isStorageFault(error)) throw error;
    throw damaged(file, 'unreadable', error);
  } finally {
    db.close();
  }
}

/** Opens a hall's database for reading only. Throws `Refusal` when it is missing, newer, or none of a hall. */
export function openReadOnly(file: string): Database.Database {
  const db = openAny(file);
  try {
    const version = versionOf(db);
    const isOurs = version > 0 && db.pragma('application_id', { simple: true }) === applicationId;
    if (!isOurs) throw damaged(file, statSync(file).size === 0 ? 'empty' : 'foreign', null);
    if (version > knownVersion) throw newer(file, version);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** As it is, whatever it holds. Throws `Refusal` when it is missing or cannot be opened. */
export function openAny(file: string): Database.Database {
  if (!existsSync(file)) throw new Refusal({ code: 'file.missing', file });
  if (!statSync(file).isFile()) throw damaged(file, 'noFile', null);
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    // Reads the header: any file can be opened.
    db.pragma('schema_version');
    return db;
  } catch (error) {
    db?.close();
    throw db !== null && isStorageFault(error) ? error : damaged(file, 'unreadable', error);
  }
}

const newer = (file: string, found: number): Refusal =>
  new Refusal({ code: 'database.newer', file, found, known: knownVersion });

export const damaged = (file: string, reason: Damage, cause: unknown): Refusal =>
  new Refusal({ code: 'database.damaged', file, reason }, { cause });
