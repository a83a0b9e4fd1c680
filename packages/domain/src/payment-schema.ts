// Payment notices on the wire and in the log. Money is whole fen; no window but the bank's takes or confirms any.
import { z } from 'zod';
import { ClerkId, Instant, ItemId, NoticeId, QueueId, TicketId, TicketNumber, WindowId } from './ids.ts';

/** A hundred million yuan is more than any notice asks for. */
export const Fen = z.int().min(0).max(100_000_000_00);
const text = z.string().trim().min(1);

/** One charge: `fen` each, by which rule. */
export const NoticeLine = z.strictObject({ itemId: ItemId, basis: text.max(200), fen: Fen, quantity: z.int().min(1).max(999) });
export type NoticeLine = z.infer<typeof NoticeLine>;

/** What need not be paid, and by which rule. */
export const Waiver = z.strictObject({ fen: Fen.min(1), basis: text.max(200) });
export type Waiver = z.infer<typeof Waiver>;

export const PaidBy = z.enum(['cash', 'card', 'phone']);
export type PaidBy = z.infer<typeof PaidBy>;

export const Receipt = z.strictObject({ number: text.max(64), paidBy: PaidBy, clerkId: ClerkId, at: Instant });
export type Receipt = z.infer<typeof Receipt>;

export const noticeStatuses = ['open', 'paid', 'voided', 'expired'] as const;

/** A notice as it is kept, also over the change of the day. */
export const Notice = z.strictObject({
  noticeId: NoticeId,
  /** What people read and type: the service date and eight digits drawn by lot. */
  number: z.string().regex(/^\d{8}-\d{8}$/),
  ticketId: TicketId, ticket: TicketNumber,
  /** The stop that waits for the payment, and the one at the bank; of the day on which the notice was issued. */
  stop: z.int().min(0), bankStop: z.int().min(0),
  windowId: WindowId, clerkId: ClerkId,
  lines: z.array(NoticeLine).min(1).max(20), waiver: Waiver.nullable(),
  /** To pay. */
  fen: Fen.min(1),
  payee: text.max(100),
  /** 缴款识别码 of the fiscal system. */
  code: text.max(40).nullable(),
  issuedAt: Instant, expiresAt: Instant,
  /** The configuration in force when it was written, whose prices it is compared with; absent: written before that was noted. */
  config: z.int().min(1).optional(),
  status: z.enum(noticeStatuses), receipt: Receipt.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const paymentIntents = [
  z.strictObject({
    type: z.literal('notice.issue'), windowId: WindowId, ticketId: TicketId,
    lines: Notice.shape.lines, waiver: Notice.shape.waiver, payee: Notice.shape.payee, code: Notice.shape.code,
  }),
  /** The bank has the money: the number on its receipt. */
  z.strictObject({ type: z.literal('notice.confirm'), noticeId: NoticeId, receipt: Receipt.shape.number, paidBy: PaidBy }),
  z.strictObject({ type: z.literal('notice.void'), noticeId: NoticeId, reason: text.max(200) }),
] as const;

export const paymentEvents = [
  /** The stop waits for the new one at the bank, in `queueId`; `bound`: how often it may be overtaken there. */
  z.strictObject({ type: z.literal('notice.issued'), ticketId: TicketId, windowId: WindowId, queueId: QueueId, notice: Notice, bound: z.int().min(0).optional() }),
  z.strictObject({ type: z.literal('notice.paid'), noticeId: NoticeId, receipt: Receipt }),
  z.strictObject({ type: z.literal('notice.voided'), noticeId: NoticeId, reason: z.string(), clerkId: ClerkId }),
  z.strictObject({ type: z.literal('notice.expired'), noticeId: NoticeId }),
] as const;
