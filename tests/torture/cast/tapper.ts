// Visitors in front of a real kiosk: one tap, asked again until there is paper or a refusal; some leave before.
import { createSeeded, type Seeded } from '@hallcall/testkit';
import { pause } from '../../chaos/until.ts';
import type { Account } from '../account.ts';
import { cards } from '../card.ts';
import type { Kiosk } from '../kiosk.ts';
import type { BookingBook } from './booking-book.ts';
import { bookedWish, wishOf, type Wish } from './visitor.ts';

export type Tapper = {
  readonly play: (seed: number, isOver: () => boolean) => Promise<void>;
  /** Tickets that a visitor saw printed, and their service day. */
  readonly printed: ReadonlyMap<string, string>;
  /** How often a visitor asked for a second copy, by ticket. */
  readonly reprints: ReadonlyMap<string, number>;
  readonly taps: () => number;
  /** What the visitor came for, and the date on the paper, by ticket. */
  readonly wishes: ReadonlyMap<string, { readonly wish: Wish; readonly day: string }>;
};

export type TapperDeps = { readonly book: BookingBook; readonly account: Pick<Account, 'refused'>; readonly paceMs: number };

const longestMs = 25_000;

export function createTapper({ tap, reprint, layCard, bookings }: Pick<Kiosk, 'tap' | 'reprint' | 'layCard' | 'bookings'>, { book, account, paceMs }: TapperDeps): Tapper {
  const wishes = new Map<string, { readonly wish: Wish; readonly day: string }>();
  const printed = new Map<string, string>();
  const reprints = new Map<string, number>();
  let taps = 0;

  async function copyAgain(requestId: string, ticketId: string): Promise<void> {
    reprints.set(ticketId, (reprints.get(ticketId) ?? 0) + 1);
    await reprint(requestId);
  }

  /** Lays a card on, and takes what was booked with it if there is something. */
  async function wishWithCard(requestId: string, wish: Wish, seeded: Seeded): Promise<Wish> {
    const isForBooking = seeded.below(2) === 0;
    const isRead = await layCard({ requestId, label: seeded.pick(cards), isForBooking });
    const [own] = isRead && isForBooking ? await bookings(requestId) : [];
    return own ? { items: own.items, personClass: 'ordinary', booking: own.code } : wish;
  }

  /** The ticket that the visitor holds in the end, or null. */
  async function visit(requestId: string, wish: Wish, isPatient: boolean): Promise<string | null> {
    taps += 1;
    const endsAt = performance.now() + (isPatient ? longestMs : 100);
    while (performance.now() < endsAt) {
      const seen = await tap(requestId, wish);
      if (seen?.phase === 'refused') {
        account.refused(seen.refusal.code);
        return null;
      }
      if (seen?.phase === 'issued') wishes.set(seen.ticket.ticketId, { wish, day: seen.ticket.day });
      if (seen?.phase === 'issued' && seen.paper !== 'printing') {
        if (seen.paper === 'printed') printed.set(seen.ticket.ticketId, seen.ticket.day);
        return seen.ticket.ticketId;
      }
      await pause(60);
    }
    if (isPatient) throw new Error(`a visitor waited ${longestMs} ms for a number`);
    return null;
  }

  return {
    printed, reprints, wishes,
    taps: () => taps,
    async play(seed, isOver) {
      const seeded = createSeeded(seed);
      while (!isOver()) {
        const plain = (seeded.below(8) === 0 ? bookedWish(book, seeded) : null) ?? wishOf(seeded);
        const requestId = seeded.id();
        const wish = seeded.below(6) === 0 ? await wishWithCard(requestId, plain, seeded) : plain;
        const ticketId = await visit(requestId, wish, seeded.below(8) > 0);
        if (ticketId !== null && seeded.below(8) === 0) await copyAgain(requestId, ticketId);
        await pause(seeded.below(paceMs));
      }
    },
  };
}
