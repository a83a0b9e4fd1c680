// The payment notices of an earlier service day, for reconciliation: from the read table, with the configuration that named the prices.
import { dayHours, type DayRoot, type HallConfig, type HallEvent, type NoticeSum, type ServiceDate } from '@hallcall/domain';
import type { NoticeRecord, PaymentsReport, PaymentSums } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import { findDay, hallOf, versionAfter } from './read-statistics.ts';

type Row = Omit<NoticeRecord, 'ticket' | 'lines' | 'waiver' | 'receipt' | 'config' | 'endedAt'> & {
  readonly lines: string; readonly waiver: string | null; readonly receipt: string | null;
  readonly paidBy: 'cash' | 'card' | 'phone'; readonly bankClerkId: string; readonly changedAt: number; readonly prefix: string; readonly n: number; readonly day: string;
};
type Span = { readonly from: number; readonly to: number };

const notices = `
  select notice_id as noticeId, number, notice.ticket_id as ticketId, prefix, n, ticket.day as day, window_id as windowId, clerk_id as clerkId, lines, waiver, fen,
    payee, code, notice.issued_at as issuedAt, expires_at as expiresAt, status, receipt, paid_by as paidBy, bank_clerk_id as bankClerkId, changed_at as changedAt
  from notice join ticket on ticket.ticket_id = notice.ticket_id
  where (notice.issued_at >= :from and notice.issued_at < :to) or (status <> 'open' and changed_at >= :from and changed_at < :to)
  order by notice.issued_at desc, number`;

/** Null when there is no such day. What happened between two service days counts with the one before. */
export function readPayments(db: Database, date: string): PaymentsReport | null {
  const day = findDay(db, date);
  if (!day) return null;
  const span = spanOf(db, day.date);
  const rows = db.prepare<[Span], Row>(notices).all(span);
  const versionOf = versions(db);
  return { day: day.date, sums: sumsOf(rows, span), notices: rows.map((row) => recordOf(row, versionOf(row.day, row.noticeId))) };
}

/**
 * What the paper of a close says: everything since the close of the day before, up to this one. It must not change with what is paid later,
 * nor be on no paper because it was paid between two days.
 */
export function sumsUpTo(db: Database, { date, at }: Pick<DayRoot, 'date' | 'at'>): PaymentSums {
  const before = db.prepare<[string], number | null>('select max(at) from day_root where date = (select max(date) from day_root where date < ?)').pluck().get(date) ?? null;
  const beginning = beginningOf(hallOfDay(db, date), date);
  // A clock that ran ahead at the close before hides nothing of this day.
  const span = { from: before === null ? beginning : Math.min(before + 1, beginning), to: at + 1 };
  return sumsOf(db.prepare<[Span], Row>(notices).all(span), span);
}

function hallOfDay(db: Database, date: ServiceDate): HallConfig {
  const version = db.prepare<[string], number>('select config from day where date = ?').pluck().get(date);
  return hallOf(db, version ?? 0);
}

function spanOf(db: Database, date: ServiceDate): Span {
  const hall = hallOfDay(db, date);
  const next = db.prepare<[string], ServiceDate | null>('select min(date) from day where date > ?').pluck().get(date) ?? null;
  return { from: beginningOf(hall, date), to: next === null ? Number.MAX_SAFE_INTEGER : beginningOf(hall, next) };
}

/** When the date changes to this one, whatever the timetable says; epoch ms. */
const beginningOf = (hall: HallConfig, date: ServiceDate): number => dayHours({ ...hall, timetable: { kind: 'always' } }, date)[0]?.from ?? 0;

/** Which version was in force when a notice of a day was written, by the order of the log: clocks are set, and two things happen in one moment. Each day is read once. */
function versions(db: Database): (day: string, noticeId: string) => number | null {
  const events = db.prepare<[string], { body: string }>(
    `select body from event where day = ? and type in ('day.opened', 'day.reopened', 'config.adopted', 'notice.issued') order by seq`,
  );
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (day, noticeId) => {
    const ofDay = known.get(day) ?? versionByNotice(events.all(day).map(({ body }) => JSON.parse(body) as HallEvent));
    known.set(day, ofDay);
    return ofDay.get(noticeId) ?? null;
  };
}

function versionByNotice(events: readonly HallEvent[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let inForce: number | null = null;
  for (const event of events) {
    inForce = versionAfter(event) ?? inForce;
    if (event.type === 'notice.issued' && inForce !== null) found.set(event.notice.noticeId, inForce);
  }
  return found;
}

function recordOf(row: Row, config: number | null): NoticeRecord {
  const { lines, waiver, receipt, paidBy, bankClerkId, changedAt, prefix, n, day: _, ...rest } = row;
  return {
    ...rest, config, endedAt: row.status === 'open' ? null : changedAt,
    // The columns hold what the schema of a notice accepted when it was recorded.
    lines: JSON.parse(lines) as NoticeRecord['lines'], waiver: waiver === null ? null : (JSON.parse(waiver) as NoticeRecord['waiver']),
    ticket: { prefix, n } as NoticeRecord['ticket'],
    receipt: receipt === null ? null : ({ number: receipt, paidBy, clerkId: bankClerkId, at: changedAt } as NoticeRecord['receipt']),
  };
}

function sumsOf(rows: readonly Row[], { from, to }: Span): PaymentSums {
  const isWithin = (at: number): boolean => at >= from && at < to;
  const issued = rows.filter(({ issuedAt }) => isWithin(issuedAt));
  const ended = (status: Row['status']) => sum(rows.filter((row) => row.status === status && isWithin(row.changedAt)));
  return { issued: sum(issued), open: sum(issued.filter(({ status }) => status === 'open')), paid: ended('paid'), voided: ended('voided'), expired: ended('expired') };
}

const sum = (rows: readonly Row[]): NoticeSum => ({ count: rows.length, fen: rows.reduce((fen, row) => fen + row.fen, 0) });
