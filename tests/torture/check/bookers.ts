// Who has booked: tags lie beside the bookings that still need them, and nowhere else.
import type { Database } from 'better-sqlite3';
import { finding, type Finding } from '../findings.ts';

export type TaggedBooking = { readonly bookingId: string; readonly status: string; readonly reason: string | null; readonly tags: number };

const taggedBookings = `
  select booking.booking_id as bookingId, status, reason, (select count(*) from booking_person where booking_person.booking_id = booking.booking_id) as tags from booking`;

/** Tags whose booking is nowhere. */
const strays = 'select count(*) from booking_person where booking_id not in (select booking_id from booking)';

/** `told`: bookings that were made with somebody's number, behind the last restore. */
export const bookerFindings = (db: Database, told: readonly string[]): Finding[] => [
  ...taggedFindings(db.prepare<[], TaggedBooking>(taggedBookings).all(), new Set(told)),
  ...(db.prepare<[], number>(strays).pluck().get() === 0 ? [] : [finding('disagreeing', 'tags are kept of bookings that are nowhere')]),
];

/** One that was cancelled for good or missed needs no tag; one that ended with the day may be opened again with it. */
export const taggedFindings = (bookings: readonly TaggedBooking[], told: ReadonlySet<string>): Finding[] =>
  bookings.flatMap(({ bookingId, status, reason, tags }) => {
    const isOver = status === 'missed' || (status === 'cancelled' && reason !== 'dayClosed');
    if (isOver && tags > 0) return [finding('disagreeing', `booking ${bookingId} is ${status}, and still tells who made it`)];
    return status === 'open' && told.has(bookingId) && tags === 0 ? [finding('lost', `nobody knows any more who made booking ${bookingId}`)] : [];
  });
