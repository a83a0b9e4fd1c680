// One hub per data folder: an open exclusive transaction on lock.db, which the kernel drops with the process.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeDataFolder } from './make-data-folder.ts';
import { Refusal } from './refusal.ts';

export type DataLock = { readonly close: () => void };

/** Makes the folder (0700) and takes its lock. Throws `Refusal` when it cannot be written or is in use. */
export function lockData(folder: string): DataLock {
  const db = openLock(folder);
  try {
    db.exec('begin exclusive');
  } catch (error) {
    db.close();
    const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw new Refusal({ code: isBusy ? 'folder.inUse' : 'folder.unwritable', folder }, { cause: error });
  }
  return { close: () => void db.close() };
}

function openLock(folder: string): Database.Database {
  makeDataFolder(folder);
  try {
    return new Database(join(folder, 'lock.db'), { timeout: 0 });
  } catch (error) {
    throw new Refusal({ code: 'folder.unwritable', folder }, { cause: error });
  }
}
