// Who is who, today alone: emptied when the day closes, in no backup. The tag is made by the kiosk's agent under the day key.
import type { Database } from 'better-sqlite3';

export function createPersonal(db: Database): void {
  db.exec(`
    create table personal (
      tag blob primary key check (length(tag) = 16),
      person_key text not null unique
    ) strict, without rowid;
  `);
}
