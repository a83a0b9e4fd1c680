// Figures that outlive the events they were counted from. Sums, so that months and years are sums of them.
import type { Database } from 'better-sqlite3';

const figures = `
      issued integer not null, arrived integer not null, abandoned integer not null, turns integer not null, missed integer not null,
      done integer not null, pieces integer not null,
      waits integer not null, wait_ms integer not null, in_time integer not null,
      services integer not null, service_ms integer not null`;

export function createRollup(db: Database): void {
  db.exec(`
    -- what the paper of the day says, as JSON; null and stale: still to be counted, or to be counted again
    create table rollup_day (
      date text primary key, is_stale integer not null check (is_stale in (0, 1)), summary text,
      check (is_stale = 1 or summary is not null)
    ) strict, without rowid;
    create index rollup_day_stale on rollup_day (date) where is_stale = 1;

    create table rollup_hour (
      date text not null, item_id text not null, hour integer not null check (hour between 0 and 23), department_id text not null,${figures},
      primary key (date, item_id, hour)
    ) strict, without rowid;

    create table rollup_month (
      month text not null, department_id text not null, item_id text not null,${figures},
      primary key (month, department_id, item_id)
    ) strict, without rowid;

    insert into rollup_day (date, is_stale, summary) select date, 1, null from day where closed_at is not null;
  `);
}
