// Writes what was counted of closed days, and knows which still have to be.
import { DaySummary } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { countDay, type CountedDay } from '../report/count-day.ts';
import { insertHour, sumMonth } from './rollup-sql.ts';

export type RollupTable = {
  /** The oldest day that has to be counted (again), or null. */
  readonly due: () => string | null;
  /** Belongs into a transaction. False when the log has moved on in that day since it was counted: it stays due. */
  readonly write: (counted: CountedDay) => boolean;
  /** Null while it is not counted. */
  readonly summary: (date: string) => DaySummary | null;
};

export function createRollupTable(db: Database): RollupTable {
  const due = db.prepare<[], string>('select date from rollup_day where is_stale = 1 order by date limit 1').pluck();
  const moved = db.prepare<[string, number], number>('select 1 from event where day = ? and seq > ? limit 1').pluck();
  const summary = db.prepare<[string], string | null>('select summary from rollup_day where date = ?').pluck();
  const done = db.prepare('update rollup_day set is_stale = 0, summary = ? where date = ? and is_stale = 1');
  const hoursGone = db.prepare('delete from rollup_hour where date = ?');
  const monthGone = db.prepare('delete from rollup_month where month = substr(?, 1, 7)');
  const hour = db.prepare(insertHour);
  const month = db.prepare(sumMonth);
  return {
    due: () => due.get() ?? null,
    write({ date, upTo, summary: said, hours }) {
      if (moved.get(date, upTo) !== undefined || done.run(JSON.stringify(said), date).changes === 0) return false;
      hoursGone.run(date);
      for (const one of hours) hour.run({ date, ...one });
      monthGone.run(date);
      month.run({ date });
      return true;
    },
    summary(date) {
      const text = summary.get(date);
      return text === undefined || text === null ? null : DaySummary.parse(JSON.parse(text));
    },
  };
}

/** Counts every day that is due here and now: for commands that have the database to themselves. */
export function settleRollups(db: Database): void {
  const table = createRollupTable(db);
  const settle = db.transaction((date: string): void => {
    const counted = countDay(db, date);
    if (!counted || !table.write(counted)) throw new Error(`the day ${date} cannot be counted`);
  });
  for (let date = table.due(); date !== null; date = table.due()) settle(date);
}
