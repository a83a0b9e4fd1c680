// The root of each close: the chain's hash at `day.closed`, which covers every event before it. And where the log begins.
import type { Database } from 'better-sqlite3';

export function createDayRoot(db: Database): void {
  db.exec(`
    -- a reopened day has one row a close; first_seq is the day's opening
    create table day_root (
      last_seq integer primary key,
      date text not null,
      epoch integer not null,
      first_seq integer not null,
      root blob not null check (length(root) = 32),
      at integer not null,
      check (first_seq < last_seq)
    ) strict;
    create index day_root_of_date on day_root (date);

    insert into day_root (last_seq, date, epoch, first_seq, root, at)
    select seq, body ->> 'date', epoch, (select max(opened.seq) from event opened where opened.type = 'day.opened' and opened.seq < event.seq), hash, at
    from event where type = 'day.closed';
  `);
}
