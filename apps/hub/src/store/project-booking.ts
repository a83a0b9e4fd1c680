// The part of the projection for bookings. It also ends or moves the tags of who booked, which are no part of the log: what is
// replayed finds none of them any more.
import type { EventOf } from '@hallcall/domain';
import { periodsOf } from '../person/period.ts';
import type { Projection } from './projection-sql.ts';

type BookingEvent = EventOf<'booking.made' | 'booking.cancelled' | 'booking.kept' | 'booking.missed'>;

export function projectBooking(sql: Projection, at: number, event: BookingEvent): void {
  const { bookingId } = event;
  switch (event.type) {
    case 'booking.made': {
      const { code, queueId, items, date, from, to, isNamed } = event;
      sql.booking.run({ bookingId, code, queueId, items: JSON.stringify(items), date, from, to, named: Number(isNamed ?? false), at });
      return;
    }
    case 'booking.cancelled':
      sql.bookingEnded.run({ bookingId, status: 'cancelled', reason: event.reason, at });
      // The day may be opened again.
      if (event.reason !== 'dayClosed') sql.forgetBooker.run({ bookingId });
      return;
    case 'booking.kept':
      sql.bookingKept.run({ bookingId, ticketId: event.ticketId, at });
      return;
    case 'booking.missed':
      sql.bookingEnded.run({ bookingId, status: 'missed', reason: null, at });
      for (const keyId of periodsOf(dateOf(sql, bookingId))) sql.noteNoShow.run({ bookingId, keyId });
      sql.forgetBooker.run({ bookingId });
  }
}

/** The rules end only what they know, so there is one. */
const dateOf = ({ bookingDate }: Projection, bookingId: string): string => (bookingDate.get({ bookingId }) as { readonly date: string }).date;
