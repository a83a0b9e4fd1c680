// The manager: second chances, cancellations, somebody put before everybody, a chosen number, help for a full queue, an emergency, and the day itself.
import type { Seeded } from '@hallcall/testkit';
import type { Peer } from '../../chaos/peer.ts';
import type { Choose, Command } from './actor.ts';
import type { BookingBook } from './booking-book.ts';

export type ManagerDeps = {
  /** Ids of tickets given lately. */
  readonly recent: () => readonly string[];
  readonly book: BookingBook;
  /** What the day is to be. */
  readonly day: () => 'open' | 'closed';
};

export const manageWith = ({ recent, book, day }: ManagerDeps): Choose => (peer, seeded) => {
  const view = peer.view('console');
  // Nobody is called and no number is given meanwhile, so it is short.
  if (view.emergency) return { type: 'emergency.end' };
  const isOpen = view.day?.status === 'open';
  if (isOpen !== (day() === 'open')) return { type: isOpen ? 'day.close' : 'day.open' };
  if (!isOpen) return null;
  if (seeded.below(25) === 0) return { type: 'emergency.begin', kind: 'evacuate' };
  const tickets = recent();
  switch (seeded.below(6)) {
    case 0:
    case 1: return atDesk(peer, seeded);
    case 2: return help(peer, seeded);
    case 3: return cancelBooking(book, seeded);
    default: return tickets.length === 0 ? null : aboutTicket(peer, seeded, seeded.pick(tickets));
  }
};

/** One more window for a queue, which may be its own or the bank's: then it is refused. */
function help(peer: Peer, seeded: Seeded): Command | null {
  const staffed = peer.view('console').windows.filter(({ clerkId }) => clerkId !== null);
  if (staffed.length === 0) return null;
  const { windowId, help: given } = seeded.pick(staffed);
  if (given && seeded.below(3) > 0) return { type: 'window.endHelp', windowId };
  return { type: 'window.help', windowId, queueId: seeded.pick(['q-market', 'q-household', 'q-tax', 'q-education', 'q-bank']), place: seeded.pick(['first', 'behind']) };
}

function cancelBooking(book: BookingBook, seeded: Seeded): Command | null {
  const all = book.all();
  return all.length === 0 ? null : { type: 'booking.cancel', bookingId: seeded.pick(all.slice(-20)).bookingId, reason: seeded.pick(['visitor', 'mistake', 'hall']) };
}

/** Whoever the console lists. */
function atDesk(peer: Peer, seeded: Seeded): Command | null {
  const { missed, guideDesk } = peer.view('console');
  const back = missed[0]?.ticketId;
  const troubled = guideDesk[0]?.ticketId;
  switch (seeded.below(3)) {
    case 0: return back === undefined ? null : { type: 'ticket.restore', ticketId: back };
    case 1: return troubled === undefined ? null : { type: 'ticket.claim', ticketId: troubled };
    default: return troubled === undefined ? null : { type: 'ticket.cancel', ticketId: troubled, reason: 'mistake' };
  }
}

function aboutTicket(peer: Peer, seeded: Seeded, ticketId: string): Command | null {
  const idle = peer.view('console').windows.find(({ status }) => status === 'idle')?.windowId;
  switch (seeded.below(4)) {
    case 0: return { type: 'ticket.makeUrgent', ticketId, reason: 'unwell' };
    case 1: return { type: 'ticket.cancel', ticketId, reason: 'visitor' };
    default: return idle === undefined ? null : { type: 'window.callNumber', windowId: idle, active: null, ticketId, reason: 'returned', note: null };
  }
}
