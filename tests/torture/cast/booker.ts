// Somebody at the desk who books for people on the phone: over HTTP, the same order again until it is answered, some of it twice.
import type { FreeSlot } from '@hallcall/domain';
import type { BookingOrder, BookingsReply } from '@hallcall/protocol';
import { createDroppableProxy, createSeeded, type DroppableProxy, type Seeded } from '@hallcall/testkit';
import { pause } from '../../chaos/until.ts';
import type { Account } from '../account.ts';
import { bookedItems } from '../broken/limited-hall.ts';
import type { BookingBook } from './booking-book.ts';

export type Booker = {
  readonly line: DroppableProxy;
  /** Acts until `isOver`; resolves when everything sent is answered. */
  readonly play: (seed: number, isOver: () => boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

type BookerDeps = { readonly token: string; readonly port: number; readonly book: BookingBook; readonly account: Account; readonly paceMs: number };
type Answer = { readonly status: number; readonly body: unknown };

const [answerMs, longestMs] = [1_500, 30_000];
/** Invented: neither the area nor the day ever existed. */
const persons = ['990000190002290013', '990000190002290021', '99000019000229003X'] as const;

export async function createBooker({ token, port, book, account, paceMs }: BookerDeps): Promise<Booker> {
  const line = await createDroppableProxy(port);

  /** Null: nothing that could be read came back. */
  async function once(path: string, body: BookingOrder | null): Promise<Answer | null> {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const asked = { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(answerMs) };
    try {
      const response = await fetch(new URL(path, line.url), asked);
      return { status: response.status, body: await response.json() };
    } catch {
      line.heal();
      return null;
    }
  }

  async function ask(path: string, body: BookingOrder | null): Promise<Answer> {
    const endsAt = performance.now() + longestMs;
    for (;;) {
      const answer = await once(path, body);
      if (answer?.status === 500) throw new Error(`the hub threw at ${path} ${JSON.stringify(body)}`);
      if (answer && answer.status !== 503 && answer.status !== 429) return answer;
      if (performance.now() > endsAt) throw new Error(`${path} was not answered within ${longestMs} ms: ${JSON.stringify(answer)}`);
      await pause(100);
    }
  }

  async function order(wanted: BookingOrder): Promise<void> {
    const { status, body } = await ask('bookings', wanted);
    // The page of bookings gives both.
    const { code } = body as { readonly code: string };
    if (status === 200) book.made({ bookingId: wanted.bookingId, code, itemId: wanted.items[0]?.itemId ?? '', isOfPerson: wanted.number !== null });
    else if (code.startsWith('booking.') || code === 'day.closed' || code === 'quota.full') account.refused(code);
    else throw new Error(`booking ${JSON.stringify(wanted)} was answered ${status} ${JSON.stringify(body)}`);
  }

  async function bookOne(seeded: Seeded): Promise<void> {
    // An answer with 200 has this shape; any other ends the run.
    const { queues, date, bookings } = (await ask('bookings', null)).body as BookingsReply;
    const wanted = wishOf({ queues, date, bookings }, seeded);
    if (wanted === null) return;
    await order(wanted);
    if (seeded.below(5) === 0) await order(wanted);
  }

  return {
    line,
    async play(seed, isOver) {
      const seeded = createSeeded(seed);
      while (!isOver()) {
        await bookOne(seeded);
        await pause(seeded.below(paceMs));
      }
    },
    close: () => line.close(),
  };
}

/** Mostly a slot about now, so that it can be checked in; now and then one that is given up for another, or of a known person. */
function wishOf({ queues, date, bookings }: Pick<BookingsReply, 'queues' | 'date' | 'bookings'>, seeded: Seeded): BookingOrder | null {
  const own = queues.filter(({ queueId, slots }) => queueId in bookedItems && slots.length > 0);
  if (own.length === 0) return null;
  const { queueId, slots } = seeded.pick(own);
  const slot: FreeSlot = seeded.pick(seeded.below(4) > 0 ? slots.slice(0, 2) : slots);
  const open = bookings.filter(({ status }) => status === 'open');
  return {
    // Ids of the reference have the form that the schema asks for.
    bookingId: seeded.id() as BookingOrder['bookingId'],
    items: [{ itemId: seeded.pick(bookedItems[queueId as keyof typeof bookedItems]) as BookingOrder['items'][number]['itemId'], count: 1 }], date, from: slot.from, to: slot.to,
    number: seeded.below(4) === 0 ? seeded.pick(persons) : null,
    replaces: open.length > 0 && seeded.below(6) === 0 ? seeded.pick(open).bookingId : null,
  };
}
