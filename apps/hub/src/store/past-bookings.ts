// Bookings of every day, from the read table.
import type { BookingId, Past, PastBooking, TicketNumber } from '@hallcall/domain';
import type { BookingEntry } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';

/** True of a row of `booking` whose ticket uses it up. */
export const usedUp = `exists (
  select 1 from stop join ticket on ticket_seq = issue_seq where ticket.ticket_id = booking.ticket_id and status not in ('cancelled', 'abandoned')
    and not (paper = 'failed' and not exists (select 1 from stop other where other.ticket_seq = issue_seq and other.status <> 'waiting'))
)`;
const columns = `booking_id as bookingId, queue_id as queueId, items, date, from_at as "from", to_at as "to"`;

type Row = Omit<PastBooking, 'items'> & { readonly items: string };

/** A ticket that ended without having been served gives its booking back, as one that nobody holds does: see `usesUp` of the rules. */
export function createBookingTable(db: Database): Pick<Past, 'booking' | 'isBooked'> {
  const booking = db.prepare<[string], Row>(`
    select ${columns}, case when booking.status = 'kept' and not ${usedUp} then 'open' else booking.status end as status from booking where code = ?`);
  const known = db.prepare<[string], number>('select 1 from booking where booking_id = ?').pluck();
  return {
    booking(code) {
      const row = booking.get(code);
      // What the projection wrote of events that their schema had checked.
      return row ? { ...row, items: JSON.parse(row.items) as PastBooking['items'] } : null;
    },
    isBooked: (bookingId) => known.get(bookingId) !== undefined,
  };
}

type EntryRow = Omit<BookingEntry, 'items' | 'isNamed' | 'number'> & { readonly items: string; readonly named: number } & { readonly prefix: string | null; readonly n: number | null };

/** Lists for the desk. */
export function prepareBookingLists(db: Database) {
  const ofDate = db.prepare<[string], EntryRow>(`
    select ${columns}, code, status, named, prefix, n from booking left join ticket on ticket.ticket_id = booking.ticket_id where date = ? order by from_at, code`);
  const codeOf = db.prepare<[string], string>('select code from booking where booking_id = ?').pluck();
  return {
    /** Every booking of a date, whatever became of it, in order of the slots. */
    ofDate: (date: string): BookingEntry[] => ofDate.all(date).map(entryOf),
    code: (bookingId: BookingId): string | null => codeOf.get(bookingId) ?? null,
  };
}

function entryOf({ items, named, prefix, n, ...row }: EntryRow): BookingEntry {
  // As above.
  const number = prefix === null || n === null ? null : ({ prefix, n } as TicketNumber);
  return { ...row, items: JSON.parse(items) as PastBooking['items'], isNamed: named === 1, number };
}
