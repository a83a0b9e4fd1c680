// What was counted of closed days, by month, department and item: from the rollups, which outlive the log's old events.
import type { MonthRow, MonthsReply } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';

const rows = `
  select department_id as departmentId, item_id as itemId, issued, arrived, abandoned, turns, missed, done, pieces,
    waits, wait_ms as waitMs, in_time as inTime, services, service_ms as serviceMs
  from rollup_month where month = ? order by department_id, item_id`;

/** `month` null asks for the newest; one that nothing was counted in has no rows. */
export function readMonths(db: Database, month: string | null): MonthsReply {
  const months = db.prepare<[], string>('select distinct month from rollup_month order by month desc').pluck().all();
  const wanted = month ?? months[0] ?? null;
  return { months, month: wanted, rows: wanted === null ? [] : db.prepare<[string], MonthRow>(rows).all(wanted) };
}
