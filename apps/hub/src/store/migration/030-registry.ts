// Who may speak to the hub. Outside the fold; secrets only as hashes.
import type { Database } from 'better-sqlite3';

export function createRegistry(db: Database): void {
  db.exec(`
    create table clerk (
      clerk_id text primary key,
      name text not null,
      role text not null check (role in ('clerk', 'manager')),
      pin_hash text not null,
      failures integer not null default 0,
      locked_until integer not null default 0,
      disabled_at integer
    ) strict, without rowid;

    create table session (
      token_hash blob primary key,
      clerk_id text not null references clerk (clerk_id),
      window_id text,
      created_at integer not null,
      expires_at integer not null
    ) strict, without rowid;
    create index session_of_clerk on session (clerk_id);

    create table device (
      device_id text primary key,
      kind text not null check (kind in ('agent', 'display')),
      name text not null,
      board_id text,
      token_hash blob unique,
      paired_at integer not null,
      revoked_at integer,
      check ((kind = 'display') = (board_id is not null))
    ) strict, without rowid;

    -- a kiosk's own numbers, for every prefix; freed_on: the calendar date on which they may not yet be given again
    create table slot (
      device_id text not null references device (device_id),
      first integer not null check (first >= 5000),
      last integer not null check (last <= 9999 and last >= first),
      taken_at integer not null,
      freed_on text,
      primary key (device_id, taken_at)
    ) strict, without rowid;
    create unique index slot_one_per_device on slot (device_id) where freed_on is null;
    create unique index slot_one_owner on slot (first) where freed_on is null;

    create table pairing (
      pairing_id text primary key,
      kind text not null check (kind in ('agent', 'display')),
      name text not null,
      secret_hash blob not null,
      code text not null unique,
      expires_at integer not null,
      device_id text references device (device_id)
    ) strict, without rowid;
  `);
}
