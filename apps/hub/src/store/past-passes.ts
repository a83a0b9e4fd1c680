// Return passes of every day, from the read table.
import type { Past, PastPass } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

type Row = Omit<PastPass, 'items' | 'materials'> & { readonly items: string; readonly materials: string };

/** A ticket that ended without having been served gives its pass back, as one that nobody holds does: see `isInUse` of the rules. */
export function createPassTable(db: Database): Past['pass'] {
  const pass = db.prepare<[string], Row>(`
    select pass_id as passId, queue_id as queueId, items, materials, other, note, window_id as windowId, date, valid_until as validUntil,
      case when voided = 1 then 'voided' when exists (
        select 1 from stop join ticket on ticket_seq = issue_seq where ticket.ticket_id = used_by and status not in ('cancelled', 'abandoned')
          and not (paper = 'failed' and not exists (select 1 from stop other where other.ticket_seq = issue_seq and other.status <> 'waiting'))
      ) then 'used' else 'open' end as status
    from return_pass where code = ?`);
  return (code) => {
    const row = pass.get(code);
    // What the projection wrote of events that their schema had checked.
    return row ? { ...row, items: JSON.parse(row.items) as PastPass['items'], materials: JSON.parse(row.materials) as PastPass['materials'] } : null;
  };
}
