// Bookings, and beside the log the only personal data that outlive a day: tags of who booked and of who did not come. They are left out of
// backups, and end with the booking or with their key (person/period-keys.ts).
import type { Database } from 'better-sqlite3';

export function createBookings(db: Database): void {
  db.exec(`
    create table booking (
      booking_id text primary key,
      code text not null unique,
      queue_id text not null,
      -- JSON list
      items text not null,
      date text not null,
      from_at integer not null,
      to_at integer not null check (to_at > from_at),
      named integer not null check (named in (0, 1)),
      status text not null default 'open' check (status in ('open', 'kept', 'missed', 'cancelled')),
      reason text,
      -- the newest ticket taken with it
      ticket_id text,
      changed_at integer not null,
      check ((status = 'cancelled') = (reason is not null))
    ) strict, without rowid;
    create index booking_of_date on booking (date, from_at);

    create table booking_person (
      booking_id text not null,
      tag blob not null check (length(tag) = 16),
      key_id integer not null,
      primary key (booking_id, key_id)
    ) strict, without rowid;
    create index booking_person_tag on booking_person (tag);

    create table missed_booking (
      tag blob not null check (length(tag) = 16),
      key_id integer not null,
      date text not null
    ) strict;
    create index missed_booking_tag on missed_booking (tag);
  `);
}
