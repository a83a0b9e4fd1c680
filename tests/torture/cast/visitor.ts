// Visitors at bare kiosks: numbers without paper, in a few queues, so that windows have to choose.
import type { Seeded } from '@hallcall/testkit';
import type { Choose } from './actor.ts';

/** Two queues that several windows share, and one more. */
const wantedItems = ['D01-01', 'D01-01', 'D01-01', 'D06-01', 'D06-01', 'D02-01'] as const;
const classes = ['ordinary', 'ordinary', 'ordinary', 'elder', 'disabled'] as const;

/** Mostly one item; now and then two, which may wait in two queues at once. */
export function wishOf(seeded: Seeded): { readonly items: readonly { readonly itemId: string; readonly count: number }[]; readonly personClass: string } {
  const items = [seeded.pick(wantedItems), ...(seeded.below(6) === 0 ? [seeded.pick(['D01-02', 'D06-02', 'D02-02'])] : [])];
  return { items: items.map((itemId) => ({ itemId, count: 1 })), personClass: seeded.pick(classes) };
}

export const issueBare: Choose = (peer, seeded) => {
  // Enough wait already: a hall that only grows tries nothing new.
  const waiting = peer.view('kiosk').queues.reduce((sum, queue) => sum + queue.waiting, 0);
  if (waiting > 40) return null;
  return { type: 'ticket.issue', ticketId: seeded.id(), language: 'zh', paper: 'none', ...wishOf(seeded) };
};
