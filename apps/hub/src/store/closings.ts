// Every close that a log tells of, with its root: found while the chain is followed, so that nothing but the log is believed.
import { DayRoot } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import type { EventRow } from './event-log.ts';

export type Closings = {
  /** The next row of a chain that has been whole so far. */
  readonly visit: (row: EventRow) => void;
  /** In the order of the log. */
  readonly all: () => readonly DayRoot[];
};

export function collectClosings(): Closings {
  const found: DayRoot[] = [];
  let firstSeq = 0;
  return {
    visit({ seq, epoch, day, at, type, hash }) {
      if (type === 'day.opened') firstSeq = seq;
      if (type === 'day.closed') found.push(DayRoot.parse({ date: day, epoch, firstSeq, lastSeq: seq, root: hash.toString('hex'), at }));
    },
    all: () => found,
  };
}

type Row = Omit<DayRoot, 'root'> & { readonly root: Buffer };

const columns = 'date, epoch, first_seq as firstSeq, last_seq as lastSeq, root, at';

const rootOf = ({ root, ...row }: Row): DayRoot => ({ ...row, root: root.toString('hex') });

export type RootTable = {
  /** Every close of the newest `days` closed days, newest first. */
  readonly newest: (days: number) => DayRoot[];
  /** Of the last close of that date; null: it has none. */
  readonly of: (date: string) => DayRoot | null;
};

/** The roots as the hub wrote them at each close; those of archived days stay. */
export function createRootTable(db: Database): RootTable {
  const newest = db.prepare<[number], Row>(
    `select ${columns} from day_root where date in (select distinct date from day_root order by date desc limit ?) order by last_seq desc`,
  );
  const of = db.prepare<[string], Row>(`select ${columns} from day_root where date = ? order by last_seq desc limit 1`);
  return {
    newest: (days) => newest.all(days).map(rootOf),
    of(date) {
      const row = of.get(date);
      return row ? rootOf(row) : null;
    },
  };
}
