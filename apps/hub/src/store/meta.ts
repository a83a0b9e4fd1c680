// The few facts about the database itself.
import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';

export type Meta = {
  readonly epoch: () => number;
  /** Writes a row of no meaning: its commit shows that the disk takes writes again. */
  readonly probe: (now: number) => void;
};

/** Reads and writes `meta`; a new database starts in epoch 1 with a random epoch id. */
export function createMeta(db: Database): Meta {
  const select = db.prepare<[string], string>('select value from meta where name = ?').pluck();
  const upsert = db.prepare('insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value');
  if (select.get('epoch') === undefined) {
    db.transaction(() => {
      upsert.run('epoch', '1');
      upsert.run('epochId', randomBytes(16).toString('base64url'));
    })();
  }
  return {
    epoch: () => Number(select.get('epoch')),
    probe: (now) => void upsert.run('probedAt', String(now)),
  };
}
