// A copy of a database, table by table within one moment, without what must not outlive its day: a copy of the pages would bring
// those rows to the disk before they could be taken out again.
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { damaged, openReadOnly } from './inspect-database.ts';

/** Tables that a copy has, and has empty: who came today, and the tags of who booked and of who did not come. */
const leftEmpty: readonly string[] = ['personal', 'booking_person', 'missed_booking'];

type Part = { readonly type: string; readonly name: string; readonly sql: string };

/** Also beside a running hub, which goes on writing meanwhile. `target` must not exist. Throws `Refusal` for a source that cannot be read. */
export function copyDatabase(source: string, target: string): void {
  const from = openReadOnly(source);
  try {
    closeSync(openSync(target, 'wx', 0o600));
    const to = new Database(target);
    try {
      // Nobody sees the file before it is whole and synced by the caller.
      to.pragma('journal_mode = off');
      to.pragma('synchronous = off');
      from.transaction(() => to.transaction(() => copyAll(from, to))())();
    } catch (error) {
      throw isDamage(error) ? damaged(source, { detail: error.message }, error) : error;
    } finally {
      to.close();
    }
  } finally {
    from.close();
  }
}

/** Empties those tables, in the free space and the log of writes too; older schemas lack some. Throws `SqliteError`. */
export function emptyPersonal(db: Database.Database): void {
  db.pragma('secure_delete = on');
  const there = db.prepare<[], string>(`select name from sqlite_schema where type = 'table'`).pluck().all();
  const failures = leftEmpty.filter((table) => there.includes(table)).flatMap((table) => attempt(() => db.exec(`delete from ${table}`)));
  db.pragma('wal_checkpoint(truncate)');
  // A damaged page of one table keeps nobody in the others.
  for (const failure of failures) throw failure;
}

/** What it threw, if anything. */
function attempt(work: () => unknown): unknown[] {
  try {
    work();
    return [];
  } catch (error) {
    return [error];
  }
}

function copyAll(from: Database.Database, to: Database.Database): void {
  const parts = from.prepare<[], Part>(`select type, name, sql from sqlite_schema where sql is not null order by rowid`).all();
  const tables = parts.filter(({ type }) => type === 'table');
  for (const { sql } of tables) to.exec(sql);
  for (const { name } of tables) if (!leftEmpty.includes(name)) copyRows(from, to, name);
  // Triggers refuse changes of what is final, and indexes are quicker made at once.
  for (const { type, sql } of parts) if (type !== 'table') to.exec(sql);
  for (const name of ['user_version', 'application_id']) to.pragma(`${name} = ${String(from.pragma(name, { simple: true }))}`);
}

function copyRows(from: Database.Database, to: Database.Database, table: string): void {
  const rows = from.prepare<[], unknown[]>(`select * from "${table}"`).safeIntegers().raw();
  const insert = to.prepare(`insert into "${table}" values (${rows.columns().map(() => '?').join(', ')})`);
  for (const row of rows.iterate()) insert.run(...row);
}

const isDamage = (error: unknown): error is Error => error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
