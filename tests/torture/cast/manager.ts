// The manager: second chances, cancellations, and somebody put before everybody.
import type { Choose } from './actor.ts';

export const manage: Choose = (peer, seeded) => {
  const { missed, guideDesk } = peer.view('console');
  const back = missed[0]?.ticketId;
  const troubled = guideDesk[0]?.ticketId;
  switch (seeded.below(6)) {
    case 0: return back === undefined ? null : { type: 'ticket.restore', ticketId: back };
    case 1: return troubled === undefined ? null : { type: 'ticket.claim', ticketId: troubled };
    case 2: return troubled === undefined ? null : { type: 'ticket.cancel', ticketId: troubled, reason: 'mistake' };
    case 3: return back === undefined ? null : { type: 'ticket.makeUrgent', ticketId: back, reason: 'unwell' };
    default: return null;
  }
};
