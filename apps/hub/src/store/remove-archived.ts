// Takes archived events and the rows made from them out of the database: the one exception to the triggers that refuse it.
import type { Database } from 'better-sqlite3';
import { moveBoundary } from './archive-boundary.ts';
import type { ArchivePlan } from './plan-archive.ts';

const gone = '(select ticket_id from ticket where issue_seq <= :seq)';

/** What events that stay say in one of their fields. */
function told(field: string, types: readonly string[]): string {
  return `(select json_extract(body, '$.${field}') from event where seq > :seq and type in (${types.map((type) => `'${type}'`).join(', ')}))`;
}

/** Roots and rollups stay. The tickets come last, for the others are found by them. */
const removals = [
  `delete from call_proof where call_id in (select call_id from call where ticket_id in ${gone})`,
  `delete from speech_claim where call_id in (select call_id from call where ticket_id in ${gone})`,
  `delete from call where ticket_id in ${gone}`,
  // Second copies and names told of only later stand in events that stay.
  `delete from reprint where ticket_id in ${gone} and job_id not in ${told('jobId', ['reprint.requested', 'ticket.printOrdered'])}`,
  `delete from ticket_alias where ticket_id in ${gone} and alias not in ${told('as', ['ticket.recognized', 'ticket.revived'])}`,
  `delete from notice where ticket_id in ${gone}`,
  `delete from return_pass where ticket_id in ${gone}`,
  `delete from booking where date < :date`,
  `delete from stop where ticket_seq <= :seq`,
  `delete from ticket where issue_seq <= :seq`,
  `delete from day where date < :date`,
  `delete from command where first_seq <= :seq`,
  `delete from event where seq <= :seq`,
] as const;

/** Belongs into a transaction. */
export function removeArchived(db: Database, { last, firstKept }: ArchivePlan): void {
  const trigger = db.prepare<[], string>(`select sql from sqlite_schema where type = 'trigger' and name = 'event_stays'`).pluck().get();
  if (trigger === undefined) throw new Error('the trigger that keeps events is missing');
  db.exec('drop trigger event_stays');
  const values = { seq: last.seq, date: firstKept };
  for (const sql of removals) {
    const used = Object.entries(values).filter(([name]) => sql.includes(`:${name}`));
    db.prepare<[Record<string, string | number>]>(sql).run(Object.fromEntries(used));
  }
  db.exec(trigger);
  moveBoundary(db, last);
}
