// Counts a closed day for its slip and for the rollups: what `statistics` of the domain says, and nothing of its own.
import { type DayRoot, type DaySummary, type HallEvent, type ItemHour, lastOnlineNumber, type ServiceDate } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { createRootTable } from '../store/closings.ts';
import { sumsUpTo } from './read-payments.ts';
import { foldDay, hallOf, leftOpenAt, reportOptions } from './read-statistics.ts';

export type CountedHour = ItemHour & { readonly departmentId: string };
export type CountedDay = {
  readonly date: string;
  /** Every event of the log up to here was counted. */
  readonly upTo: number;
  readonly summary: DaySummary;
  readonly hours: readonly CountedHour[];
};

/** Null when that day is not closed. */
export function countDay(db: Database, date: string): CountedDay | null {
  // One picture of the log, also beside a hub that writes on.
  return db.transaction(() => {
    const root = createRootTable(db).of(date);
    const folded = foldDay(db, date);
    if (!root || !folded) return null;
    const { statistics, config, day: { closedAt } } = folded;
    if (closedAt === null) return null;
    const hall = hallOf(db, config);
    const options = reportOptions(hall, { until: closedAt, leftOpenAt: leftOpenAt(hall, { ...folded, now: closedAt }) });
    const departments = new Map<string, string>(hall.items.map((item) => [item.id, item.department]));
    return {
      date, upTo: db.prepare<[], number>('select max(seq) from event').pluck().get() ?? 0,
      summary: summarise(db, root, statistics.report(options).hall),
      // An item that the configuration has lost since its number was taken belongs to no department any more.
      hours: statistics.itemHours(options).map((hour) => ({ ...hour, departmentId: departments.get(hour.itemId) ?? '' })),
    };
  })();
}

type HallFigures = { readonly issued: number; readonly done: number; readonly ticketsAbandoned: number; readonly missed: number; readonly wait: { readonly meanMs: number | null; readonly p90Ms: number | null } };

function summarise(db: Database, root: DayRoot, { issued, done, ticketsAbandoned, missed, wait }: HallFigures): DaySummary {
  const payments = sumsUpTo(db, root);
  const [opened, closed] = [turnAt(db, root.firstSeq), turnAt(db, root.lastSeq)];
  if (opened.event.type !== 'day.opened' || closed.event.type !== 'day.closed') throw new Error(`the root of ${root.date} names no day`);
  return {
    opened: { at: opened.at, by: opened.event.by, clerkId: opened.clerkId }, closed: { at: closed.at, by: closed.event.by, clerkId: closed.clerkId },
    issued, done, abandoned: ticketsAbandoned, missed, meanWaitMs: wait.meanMs, p90WaitMs: wait.p90Ms,
    noticesIssued: payments.issued, noticesPaid: payments.paid, ...numbersOf(db, root.date),
  };
}

/** Actors are written by `actorName`. */
function turnAt(db: Database, seq: number): { readonly event: HallEvent; readonly at: number; readonly clerkId: DaySummary['opened']['clerkId'] } {
  const row = db.prepare<[number], { at: number; actor: string; body: string }>('select at, actor, body from event where seq = ?').get(seq);
  if (!row) throw new Error(`event ${seq} is missing`);
  const clerkId = row.actor.startsWith('manager:') ? (row.actor.slice('manager:'.length) as DaySummary['opened']['clerkId']) : null;
  // Our own log: its hash chain is checked at start.
  return { event: JSON.parse(row.body) as HallEvent, at: row.at, clerkId };
}

function numbersOf(db: Database, date: ServiceDate): Pick<DaySummary, 'numbers' | 'offline'> {
  const numbers = db
    .prepare<[string, number], DaySummary['numbers'][number]>('select prefix, min(n) as first, max(n) as last from ticket where day = ? and n <= ? group by prefix order by prefix')
    .all(date, lastOnlineNumber);
  const offline = db.prepare<[string], number>('select count(*) from ticket where day = ? and offline = 1').pluck().get(date) ?? 0;
  return { numbers, offline };
}
