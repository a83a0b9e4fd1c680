// Which bookings of today belong to a card. Its tags go to the hub in the body of one question, and nowhere else.
import { ItemCount, PassCode } from '@hallcall/domain';
import type { BookingOfCard, BookingsOfCard, BookingsProblem, FindBookings } from '@hallcall/protocol';
import { z } from 'zod';
import { lookUpCode } from '../pass-desk.ts';
import type { KeySource } from './fetch-key.ts';

/** `tag`: 128 bits in hexadecimal, under that key of the hub's. */
export type PeriodTag = FindBookings['tags'][number];

const answerWithinMs = 3_000;
const Reply = z.object({ bookings: z.array(z.object({ code: PassCode, items: z.array(ItemCount).min(1) })) });

/** Null: nothing was read. `pass.needsHub` without an answer in time, too. Never rejects. */
export async function findBookings(source: KeySource, tags: readonly PeriodTag[] | null): Promise<BookingsOfCard | BookingsProblem> {
  if (tags === null) return { code: 'booking.cardAgain' };
  const reply = Reply.safeParse(await ask(source, { tags: [...tags] }));
  if (!reply.success) return { code: 'pass.needsHub' };
  const bookings = await Promise.all(reply.data.bookings.map((booking) => lookUp(source, booking)));
  const isUnanswered = bookings.some(({ found }) => 'code' in found && found.code === 'pass.needsHub');
  return isUnanswered ? { code: 'pass.needsHub' } : { bookings };
}

async function lookUp(source: KeySource, booking: Pick<BookingOfCard, 'code' | 'items'>): Promise<BookingOfCard> {
  const found = await lookUpCode(source, booking.code);
  // No return pass has the code of a booking.
  return { ...booking, found: 'booking' in found || 'code' in found ? found : { code: 'pass.unknown' } };
}

/** Null: no answer. */
async function ask({ hub, token }: KeySource, body: FindBookings): Promise<unknown> {
  const bearer = token();
  if (bearer === null) return null;
  try {
    const response = await fetch(`${hub}/bookings/find`, {
      method: 'POST', headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
