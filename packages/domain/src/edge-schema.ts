// The edges of a stop's life on the wire and in the log: put aside, sent on, taken back, and one more item.
import { z } from 'zod';
import { CallId, ClerkId, DepartmentId, Instant, ItemId, QueueId, TicketId, WindowId, ZoneId } from './ids.ts';

export const HoldReason = z.enum(['copies', 'materials', 'payment', 'system', 'other']);
export type HoldReason = z.infer<typeof HoldReason>;

export const TransferReason = z.enum(['wrongWindow', 'specialist', 'nextStep', 'other']);
export type TransferReason = z.infer<typeof TransferReason>;

/** Where a visitor is sent: a queue, one window, or whatever queue of a department is shortest. */
export const TransferTarget = z.union([
  z.strictObject({ queueId: QueueId }),
  z.strictObject({ windowId: WindowId }),
  z.strictObject({ departmentId: DepartmentId }),
]);
export type TransferTarget = z.infer<typeof TransferTarget>;

/** What can be taken back within the policy's seconds. */
export const UndoWhat = z.enum(['call', 'resume', 'start', 'finish', 'miss', 'hold', 'transfer', 'addItem']);
export type UndoWhat = z.infer<typeof UndoWhat>;

const atWindow = { windowId: WindowId, ticketId: TicketId };
const stopAt = { ...atWindow, stop: z.int().min(0) };
/** A stop's place, its bound (null: no promise) and how often it was overtaken: see `Stop` in state.ts. */
const Standing = z.strictObject({
  ticketId: TicketId, stop: z.int().min(0), place: z.strictObject({ at: Instant, tie: z.number() }), bound: z.int().min(0).nullable(), overtaken: z.int().min(0),
});

const count = z.int().min(1).max(99);

export const edgeIntents = [
  /** `forMs`: the desk is reminded after this time; null: it is not. */
  z.strictObject({ type: z.literal('stop.hold'), ...atWindow, reason: HoldReason, forMs: z.int().min(60_000).max(28_800_000).nullable() }),
  z.strictObject({ type: z.literal('stop.resume'), ...atWindow }),
  z.strictObject({ type: z.literal('stop.transfer'), ...atWindow, to: TransferTarget, reason: TransferReason }),
  z.strictObject({ type: z.literal('stop.addItem'), ...atWindow, itemId: ItemId, count }),
  /** What the clerk saw as the last action: when it is another by now, the click is refused. */
  z.strictObject({ type: z.literal('action.undo'), ...atWindow, what: UndoWhat }),
] as const;

export const edgeEvents = [
  z.strictObject({ type: z.literal('stop.held'), ...stopAt, reason: HoldReason, dueAt: Instant.nullable() }),
  /** Called again by the window that held it. */
  z.strictObject({ type: z.literal('stop.resumed'), ...stopAt, callId: CallId, clerkId: ClerkId, zone: ZoneId }),
  /** The window that held it closed: it waits again at its place. */
  z.strictObject({ type: z.literal('stop.released'), ...stopAt }),
  /** `windowId` and `clerkId` sent it; `onlyAt` is the one window that is to call it. */
  z.strictObject({
    type: z.literal('stop.transferred'), ...stopAt, clerkId: ClerkId, queueId: QueueId, onlyAt: WindowId.nullable(), reason: TransferReason,
    /** How often preferred visitors may overtake in the new queue. */
    bound: z.int().min(0).optional(),
  }),
  /** `items`: all of the stop from now on. */
  z.strictObject({ type: z.literal('stop.itemAdded'), ...stopAt, itemId: ItemId, items: z.array(z.strictObject({ itemId: ItemId, count })).min(1) }),
  /** A further stop of the journey, behind `after`; when that is done it opens at `placeAt`. */
  z.strictObject({
    type: z.literal('stop.added'), ...stopAt, queueId: QueueId, itemId: ItemId, count, after: z.int().min(0), placeAt: Instant,
  }),
  /** The window's last action is taken back; the stop is again in `status` and `queueId`. `callId`: the call that is not true any more. */
  z.strictObject({
    type: z.literal('action.undone'), ...stopAt, clerkId: ClerkId, what: UndoWhat, status: z.enum(['waiting', 'called', 'serving', 'held']), queueId: QueueId,
    callId: CallId.nullable(),
    /** Stops that the undone finish had opened or dropped: they wait for it again. */
    reverted: z.array(z.int().min(0)),
    /** Where stops stand again whose place, bound or count of overtaking the action had changed; absent: none, or a log that did not say. */
    standing: z.array(Standing).min(1).optional(),
    /** All of a stop again, without what was added to it; absent: nothing was, or a stop had been made for it, which is dropped. */
    without: z.strictObject({ stop: z.int().min(0), items: z.array(z.strictObject({ itemId: ItemId, count })).min(1) }).optional(),
  }),
] as const;
