// Read tables: what the log says, as rows with the promises of the hall as constraints. `rebuild` replays them.
import type { Database } from 'better-sqlite3';

export function createHall(db: Database): void {
  db.exec(`
    create table day (
      date text primary key, opened_at integer not null, closed_at integer, config integer not null
    ) strict, without rowid;

    -- keyed by the seq of its issue: rows are appended, only the narrow index of random ids is not
    create table ticket (
      issue_seq integer primary key,
      ticket_id text not null unique,
      day text not null,
      prefix text not null,
      n integer not null check (n between 1 and 9999),
      language text not null,
      issued_at integer not null,
      device text not null,
      offline integer not null check (offline in (0, 1)),
      late integer not null check (late in (0, 1)),
      paper text not null,
      paper_at integer not null,
      -- n before prefix: the day's numbers grow together, so their entries lie together
      unique (day, n, prefix)
    ) strict;

    create table stop (
      ticket_seq integer not null,
      ticket_id text not null,
      stop integer not null,
      queue_id text not null,
      items text not null,
      place_at integer not null,
      place_tie real not null,
      restores integer not null default 0,
      status text not null
        check (status in ('blocked', 'waiting', 'called', 'serving', 'missed', 'done', 'abandoned', 'cancelled')),
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
      check ((status in ('called', 'serving')) <= (window_id is not null and clerk_id is not null))
    ) strict, without rowid;
    create unique index stop_one_ticket_at_a_window on stop (window_id) where status in ('called', 'serving');
    create unique index stop_one_window_for_a_ticket on stop (ticket_seq) where status in ('called', 'serving');

    create table window (
      window_id text primary key,
      clerk_id text,
      opened_at integer,
      pause_reason text,
      paused_at integer,
      ticket_id text unique,
      stop integer,
      changed_at integer not null,
      check ((ticket_id is null) = (stop is null))
    ) strict, without rowid;
    create unique index window_one_per_clerk on window (clerk_id);

    create table call (
      call_id text primary key,
      ticket_id text not null,
      stop integer not null,
      window_id text not null,
      zone text not null,
      attempt integer not null,
      at integer not null,
      shown_at integer
    ) strict, without rowid;
    create index call_of_ticket on call (ticket_id, stop);

    -- clients make job ids: one that two tickets share must not stop the hub
    create table reprint (
      ticket_id text not null,
      job_id text not null,
      copy integer not null,
      device_id text not null,
      at integer not null,
      outcome text,
      primary key (ticket_id, job_id)
    ) strict, without rowid;

    -- who showed a call, device by device; outside the log, so rebuild leaves it alone
    create table call_proof (
      call_id text not null, device_id text not null, zone text not null, at integer not null,
      primary key (call_id, device_id)
    ) strict, without rowid;
  `);
}
