// Where the log of this database begins: everything up to `seq` was moved to archive files by the `archive` command.
import type { Database } from 'better-sqlite3';

export type Boundary = {
  /** The last event that was moved, 0 when none was. */
  readonly seq: number;
  /** Its hash, which the first event that is left is chained to. */
  readonly hash: Buffer;
};

const none: Boundary = { seq: 0, hash: Buffer.alloc(32) };

export function archiveBoundary(db: Database): Boundary {
  const value = db.prepare<[string], string>('select value from meta where name = ?').pluck();
  const [seq, hash] = [value.get('archivedSeq'), value.get('archivedHash')];
  return seq === undefined || hash === undefined ? none : { seq: Number(seq), hash: Buffer.from(hash, 'hex') };
}

/** Belongs into the transaction that removes the events. */
export function moveBoundary(db: Database, { seq, hash }: Boundary): void {
  const upsert = db.prepare('insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value');
  upsert.run('archivedSeq', String(seq));
  upsert.run('archivedHash', hash.toString('hex'));
}
