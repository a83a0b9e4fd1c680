// What a window hands over on paper, and the return pass on it, on the wire and in the log.
import { z } from 'zod';
import { Notice } from './payment-schema.ts';
import { DeviceId, Instant, ItemId, JobId, MaterialId, NoticeId, PassId, QueueId, ServiceDate, TicketId, WindowId } from './ids.ts';

/** What people read and type: eight digits drawn by lot. */
export const PassCode = z.string().regex(/^\d{8}$/);

const line = z.string().trim().min(1).max(200);
const missing = {
  /** Ids of the catalogue. */
  materials: z.array(MaterialId).max(50),
  /** What else is missing, in the clerk's own words. It asks for no personal data. */
  other: line.nullable(),
  /** How to put it right. */
  note: line.nullable(),
};

/** What a visitor has to bring: something ticked or something written. */
export const Missing = z.strictObject(missing).refine(({ materials, other }) => materials.length > 0 || other !== null, 'nothing is named');
export type Missing = z.infer<typeof Missing>;

/** With it the visitor takes a number again without choosing; `validUntil` is the last day. */
export const ReturnPass = z.strictObject({ passId: PassId, code: PassCode, validUntil: ServiceDate });
export type ReturnPass = z.infer<typeof ReturnPass>;

/** 一次性告知单. `pass` is null in a hall that gives none. */
export const MaterialsNotice = z.strictObject({ ...missing, pass: ReturnPass.nullable() });
export type MaterialsNotice = z.infer<typeof MaterialsNotice>;

/** Whoever came back with a pass: who asked for what, and when. */
export const CameBack = z.strictObject({ ...missing, passId: PassId, windowId: WindowId, date: ServiceDate, queueId: QueueId });
export type CameBack = z.infer<typeof CameBack>;

/** A paper of a ticket: its notice of payment, or the notice of missing materials of one of its stops. */
export const Slip = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('payment'), noticeId: NoticeId }),
  z.strictObject({ kind: z.literal('materials'), stop: z.int().min(0) }),
]);
export type Slip = z.infer<typeof Slip>;

/** What stands on a paper besides names: those are looked up in the configuration. */
export const SlipContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('payment'),
    notice: Notice.pick({ number: true, lines: true, waiver: true, fen: true, payee: true, code: true, issuedAt: true, expiresAt: true }),
  }),
  z.strictObject({
    kind: z.literal('materials'), ...missing, pass: ReturnPass.nullable(), queueId: QueueId, items: z.array(z.strictObject({ itemId: ItemId, count: z.int().min(1) })).min(1),
  }),
]);
export type SlipContent = z.infer<typeof SlipContent>;

export const SlipOutcome = z.enum(['printed', 'sent', 'failed', 'unknown']);
export type SlipOutcome = z.infer<typeof SlipOutcome>;

export const slipIntents = [
  /** Prints again; the page makes `jobId` once a press. */
  z.strictObject({ type: z.literal('slip.order'), windowId: WindowId, jobId: JobId, ticketId: TicketId, slip: Slip }),
] as const;

export const slipFacts = [
  z.strictObject({ type: z.literal('slip.report'), jobId: JobId, day: ServiceDate, outcome: SlipOutcome, at: Instant }),
] as const;

export const slipEvents = [
  /** `copy` 0 is the paper itself; every further one says 补打. */
  z.strictObject({
    type: z.literal('slip.ordered'), jobId: JobId, copy: z.int().min(0), deviceId: DeviceId, windowId: WindowId, ticketId: TicketId, slip: Slip,
  }),
  z.strictObject({
    type: z.literal('slip.changed'), jobId: JobId, ticketId: TicketId, windowId: WindowId, outcome: SlipOutcome, at: Instant, lateDay: ServiceDate.optional(),
  }),
] as const;
