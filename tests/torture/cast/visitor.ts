// Visitors at bare kiosks: numbers without paper, in a few queues, so that windows have to choose.
import type { Seeded } from '@hallcall/testkit';
import { limitedItems } from '../broken/limited-hall.ts';
import type { Choose } from './actor.ts';
import type { BookingBook } from './booking-book.ts';
import { createHash } from 'node:crypto';

/** Two queues that several windows share, and one more. */
const wantedItems = ['D01-01', 'D01-01', 'D01-01', 'D06-01', 'D06-01', 'D02-01', limitedItems.ofDepartment] as const;
const classes = ['ordinary', 'ordinary', 'ordinary', 'elder', 'disabled'] as const;

/** Steps that the staffed windows serve: one behind the other, side by side, joined again. */
const chains = [
  { chain: 'open-restaurant', itemIds: ['D01-04', 'D01-06', 'D18-01'] },
  { chain: 'project-permit', itemIds: ['D20-01', 'D11-03', 'D19-02', 'D21-03', 'D12-01'] },
] as const;

export type Wish = { readonly items: readonly { readonly itemId: string; readonly count: number }[]; readonly personClass: string; readonly chain?: string; readonly booking?: string };

/** Mostly one item; now and then two, which may wait in two queues at once, or a whole chain. */
export function wishOf(seeded: Seeded): Wish {
  const personClass = seeded.pick(classes);
  if (seeded.below(12) === 0) {
    const { chain, itemIds } = seeded.pick(chains);
    return { items: itemIds.map((itemId) => ({ itemId, count: 1 })), personClass, chain };
  }
  const items = [seeded.pick(wantedItems), ...(seeded.below(6) === 0 ? [seeded.pick(['D01-02', limitedItems.perDay, limitedItems.perSlot])] : [])];
  return { items: items.map((itemId) => ({ itemId, count: 1 })), personClass };
}

/** One who has booked; null: nobody has. The newest mostly have not come yet, an older one tries it again. */
export function bookedWish(book: BookingBook, seeded: Seeded): Wish | null {
  const all = book.all();
  const some = all.length > 0 ? seeded.pick(seeded.below(4) > 0 ? all.slice(-12) : all) : null;
  return some && { items: [{ itemId: some.itemId, count: 1 }], personClass: 'ordinary', booking: some.code };
}

/** What a reader of cards would send of one of a few people. */
const tagOf = (seeded: Seeded): string => createHash('sha256').update(`person ${seeded.below(4)}`).digest('hex').slice(0, 32);

export const issueBare = (book: BookingBook): Choose => (peer, seeded) => {
  const booked = seeded.below(5) === 0 ? bookedWish(book, seeded) : null;
  // Enough wait already: a hall that only grows tries nothing new.
  const waiting = peer.view('kiosk').queues.reduce((sum, queue) => sum + queue.waiting, 0);
  if (waiting > 40 && booked === null) return null;
  const person = seeded.below(2) === 0 ? { person: { tag: tagOf(seeded) } } : {};
  return { type: 'ticket.issue', ticketId: seeded.id(), language: 'zh', paper: 'none', ...(booked ?? wishOf(seeded)), ...person };
};
