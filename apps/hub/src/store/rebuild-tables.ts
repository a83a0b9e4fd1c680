// The read tables over again, from the first event on, in one transaction.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { createEventLog } from './event-log.ts';
import { createProject } from './project.ts';

/** Tables that follow from the log alone; `call_proof` and the registry do not. */
const tables = ['day', 'ticket', 'stop', 'window', 'call', 'reprint', 'notice', 'return_pass', 'booking'] as const;

const piece = 1_000;

export type Rebuilt = { readonly events: number; /** Tables that were not what the log says. */ readonly differing: readonly string[] };

export function rebuildTables(db: Database): Rebuilt {
  return db.transaction((): Rebuilt => {
    const before = tables.map((table) => fingerprint(db, table));
    for (const table of tables) db.exec(`delete from ${table}`);
    const project = createProject(db);
    const log = createEventLog(db);
    // Read in pieces: nothing can be written while a statement is being iterated.
    for (let first = 1; first <= log.seq(); first += piece) for (const stored of log.read(first, first + piece - 1)) project(stored);
    return { events: log.seq(), differing: tables.filter((table, index) => fingerprint(db, table) !== before[index]) };
  })();
}

/** Rows come in the order of the table's key. */
function fingerprint(db: Database, table: (typeof tables)[number]): string {
  const hash = createHash('sha256');
  for (const row of db.prepare<[], unknown[]>(`select * from ${table}`).raw().iterate()) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
