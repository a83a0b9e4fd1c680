// Tickets and return passes of days that the fold no longer holds, from the read tables.
import { guideDesk, type DeviceId, type Paper, type Past, type PastTicket, type ServiceDate, type TicketId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { createBookingTable } from './past-bookings.ts';
import { createPassTable } from './past-passes.ts';

export type TicketTable = Past & {
  /** Seq of the event that issued the ticket, or null. */
  readonly issueSeq: (ticketId: TicketId) => number | null;
};

type Row = { readonly ticketId: TicketId; readonly day: ServiceDate; readonly device: DeviceId; readonly paper: Paper; readonly isCancelledAsMistake: number };

const rows = `
  select ticket_id as ticketId, day, device, paper,
    not exists (select 1 from stop where ticket_seq = issue_seq and (status <> 'cancelled' or coalesce(reason, '') not in ('mistake', 'dropped'))) as isCancelledAsMistake
  from ticket`;

const told = (row: Row | undefined): PastTicket | null => {
  if (!row) return null;
  const { isCancelledAsMistake, ...ticket } = row;
  return { ...ticket, isMistaken: ticket.device === guideDesk && isCancelledAsMistake === 1 };
};

export function createTicketTable(db: Database): TicketTable {
  // One question for a ticket and its alias: it is asked for every number that is given.
  const ticket = db.prepare<[string, string], Row>(`${rows} where ticket_id = coalesce((select ticket_id from ticket_alias where alias = ?), ?)`);
  const numbered = db.prepare<[string, string, number], Row>(`${rows} where day = ? and prefix = ? and n = ?`);
  const taken = db.prepare<[string, string, number], number>('select 1 from ticket where day = ? and prefix = ? and n = ?').pluck();
  const closed = db.prepare<[string, string], number>('select 1 from day_root where date = ? and not exists (select 1 from day where date = ? and closed_at is null)').pluck();
  const issue = db.prepare<[string], number>('select issue_seq from ticket where ticket_id = ?').pluck();
  return {
    ticket: (ticketId) => told(ticket.get(ticketId, ticketId)),
    numbered: (day, { prefix, n }) => told(numbered.get(day, prefix, n)),
    pass: createPassTable(db),
    ...createBookingTable(db),
    isClosed: (day) => closed.get(day, day) !== undefined,
    isTaken: (day, { prefix, n }) => taken.get(day, prefix, n) !== undefined,
    issueSeq: (ticketId) => issue.get(ticketId) ?? null,
  };
}
