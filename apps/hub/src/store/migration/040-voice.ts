// Speech: who has begun to speak a call, and what each display reported. Outside the log.
import type { Database } from 'better-sqlite3';

export function createVoice(db: Database): void {
  db.exec(`
    -- what became of the announcement: outcome, why, when
    alter table call add column speech text;
    alter table call add column speech_reason text;
    alter table call add column speech_at integer;

    create table speech_claim (
      call_id text primary key,
      zone text not null,
      device_id text not null,
      started_at integer not null,
      ends_at integer not null,
      over_at integer
    ) strict, without rowid;

    -- 'shown' on a painted frame or a lit bar; 'away': the call came and went while the board was not there
    alter table call_proof add column kind text not null default 'shown' check (kind in ('shown', 'away'));
  `);
}
