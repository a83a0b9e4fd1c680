// Return passes of every day, from the read table.
import type { Past, PastPass } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

type Row = Omit<PastPass, 'items' | 'materials'> & { readonly items: string; readonly materials: string };

/** A ticket that ended without having been served gives its pass back. */
export function createPassTable(db: Database): Past['pass'] {
  const pass = db.prepare<[string], Row>(`
    select pass_id as passId, queue_id as queueId, items, materials, other, note, window_id as windowId, date, valid_until as validUntil,
      case when voided = 1 then 'voided' when exists (
        select 1 from stop where ticket_seq = (select issue_seq from ticket where ticket_id = used_by) and status not in ('cancelled', 'abandoned')
      ) then 'used' else 'open' end as status
    from return_pass where code = ?`);
  return (code) => {
    const row = pass.get(code);
    // What the projection wrote of events that their schema had checked.
    return row ? { ...row, items: JSON.parse(row.items) as PastPass['items'], materials: JSON.parse(row.materials) as PastPass['materials'] } : null;
  };
}
