// What a window sees of visitors it put aside, of whoever sent it somebody, and of what it can take back.
import type { ItemCount } from '../command.ts';
import type { HoldReason, TransferReason, UndoWhat } from '../edge-schema.ts';
import type { QueueId, TicketId, TicketNumber, WindowId } from '../ids.ts';

export type SenderView = { readonly windowId: WindowId; readonly reason: TransferReason };

/** Somebody whom this window has put aside. The page compares `dueAt` with the hub's clock. */
export type HeldView = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  readonly reason: HoldReason;
  readonly since: number;
  readonly dueAt: number | null;
};

/** The last action of a window, which it may take back until then (hub time, epoch ms). */
export type UndoView = { readonly what: UndoWhat; readonly ticketId: TicketId; readonly number: TicketNumber; readonly until: number };
