// Numbers given and taken in at the guide desk, on the wire and in the log.
import { z } from 'zod';
import { ChainId, ClerkId, DeviceId, Instant, ItemId, JobId, Language, TicketId, TicketNumber } from './ids.ts';
import { Note, PersonClass, needs } from './person.ts';
import { PassCode } from './slip-schema.ts';

const wanted = {
  ticketId: TicketId, items: z.array(z.strictObject({ itemId: ItemId, count: z.int().min(1).max(99) })).min(1).max(20),
  chain: ChainId.optional(), language: Language, personClass: PersonClass.optional(), needs: needs.optional(),
};

/** How a number came from the guide desk. */
export const FromDesk = z.strictObject({
  clerkId: ClerkId,
  /** Why it was given although a quota was full; absent: none was. */
  overQuota: z.string().optional(),
  /** A kiosk gave the number while it was cut off, and has not told of it yet. */
  isEntered: z.literal(true).optional(),
});
export type FromDesk = z.infer<typeof FromDesk>;

export const deskIntents = [
  z.strictObject({
    type: z.literal('ticket.issueAtDesk'), ...wanted, pass: PassCode.optional(),
    /** Where the paper comes out, the page makes `jobId` once a press; null: the number is copied by hand. */
    printer: z.strictObject({ deviceId: DeviceId, jobId: JobId }).nullable(),
    /** Why the number is given although a quota is full. */
    overQuota: Note.optional(),
  }),
  /** A number from a kiosk that is cut off. `ticketId` is that of the paper's QR code, or a new one. */
  z.strictObject({ type: z.literal('ticket.enter'), ...wanted, number: TicketNumber, issuedAt: Instant }),
] as const;

export const deskEvents = [
  /** The ticket itself, to be printed by an agent that did not issue it. */
  z.strictObject({ type: z.literal('ticket.printOrdered'), ticketId: TicketId, jobId: JobId, deviceId: DeviceId }),
] as const;
