// Runs in a worker on a read-only connection: about a second for 440 MB. Throws SQLite's own words when the file is not sound.
import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const db = new Database(String(workerData), { readonly: true, fileMustExist: true });
try {
  const [first] = db.prepare<[], string>('pragma quick_check(1)').pluck().all();
  if (first !== 'ok') throw new Error(first ?? 'quick_check gave no answer');
} finally {
  db.close();
}
