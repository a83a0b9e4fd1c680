// A stop may be held, and a call may have been a mistake. SQLite cannot widen a check, so the table of stops is made again.
import type { Database } from 'better-sqlite3';

export function createEdges(db: Database): void {
  db.exec(`
    create table wider_stop (
      ticket_seq integer not null,
      ticket_id text not null,
      stop integer not null,
      queue_id text not null,
      items text not null,
      place_at integer not null,
      place_tie real not null,
      restores integer not null default 0,
      status text not null
        check (status in ('blocked', 'waiting', 'called', 'serving', 'held', 'missed', 'done', 'abandoned', 'cancelled')),
      changed_at integer not null,
      window_id text,
      clerk_id text,
      started_at integer,
      outcome text,
      count integer,
      case_ref text,
      start_inferred integer,
      proof text,
      reason text,
      before text,
      primary key (ticket_seq, stop),
      check ((status in ('called', 'serving', 'held')) <= (window_id is not null and clerk_id is not null))
    ) strict, without rowid;
    insert into wider_stop
      select ticket_seq, ticket_id, stop, queue_id, items, place_at, place_tie, restores, status, changed_at, window_id, clerk_id, started_at,
        outcome, count, case_ref, start_inferred, proof, reason, before
      from stop;
    drop table stop;
    alter table wider_stop rename to stop;
    create unique index stop_one_ticket_at_a_window on stop (window_id) where status in ('called', 'serving');
    create unique index stop_one_window_for_a_ticket on stop (ticket_seq) where status in ('called', 'serving');

    alter table call add column undone integer not null default 0 check (undone in (0, 1));
  `);
}
