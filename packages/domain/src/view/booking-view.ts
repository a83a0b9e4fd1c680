// What the console shows of the day's bookings.
import type { HallConfig } from '../config.ts';
import type { QueueId } from '../ids.ts';
import type { ReadonlyHall } from '../state.ts';
import type { BookingCounts, BookingTotals } from './types.ts';

const none: BookingCounts = { expected: 0, arrived: 0, missed: 0 };
const countedAs = { open: 'expected', kept: 'arrived', missed: 'missed' } as const;

/** BK11: of the service day, in all and by queue; null where the hall takes no bookings. */
export function bookingTotals({ bookingById, bookingTurn, day }: ReadonlyHall, config: HallConfig): BookingTotals | null {
  if (config.bookings === null) return null;
  const byQueue = new Map<QueueId, BookingCounts>();
  let total = none;
  for (const { status, date, queueId } of bookingById.values()) {
    if (date !== day?.date || status === 'cancelled') continue;
    total = oneMore(total, countedAs[status]);
    byQueue.set(queueId, oneMore(byQueue.get(queueId) ?? none, countedAs[status]));
  }
  return { ...total, queues: [...byQueue].map(([queueId, counts]) => ({ queueId, ...counts })), turn: bookingTurn };
}

const oneMore = (counts: BookingCounts, what: keyof BookingCounts): BookingCounts => ({ ...counts, [what]: counts[what] + 1 });
