// What the desk and visitors try with bookings: made for a slot near by, given up or changed, checked in with the code.
import fc from 'fast-check';
import { serviceDateAt, type BookingId } from '@hallcall/domain';
import { issue, kiosk, manager, testId, type Scenario } from '../scenario.ts';
import { attempt, guess, minute, pick, type Guess } from './attempt.ts';
import { newTicket } from './in-lobby.ts';

const slotMs = 10 * minute;
const idsAtHand = Array.from({ length: 200 }, (_, index) => testId('b', index + 1));
const fresh = ({ state, pastBookings }: Scenario): string => {
  const past = new Set<string>([...pastBookings.values()].map(({ bookingId }) => bookingId));
  return idsAtHand.find((id) => !state.bookingById.has(id as BookingId) && !past.has(id)) ?? testId('b', 1);
};
const bookingsOf = (hall: Scenario) => [...hall.state.bookingById.values()];
const open = (hall: Scenario) => bookingsOf(hall).filter(({ status }) => status === 'open');
const idOf = (hall: Scenario, at: Guess): string => pick(at.isWild ? bookingsOf(hall) : open(hall), at.nth)?.bookingId ?? testId('none');

/** Some know for whom, and that person may be booked already or have missed bookings; some give up another one. */
const person = fc.constantFrom(undefined, undefined, { missed: [] }, { missed: ['2026-01-05'] }, { missed: ['2026-01-05', '2026-01-05'] });
const slotsAhead = fc.constantFrom(-1, 0, 0, 0, 1, 1, 2, 30, 500);

export const book = fc.tuple(guess, fc.constantFrom('market-1', 'market-1', 'market-2', 'tax-1', 'bank-1'), slotsAhead, person, fc.nat(4)).map(([at, itemId, ahead, known, roll]) =>
  attempt(`book ${itemId} ${ahead}`, (hall) => {
    const from = (Math.floor(hall.now / slotMs) + ahead) * slotMs;
    return [manager, {
      type: 'booking.make', bookingId: at.isWild ? testId('b', 1) : fresh(hall), items: [{ itemId, count: 1 }],
      date: serviceDateAt(hall.config, from), from, to: from + slotMs,
      ...(known ? { person: { ...known, bookings: bookingsOf(hall).slice(-2).map(({ bookingId }) => bookingId) } } : {}),
      ...(roll === 0 ? { replaces: idOf(hall, at) } : {}),
    }];
  }),
);

export const giveUp = fc.tuple(guess, fc.constantFrom('visitor', 'mistake', 'hall')).map(([at, reason]) =>
  attempt('booking.cancel', (hall) => [manager, { type: 'booking.cancel', bookingId: idOf(hall, at), reason }]),
);

/** With some code, also of an earlier day or one that was used; at a kiosk or at the desk. */
export const checkIn = fc.tuple(guess, fc.nat(3)).map(([at, roll]) =>
  attempt('check in', (hall) => {
    const codes = at.isWild ? [...bookingsOf(hall), ...[...hall.pastBookings].map(([code, { items }]) => ({ code, items }))] : open(hall);
    const booking = pick(codes, at.nth);
    const command = { ...issue(1), ticketId: newTicket(hall, at), items: booking?.items ?? [{ itemId: 'market-1', count: 1 }], booking: booking?.code ?? '00000000' };
    return [roll === 0 ? manager : kiosk(), { ...command, paper: roll === 1 ? 'pending' : 'none' }];
  }),
);
