// A call that an emergency cut off may be claimed again: a claim knows how much had been said about the call before.
import type { Database } from 'better-sqlite3';

export function createEmergency(db: Database): void {
  db.exec(`alter table speech_claim add column reports_before integer not null default 0`);
}
