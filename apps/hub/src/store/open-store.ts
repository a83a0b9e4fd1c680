// The one writing connection. WAL and synchronous=FULL are set and asserted on every open: better-sqlite3 is compiled
// so that a re-opened WAL file silently runs NORMAL, and acknowledged tickets could vanish in a power cut.
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { discardIncoming } from './incoming-copy.ts';
import { inspectDatabase } from './inspect-database.ts';
import { knownVersion, migrate } from './migration/migrations.ts';

export type Store = { readonly file: string; readonly db: Database.Database; readonly close: () => void };

export const databaseFile = (folder: string): string => join(folder, 'hall.db');

/** Opens (or makes) DATA/hall.db and brings its schema up to date. The folder must be locked. Throws `Refusal`. */
export function openStore({ folder }: { folder: string }): Store {
  const file = databaseFile(folder);
  inspectDatabase(file);
  discardIncoming(file);
  // Made with these rights, which SQLite then gives its log files too: the file holds hashes of secrets.
  closeSync(openSync(file, 'a', 0o600));
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('journal_mode = wal');
    db.pragma('synchronous = full');
    db.pragma('foreign_keys = on');
    // What is deleted is overwritten: neither the table of the day's persons nor the tags of who booked may leave a trace in a page.
    db.pragma('secure_delete = on');
    // 16 MB of log between checkpoints: the same hot pages are then copied back once instead of many times.
    db.pragma('wal_autocheckpoint = 4000');
    db.pragma('wal_checkpoint(truncate)');
    migrate(db, knownVersion);
    assertDurable(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return { file, db, close: () => void db.close() };
}

/** Throws when a commit would not be on the disk before it is acknowledged. */
export function assertDurable(db: Database.Database): void {
  const mode = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== 2) throw new Error(`the store is not durable: journal ${String(mode)}, synchronous ${String(synchronous)}`);
}
