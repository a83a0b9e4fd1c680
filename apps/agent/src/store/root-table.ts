// The roots that this agent has been told, in its own file. One that is kept is never changed.
import { RootAck, type DayRoot } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

export type RootStore = {
  readonly has: (root: DayRoot) => boolean;
  /** All that the hub knows. A kept close whose date it tells without it, or with another root, is marked; a further close of a date is a reopened day. */
  readonly keep: (told: readonly DayRoot[]) => void;
  /** Kept roots instead of which another one was told, the newest first. */
  readonly differing: () => readonly RootAck[];
};

/** Days. */
const kept = 400;

const Kept = z.object({ last_seq: z.int(), root: z.string() });

export function createRootTable(db: Database): RootStore {
  const ofDate = db.prepare('SELECT last_seq, root FROM root WHERE date = ?');
  const insert = db.prepare('INSERT INTO root (date, last_seq, first_seq, epoch, root, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const mark = db.prepare('UPDATE root SET told = ? WHERE date = ? AND last_seq = ?');
  const differing = db.prepare('SELECT date, root AS kept, told FROM root WHERE told IS NOT NULL ORDER BY date DESC, last_seq DESC');
  const forget = db.prepare('DELETE FROM root WHERE date NOT IN (SELECT DISTINCT date FROM root ORDER BY date DESC LIMIT ?)');

  function keepDate(date: string, told: readonly DayRoot[]): void {
    for (const { last_seq: lastSeq, root } of z.array(Kept).parse(ofDate.all(date))) {
      const isTold = told.some((one) => one.lastSeq === lastSeq && one.root === root);
      mark.run(isTold ? null : (told[0]?.root ?? null), date, lastSeq);
    }
    for (const { lastSeq, firstSeq, epoch, root, at } of told) insert.run(date, lastSeq, firstSeq, epoch, root, at);
  }

  return {
    has: ({ date, lastSeq, root }) => z.array(Kept).parse(ofDate.all(date)).some((row) => row.last_seq === lastSeq && row.root === root),
    keep: db.transaction((told: readonly DayRoot[]) => {
      for (const date of new Set(told.map((root) => root.date))) keepDate(date, told.filter((root) => root.date === date));
      forget.run(kept);
    }),
    differing: () => z.array(RootAck).parse(differing.all()),
  };
}
