// The manager: second chances, cancellations, somebody put before everybody, a chosen number, an emergency.
import type { Seeded } from '@hallcall/testkit';
import type { Peer } from '../../chaos/peer.ts';
import type { Choose, Command } from './actor.ts';

/** `recent`: ids of tickets given lately. */
export const manageWith = (recent: () => readonly string[]): Choose => (peer, seeded) => {
  // Nobody is called and no number is given meanwhile, so it is short.
  if (peer.view('console').emergency) return { type: 'emergency.end' };
  if (seeded.below(25) === 0) return { type: 'emergency.begin', kind: 'evacuate' };
  const tickets = recent();
  const some = tickets.length > 0 ? seeded.pick(tickets) : null;
  return seeded.below(2) === 0 ? atDesk(peer, seeded) : some === null ? null : aboutTicket(peer, seeded, some);
};

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
