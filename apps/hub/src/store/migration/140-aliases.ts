// What kiosks call tickets that the guide desk had entered before they could tell of them.
import type { Database } from 'better-sqlite3';

export function createAliases(db: Database): void {
  db.exec('create table ticket_alias (alias text primary key, ticket_id text not null) strict, without rowid');
}
