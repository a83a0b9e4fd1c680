// I1–I3 once more, in the read tables.
import type { Database } from 'better-sqlite3';
import { finding, type Finding } from '../findings.ts';

const questions = {
  'numbers given twice': 'select day, prefix, n from ticket group by day, prefix, n having count(*) > 1',
  'tickets at two windows': `select ticket_id from stop where status in ('called', 'serving') group by ticket_seq having count(*) > 1`,
  'windows with two visitors': `select window_id from stop where status in ('called', 'serving') group by window_id having count(*) > 1`,
} as const;

const atWindows = `select window_id, ticket_id from stop where status in ('called', 'serving') order by window_id, ticket_id`;

export function doublesInTables(db: Database): Finding[] {
  const doubled = Object.entries(questions).flatMap(([what, sql]) => db.prepare(sql).all().map((row) => finding('doubled', `${what}: ${JSON.stringify(row)}`)));
  const windows = JSON.stringify(db.prepare('select window_id, ticket_id from window where ticket_id is not null order by window_id').all());
  const stops = JSON.stringify(db.prepare(atWindows).all());
  return windows === stops ? doubled : [...doubled, finding('disagreeing', `tables: windows have ${windows}, stops ${stops}`)];
}
