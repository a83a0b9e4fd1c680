// Tickets and return passes of days that the fold no longer holds, from the read tables.
import type { DeviceId, Paper, Past, ServiceDate, TicketId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { createBookingTable } from './past-bookings.ts';
import { createPassTable } from './past-passes.ts';

export type TicketTable = Past & {
  /** Seq of the event that issued the ticket, or null. */
  readonly issueSeq: (ticketId: TicketId) => number | null;
};

export function createTicketTable(db: Database): TicketTable {
  // One question for both: it is asked for every number that is given.
  const ticket = db.prepare<[string, string], { ticketId: TicketId; day: ServiceDate; device: DeviceId; paper: Paper }>(
    'select ticket_id as ticketId, day, device, paper from ticket where ticket_id = coalesce((select ticket_id from ticket_alias where alias = ?), ?)',
  );
  const numbered = db.prepare<[string, string, number], { ticketId: TicketId; day: ServiceDate; device: DeviceId; paper: Paper }>('select ticket_id as ticketId, day, device, paper from ticket where day = ? and prefix = ? and n = ?');
  const taken = db.prepare<[string, string, number], number>('select 1 from ticket where day = ? and prefix = ? and n = ?').pluck();
  const closed = db.prepare<[string, string], number>('select 1 from day_root where date = ? and not exists (select 1 from day where date = ? and closed_at is null)').pluck();
  const issue = db.prepare<[string], number>('select issue_seq from ticket where ticket_id = ?').pluck();
  return {
    ticket: (ticketId) => ticket.get(ticketId, ticketId) ?? null,
    numbered: (day, { prefix, n }) => numbered.get(day, prefix, n) ?? null,
    pass: createPassTable(db),
    ...createBookingTable(db),
    isClosed: (day) => closed.get(day, day) !== undefined,
    isTaken: (day, { prefix, n }) => taken.get(day, prefix, n) !== undefined,
    issueSeq: (ticketId) => issue.get(ticketId) ?? null,
  };
}
