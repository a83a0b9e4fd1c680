// Visitors at bare kiosks: numbers without paper, in a few queues, so that windows have to choose.
import type { Seeded } from '@hallcall/testkit';
import type { Choose } from './actor.ts';

/** Two queues that several windows share, and one more. */
const wantedItems = ['D01-01', 'D01-01', 'D01-01', 'D06-01', 'D06-01', 'D02-01'] as const;
const classes = ['ordinary', 'ordinary', 'ordinary', 'elder', 'disabled'] as const;

/** Steps that the staffed windows serve: one behind the other, side by side, joined again. */
const chains = [
  { chain: 'open-restaurant', itemIds: ['D01-04', 'D01-06', 'D18-01'] },
  { chain: 'project-permit', itemIds: ['D20-01', 'D11-03', 'D19-02', 'D21-03', 'D12-01'] },
] as const;

type Wish = { readonly items: readonly { readonly itemId: string; readonly count: number }[]; readonly personClass: string; readonly chain?: string };

/** Mostly one item; now and then two, which may wait in two queues at once, or a whole chain. */
export function wishOf(seeded: Seeded): Wish {
  const personClass = seeded.pick(classes);
  if (seeded.below(12) === 0) {
    const { chain, itemIds } = seeded.pick(chains);
    return { items: itemIds.map((itemId) => ({ itemId, count: 1 })), personClass, chain };
  }
  const items = [seeded.pick(wantedItems), ...(seeded.below(6) === 0 ? [seeded.pick(['D01-02', 'D06-02', 'D02-02'])] : [])];
  return { items: items.map((itemId) => ({ itemId, count: 1 })), personClass };
}

export const issueBare: Choose = (peer, seeded) => {
  // Enough wait already: a hall that only grows tries nothing new.
  const waiting = peer.view('kiosk').queues.reduce((sum, queue) => sum + queue.waiting, 0);
  if (waiting > 40) return null;
  return { type: 'ticket.issue', ticketId: seeded.id(), language: 'zh', paper: 'none', ...wishOf(seeded) };
};
