// Numbers booked ahead (预约), on the wire and in the log. Nothing here says who booked: that lies in the hub's tables, as tags.
import { z } from 'zod';
import { BookingId, ClerkId, Instant, ItemId, QueueId, ServiceDate, TicketId } from './ids.ts';
import { PassCode } from './slip-schema.ts';

const slot = { date: ServiceDate, from: Instant, to: Instant };
const items = z.array(z.strictObject({ itemId: ItemId, count: z.int().min(1).max(99) })).min(1).max(20);

/** Why the desk ends a booking. */
export const BookingCancelReason = z.enum(['visitor', 'mistake', 'hall']);
export type BookingCancelReason = z.infer<typeof BookingCancelReason>;

export const bookingIntents = [
  z.strictObject({ type: z.literal('booking.cancel'), bookingId: BookingId, reason: BookingCancelReason }),
] as const;

/** What the hub asks the rules on behalf of somebody at the desk: it alone can tell what is known of a person. */
export const bookingOrders = [
  z.strictObject({
    type: z.literal('booking.make'), bookingId: BookingId, items, ...slot,
    /** Absent: nobody said for whom. Other bookings of the person, and the dates of those that were missed. */
    person: z.strictObject({ bookings: z.array(BookingId), missed: z.array(ServiceDate) }).optional(),
    /** The booking that is given up for this one. */
    replaces: BookingId.optional(),
  }),
] as const;

/** `dayClosed`: the day was closed before the slot was over. `hallAway`: the hall could not take the visitor, through no fault of theirs. */
const EndReason = z.enum([...BookingCancelReason.options, 'changed', 'dayClosed', 'hallAway']);

export const bookingEvents = [
  z.strictObject({
    type: z.literal('booking.made'), bookingId: BookingId, code: PassCode, queueId: QueueId, items, ...slot, clerkId: ClerkId,
    /** Absent: nobody said for whom. */
    isNamed: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal('booking.cancelled'), bookingId: BookingId, reason: EndReason }),
  /** A number was taken with it. */
  z.strictObject({ type: z.literal('booking.kept'), bookingId: BookingId, ticketId: TicketId }),
  z.strictObject({ type: z.literal('booking.missed'), bookingId: BookingId }),
] as const;

/** An open booking as a day's opening carries it, in short: there may be thousands. */
export const BookingRow = z.tuple([
  BookingId, PassCode, QueueId, ServiceDate, /** from */ Instant, /** to */ Instant, /** 1: it is known for whom */ z.literal([0, 1]), z.array(z.tuple([ItemId, z.int().min(1)])),
]);
export type BookingRow = z.infer<typeof BookingRow>;
