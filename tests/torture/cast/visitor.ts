// Visitors at bare kiosks: numbers without paper, in a few queues, so that windows have to choose.
import type { Choose } from './actor.ts';

/** Two queues that several windows share, and one more. */
export const wantedItems = ['D01-01', 'D01-01', 'D01-01', 'D06-01', 'D06-01', 'D02-01'] as const;
export const classes = ['ordinary', 'ordinary', 'ordinary', 'elder', 'disabled'] as const;

export const issueBare: Choose = (peer, seeded) => {
  // Enough wait already: a hall that only grows tries nothing new.
  const waiting = peer.view('kiosk').queues.reduce((sum, queue) => sum + queue.waiting, 0);
  if (waiting > 40) return null;
  return {
    type: 'ticket.issue', ticketId: seeded.id(), items: [{ itemId: seeded.pick(wantedItems), count: 1 }], language: 'zh', paper: 'none',
    personClass: seeded.pick(classes),
  };
};
