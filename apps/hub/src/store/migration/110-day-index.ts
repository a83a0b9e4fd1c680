// Reports read the events of one service day. Days only grow, so new entries go to the end of the index.
import type { Database } from 'better-sqlite3';

export function createDayIndex(db: Database): void {
  db.exec('create index event_of_day on event (day)');
}
