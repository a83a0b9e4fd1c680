// Which command ids were accepted, by whom and with what: the answer to every resend, also after a restart.
import type { CommandId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type CommandRow = {
  readonly actor: string;
  /** Null: answered by a fact before it arrived; any body of the same actor gets the fact's events. */
  readonly bodyHash: Buffer | null;
  readonly firstSeq: number;
  readonly count: number;
};

export type CommandTable = {
  readonly find: (id: CommandId) => CommandRow | null;
  readonly add: (id: CommandId, row: CommandRow) => void;
};

export function createCommandTable(db: Database): CommandTable {
  const select = db.prepare<[string], CommandRow>(
    'select actor, body_hash as bodyHash, first_seq as firstSeq, count from command where id = ?',
  );
  const insert = db.prepare('insert into command (id, actor, body_hash, first_seq, count) values (?, ?, ?, ?, ?)');
  return {
    find: (id) => select.get(id) ?? null,
    add: (id, { actor, bodyHash, firstSeq, count }) => void insert.run(id, actor, bodyHash, firstSeq, count),
  };
}
