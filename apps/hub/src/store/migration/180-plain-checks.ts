// The same checks and the same landmarks, said with `or`. SQLite makes a temporary table of every list of more than two in each statement
// that a check of it belongs to, and uses no index whose condition has such a list. It cannot change a check, so the table of stops is made again.
import type { Database } from 'better-sqlite3';

export function createPlainChecks(db: Database): void {
  db.exec(`
    create table plain_stop (
      ticket_seq integer not null,
      ticket_id text not null,
      stop integer not null,
      queue_id text not null,
      items text not null,
      place_at integer not null,
      place_tie real not null,
      restores integer not null default 0,
      status text not null
        check (status = 'waiting' or status = 'called' or status = 'serving' or status = 'done' or status = 'blocked' or status = 'held'
          or status = 'missed' or status = 'abandoned' or status = 'cancelled'),
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
      bound integer,
      overtaken integer not null default 0,
      primary key (ticket_seq, stop),
      check ((window_id is not null and clerk_id is not null) or (status <> 'called' and status <> 'serving' and status <> 'held'))
    ) strict, without rowid;
    insert into plain_stop
      select ticket_seq, ticket_id, stop, queue_id, items, place_at, place_tie, restores, status, changed_at, window_id, clerk_id, started_at,
        outcome, count, case_ref, start_inferred, proof, reason, before, bound, overtaken
      from stop;
    drop table stop;
    alter table plain_stop rename to stop;
    create unique index stop_one_ticket_at_a_window on stop (window_id) where status in ('called', 'serving');
    create unique index stop_one_window_for_a_ticket on stop (ticket_seq) where status in ('called', 'serving');

    drop index event_landmark;
    create index event_landmark on event (type, seq)
      where type = 'day.opened' or type = 'epoch.raised' or type = 'agent.reported' or type = 'numbers.resumed' or type = 'clock.stepped';
  `);
}
