// The figures of one service day, from the log alone.
import {
  createStatistics, createTurnedAway, dayHours, serviceDateAt, type HallConfig, type HallEvent, type ReportOptions, type ServiceDate, type Statistics, type TimedEvent,
} from '@hallcall/domain';
import type { ServiceDayEntry, StatisticsReply } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import { createConfigTable } from '../store/config-table.ts';

type Row = { readonly at: number; readonly body: string };

/**
 * A step of the clock between a close and the reopening stands under no day, and moves the day's times all the same. One behind the last
 * close does not, though facts of the day may still come behind it.
 */
const ofDay = `
  select at, body from event
  where day = @day or (type = 'clock.stepped' and seq between (select min(seq) from event where day = @day)
    and (select max(seq) from event where day = @day and type in ('day.opened', 'day.reopened', 'day.closed')))
  order by seq`;

/** `date` null asks for the newest day; null when there is no such day. What goes on counts until `now` (epoch ms). */
export function readStatistics(db: Database, date: string | null, now: number): StatisticsReply | null {
  const folded = foldDay(db, date);
  if (!folded) return null;
  const { day, config, statistics, turnedAway, isOverdue } = folded;
  const hall = hallOf(db, config);
  const until = day.closedAt ?? now;
  const register = createTurnedAway(hall.timeZone);
  turnedAway.forEach(register.add);
  const inVain = register.report();
  return { day: day.date, closedAt: day.closedAt, config, until, report: statistics.report(reportOptions(hall, { until, leftOpenAt: leftOpenAt(hall, { day, isOverdue, now }) })), ...(inVain ? { turnedAway: inVain } : {}) };
}

type Folded = { readonly day: ServiceDayEntry; readonly config: number; readonly statistics: Statistics; readonly turnedAway: readonly TimedEvent[]; /** Closed only by the opening of a later day. */ readonly isOverdue: boolean };

/** A day's events in the statistics, and the version that names what stands in them. Null when there is no such day. */
export function foldDay(db: Database, date: string | null): Folded | null {
  const day = findDay(db, date);
  if (!day) return null;
  const statistics = createStatistics();
  const turnedAway: TimedEvent[] = [];
  let [inForce, config, isOverdue] = [0, 0, false];
  for (const { at, body } of db.prepare<{ day: string }, Row>(ofDay).iterate({ day: day.date })) {
    // Our own log: its hash chain is checked at start.
    const event = JSON.parse(body) as HallEvent;
    statistics.add({ at, event });
    if (event.type === 'visitors.turnedAway') turnedAway.push({ at, event });
    if (event.type === 'day.closed') isOverdue = event.by === 'overdue';
    inForce = versionAfter(event) ?? inForce;
    // One that came only after everybody had gone is not the day's.
    if (config === 0 || isWork(event)) config = inForce;
  }
  return { day, config, statistics, turnedAway, isOverdue };
}

export const reportOptions = (hall: HallConfig, span: Pick<ReportOptions, 'until' | 'leftOpenAt'>): ReportOptions => ({
  timeZone: hall.timeZone, firstHour: Number(hall.day.changesAt.slice(0, 2)), bookingToleranceMs: hall.policy.bookingToleranceMs, ...span,
});

type Closing = { readonly day: ServiceDayEntry; readonly isOverdue: boolean; /** Epoch ms. */ readonly now: number };

/** See `ReportOptions`. A hall that is always open has hours until its day changes. */
export function leftOpenAt(hall: HallConfig, { day: { date, closedAt }, isOverdue, now }: Closing): number | null {
  const isLeftOpen = closedAt === null ? serviceDateAt(hall, now) > date : isOverdue;
  return isLeftOpen ? (dayHours(hall, date).at(-1)?.to ?? 0) : null;
}

const isWork = ({ type }: HallEvent): boolean => type === 'ticket.issued' || type === 'ticket.called' || type === 'window.opened';

/** The hall as of a version; should that be gone, as it is now: its time zone and the change of its day hardly ever move. */
export function hallOf(db: Database, version: number): HallConfig {
  const configs = createConfigTable(db);
  const hall = (configs.get(version) ?? configs.get(configs.newest()?.version ?? 0))?.hall;
  if (!hall) throw new Error('no configuration is stored');
  return hall;
}

/** The version that is in force from this event on; null: as before. */
export function versionAfter(event: HallEvent): number | null {
  if (event.type === 'config.adopted') return event.version;
  return event.type === 'day.opened' || event.type === 'day.reopened' ? event.config : null;
}

const columns = 'date, opened_at as openedAt, closed_at as closedAt';

/** Every day of the log, newest first. */
export const readDays = (db: Database): ServiceDayEntry[] => db.prepare<[], ServiceDayEntry>(`select ${columns} from day order by date desc`).all();

/** That day, or the newest when `date` is null. */
export const findDay = (db: Database, date: ServiceDate | string | null): ServiceDayEntry | null =>
  db.prepare<[{ date: string | null }], ServiceDayEntry>(`select ${columns} from day where :date is null or date = :date order by date desc limit 1`).get({ date }) ?? null;
