// Return passes: what a visitor who comes back with the missing materials takes a number with.
import type { Database } from 'better-sqlite3';

export function createPasses(db: Database): void {
  db.exec(`
    create table return_pass (
      pass_id text primary key,
      code text not null unique,
      ticket_id text not null,
      stop integer not null,
      queue_id text not null,
      -- JSON lists
      items text not null,
      materials text not null,
      other text,
      note text,
      window_id text not null,
      date text not null,
      valid_until text not null,
      voided integer not null default 0 check (voided in (0, 1)),
      -- the newest ticket taken with it
      used_by text,
      changed_at integer not null
    ) strict, without rowid;
    create unique index return_pass_one_valid on return_pass (ticket_id, stop) where voided = 0;
    create index return_pass_used_by on return_pass (used_by) where used_by is not null;
  `);
}
