// The read tables over again, from the first event on, in one transaction.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { archiveBoundary } from './archive-boundary.ts';
import { createEventLog } from './event-log.ts';
import { createProject } from './project.ts';
import { settleRollups } from './rollup-table.ts';

/** Tables that follow from the log alone; `call_proof` and the registry do not. */
const tables = ['day', 'ticket', 'stop', 'window', 'call', 'reprint', 'notice', 'return_pass', 'booking', 'ticket_alias', 'day_root', 'rollup_day', 'rollup_hour', 'rollup_month'] as const;

/** What outlives the events it came from: only rows of days that are not archived can be made again. */
const lasting = {
  day_root: 'where last_seq > :seq', rollup_day: 'where date in (select date from day)', rollup_hour: 'where date in (select date from day)',
  // Months are sums of hours: each is added up again when one of its days is.
  rollup_month: 'where month in (select substr(date, 1, 7) from day)',
  // Made before the day that it is for.
  booking: `where booking_id in (select json_extract(body, '$.bookingId') from event where type = 'booking.made')`,
} as const satisfies Partial<Record<(typeof tables)[number], string>>;

const piece = 1_000;

export type Rebuilt = { readonly events: number; /** Tables that were not what the log says. */ readonly differing: readonly string[] };

export function rebuildTables(db: Database): Rebuilt {
  return db.transaction((): Rebuilt => {
    // A close whose counting was cut off is no difference.
    settleRollups(db);
    const before = tables.map((table) => fingerprint(db, table));
    const { seq } = archiveBoundary(db);
    for (const table of tables.toReversed()) db.prepare<[{ seq: number }]>(`delete from ${table} ${table in lasting ? lasting[table as keyof typeof lasting] : ''}`).run({ seq });
    const project = createProject(db);
    const log = createEventLog(db);
    // Read in pieces: nothing can be written while a statement is being iterated.
    for (let first = seq + 1; first <= log.seq(); first += piece) for (const stored of log.read(first, first + piece - 1)) project(stored);
    settleRollups(db);
    return { events: log.seq() - seq, differing: tables.filter((table, index) => fingerprint(db, table) !== before[index]) };
  })();
}

/** Rows come in the order of the table's key. */
function fingerprint(db: Database, table: (typeof tables)[number]): string {
  const hash = createHash('sha256');
  for (const row of db.prepare<[], unknown[]>(`select * from ${table}`).raw().iterate()) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
