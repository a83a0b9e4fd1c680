// Folds what becomes of bookings, and carries open ones over the change of the day.
import type { BookingRow } from './booking-schema.ts';
import type { EventOf } from './event.ts';
import type { ItemId, ServiceDate } from './ids.ts';
import type { BookingState, HallState, ReadonlyHall } from './state.ts';

type BookingEvent = EventOf<'booking.made' | 'booking.cancelled' | 'booking.kept' | 'booking.missed'>;

/** Changes the state by what became of a booking. */
export function evolveBooking(state: HallState, event: BookingEvent): void {
  if (event.type === 'booking.made') {
    const { bookingId, code, queueId, items, date, from, to, isNamed } = event;
    state.bookingTurn += 1;
    return keep(state, { bookingId, code, queueId, items, date, from, to, isNamed: isNamed ?? false, status: 'open', endedWithDay: false, ticketId: null });
  }
  const booking = state.bookingById.get(event.bookingId);
  if (!booking) return;
  state.bookingTurn += 1;
  switch (event.type) {
    case 'booking.cancelled':
      setStatus(state, booking, 'cancelled');
      booking.endedWithDay = event.reason === 'dayClosed';
      return;
    case 'booking.kept':
      setStatus(state, booking, 'kept');
      booking.ticketId = event.ticketId;
      return;
    case 'booking.missed':
      setStatus(state, booking, 'missed');
  }
}

function keep(state: HallState, booking: BookingState): void {
  state.bookingById.set(booking.bookingId, booking);
  state.bookingByCode.set(booking.code, booking);
  countAhead(state, booking, 1);
}

function setStatus(state: HallState, booking: BookingState, status: BookingState['status']): void {
  if (booking.status === 'open') countAhead(state, booking, -1);
  booking.status = status;
  if (status === 'open') countAhead(state, booking, 1);
}

/** A question to the quotas must not look through all bookings of a day: with 5,000 of them that was 50 ms. */
function countAhead({ bookedAhead }: HallState, { date, from, items }: BookingState, by: 1 | -1): void {
  const ofDate = bookedAhead.get(date) ?? new Map<ItemId, Map<number, number>>();
  bookedAhead.set(date, ofDate);
  for (const { itemId, count: own } of items) {
    const ofItem = ofDate.get(itemId) ?? new Map<number, number>();
    ofDate.set(itemId, ofItem);
    const after = (ofItem.get(from) ?? 0) + by * own;
    if (after === 0) ofItem.delete(from);
    else ofItem.set(from, after);
  }
}

/** Nothing but what the opening names goes on. */
export function carryBookings(state: HallState, rows: readonly BookingRow[]): void {
  state.bookingById.clear();
  state.bookingByCode.clear();
  state.bookedAhead.clear();
  state.bookingTurn = 0;
  for (const [bookingId, code, queueId, date, from, to, isNamed, items] of rows) {
    keep(state, {
      bookingId, code, queueId, date, from, to, isNamed: isNamed === 1, items: items.map(([itemId, count]) => ({ itemId, count })), status: 'open', endedWithDay: false, ticketId: null,
    });
  }
}

/** Open bookings of the date and later ones. */
export const bookingRows = ({ bookingById }: ReadonlyHall, date: ServiceDate): BookingRow[] =>
  [...bookingById.values()].flatMap((one): BookingRow[] =>
    one.status === 'open' && one.date >= date
      ? [[one.bookingId, one.code, one.queueId, one.date, one.from, one.to, one.isNamed ? 1 : 0, one.items.map(({ itemId, count }) => [itemId, count])]]
      : [],
  );

/** What ended only with the close is open again. */
export function reopenBookings(state: HallState, date: ServiceDate): void {
  state.bookingTurn += 1;
  for (const booking of state.bookingById.values()) {
    if (booking.date !== date || !booking.endedWithDay) continue;
    setStatus(state, booking, 'open');
    booking.endedWithDay = false;
  }
}
