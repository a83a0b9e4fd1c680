// The truth: the log, the answers to resent commands, the versions of the configuration.
import type { Database } from 'better-sqlite3';

export function createLog(db: Database): void {
  db.exec(`
    create table meta (name text primary key, value text not null) strict, without rowid;

    create table event (
      seq integer primary key,
      epoch integer not null,
      day text,
      at integer not null,
      actor text not null,
      command_id text,
      ordinal integer not null,
      type text not null,
      body text not null,
      hash blob not null check (length(hash) = 32),
      unique (command_id, ordinal)
    ) strict;
    create index event_landmark on event (type, seq)
      where type in ('day.opened', 'epoch.raised', 'agent.reported', 'numbers.resumed');
    create trigger event_is_final before update on event begin select raise(abort, 'the log is append-only'); end;
    create trigger event_stays before delete on event begin select raise(abort, 'the log is append-only'); end;

    -- body_hash is null where a fact answered an intent that had not arrived: any body of that actor gets the fact's events
    create table command (
      id text primary key,
      actor text not null,
      body_hash blob check (body_hash is null or length(body_hash) = 32),
      first_seq integer not null,
      count integer not null check (count > 0)
    ) strict, without rowid;

    -- catalogue_source: hash of the file that the published catalogue was made from
    create table config (
      version integer primary key, at integer not null, hall text not null, catalogue text not null, catalogue_source text not null
    ) strict;
    create trigger config_is_final before update on config begin select raise(abort, 'a version is final'); end;
    create trigger config_stays before delete on config begin select raise(abort, 'a version is final'); end;
  `);
}
