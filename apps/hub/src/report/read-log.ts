// A day's events that fit what was asked for, some at a time: whoever follows up a complaint reads one number's or one window's.
import type { HallEvent, LogKind, LogLine, ServiceDate, TicketId } from '@hallcall/domain';
import type { LogReply, LogWish, StoredEvent } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import { logLine, type LogLookUp } from '../view/log-line.ts';
import { kindOf } from './log-kinds.ts';
import { findDay } from './read-statistics.ts';

const listed = 100;

type Row = { readonly seq: number; readonly epoch: number; readonly day: ServiceDate | null; readonly at: number; readonly actor: string; readonly command_id: string | null; readonly body: string };
type Given = { readonly day: string; readonly before: number; readonly types: string | null; readonly ticketId: string | null; readonly windowId: string | null } & Span;
type Span = { readonly since: number; readonly until: number };

/** From the day's opening, of the first one from the beginning, up to the next opening. */
const spanOfDay = `
  with own as (select min(seq) as seq from event where type = 'day.opened' and day = :day)
  select iif(exists (select 1 from event where type = 'day.opened' and seq < own.seq), own.seq, 0) as since,
    coalesce((select min(seq) from event where type = 'day.opened' and seq > own.seq), ${Number.MAX_SAFE_INTEGER}) as until
  from own`;

/** A reopening of the day behind the close that had given this ticket up: it waits again. */
const takesBack = `(type = 'day.reopened' and exists (
  select 1 from event gone where gone.day = :day and gone.type = 'ticket.abandoned' and gone.body ->> 'ticketId' = :ticketId and gone.seq < event.seq
    and gone.seq > (select max(turn.seq) from event turn where turn.type in ('day.opened', 'day.reopened') and turn.seq < event.seq)))`;

/** What happens after a close belongs to no day in the log; who looks for it looks at the day before it. */
const fitting = `
  select seq, epoch, day, at, actor, command_id, body from event
  where (day = :day or (day is null and seq between :since and :until)) and seq < :before
    and (:types is null or type in (select value from json_each(:types)) or (:ticketId is not null and ${takesBack} and 'ticket.abandoned' in (select value from json_each(:types))))
    and (:ticketId is null or body ->> 'ticketId' = :ticketId or ${takesBack}
      or body ->> 'callId' in (select call_id from call where ticket_id = :ticketId) or body ->> 'noticeId' in (select notice_id from notice where ticket_id = :ticketId))
    and (:windowId is null or body ->> 'windowId' = :windowId or body ->> 'callId' in (select call_id from call where window_id = :windowId))
  order by seq desc limit ${listed + 1}`;

/** Null when there is no such day. A number that the day does not know has no events. */
export function readLog(db: Database, { day: date, number, windowId, kind, before }: LogWish): LogReply | null {
  const day = findDay(db, date);
  if (!day) return null;
  const ticketId = number === null ? null : (ticketOf(db, day.date, number) ?? '');
  const span = db.prepare<[{ day: string }], Span>(spanOfDay).get({ day: day.date }) ?? { since: 0, until: 0 };
  const rows = db.prepare<[Given], Row>(fitting).all({
    ...span, day: day.date, before: before ?? Number.MAX_SAFE_INTEGER, types: kind === null ? null : JSON.stringify(typesOf(kind)), ticketId, windowId,
  });
  const lookUp = lookUpIn(db);
  // The column holds ids that the schema of their events accepted.
  const own = ticketId === null ? null : lookUp.number(ticketId as TicketId);
  const lines = rows.slice(0, listed).map((row) => takenBack(logLine(lookUp, storedEvent(row)), own));
  return { day: day.date, lines, earlier: rows.length > listed ? (lines.at(-1)?.seq ?? null) : null };
}

/** Among the events of a number, the reopening of its day is the end of its being given up. */
const takenBack = (line: LogLine, number: LogLine['number']): LogLine => (number !== null && line.type === 'day.reopened' ? { ...line, number, fact: { of: 'takenBack' } } : line);

const typesOf = (kind: LogKind): string[] => Object.entries(kindOf).flatMap(([type, of]) => (of === kind ? [type] : []));

/** `A12`, `A012` or `a 012`. */
function ticketOf(db: Database, day: string, number: string): string | null {
  const [, prefix = '', n = ''] = /^([A-Z]+)(\d{1,4})$/u.exec(number.replaceAll(/\s/gu, '').toUpperCase()) ?? [];
  return db.prepare<[string, string, number], string>('select ticket_id from ticket where day = ? and prefix = ? and n = ?').pluck().get(day, prefix, Number(n)) ?? null;
}

function lookUpIn(db: Database): LogLookUp {
  const number = db.prepare<[string], { prefix: string; n: number }>('select prefix, n from ticket where ticket_id = ?');
  const call = db.prepare<[string], { ticketId: string; windowId: string }>('select ticket_id as ticketId, window_id as windowId from call where call_id = ?');
  const notice = db.prepare<[string], string>('select ticket_id from notice where notice_id = ?').pluck();
  // The columns hold ids that the schema of their events accepted.
  return {
    number: (ticketId) => (number.get(ticketId) ?? null) as ReturnType<LogLookUp['number']>,
    call: (callId) => (call.get(callId) ?? null) as ReturnType<LogLookUp['call']>,
    ticketOfNotice: (noticeId) => (notice.get(noticeId) ?? null) as ReturnType<LogLookUp['ticketOfNotice']>,
  };
}

/** Our own log: its hash chain is checked at start. */
const storedEvent = ({ seq, epoch, day, at, actor, command_id, body }: Row): StoredEvent => ({ seq, epoch, day, at, actor, commandId: command_id, event: JSON.parse(body) as HallEvent });
