// What the figures of a day are counted from: every ticket with its stops, and every turn of a stop at a window.
import type { Outcome } from '../command.ts';
import type { ItemId, QueueId, TicketId, WindowId } from '../ids.ts';
import type { Booking, CallWhy } from '../person.ts';

/** From a call (or a call back after a hold) until the visitor left that window again. Instants are epoch ms. */
export type Turn = {
  readonly windowId: WindowId;
  /** The queue that the stop stood in when it was called. */
  readonly queueId: QueueId;
  calledAt: number;
  /** By which rule; null: called back by the window that held it. */
  readonly why: CallWhy | null;
  /** How many this call overtook. */
  readonly passed: number;
  recalls: number;
  startedAt: number | null;
  left: { readonly at: number; readonly how: 'done' | 'missed' | 'held' | 'sent' | 'billed' | 'ended' } | null;
};

export type StopEnd =
  | { readonly kind: 'done'; readonly at: number; readonly windowId: WindowId; readonly outcome: Outcome; readonly pieces: number; readonly startInferred: boolean }
  | { readonly kind: 'abandoned'; readonly byDayClose: boolean }
  | { readonly kind: 'cancelled' };

export type StopRecord = {
  /** Where it stands, or stood last. */
  queueId: QueueId;
  /** What it is for; nothing for the way to the bank. */
  items: readonly ItemId[];
  /** What the visitor was told, ms; null: nothing. */
  readonly estimateMs: number | null;
  /** When it began to wait, and again after each payment; the first is the one that counts. */
  readonly openings: number[];
  readonly turns: Turn[];
  end: StopEnd | null;
};

/** The newest turn; none before the first. */
export const newestOf = ({ turns }: StopRecord): readonly Turn[] => turns.slice(-1);

/** The items, each once. */
export const idsOf = (items: readonly { readonly itemId: ItemId }[]): ItemId[] => [...new Set(items.map(({ itemId }) => itemId))];

export type TicketRecord = {
  readonly ticketId: TicketId;
  issuedAt: number;
  /** Where the journey began; a stop may be sent on later. */
  readonly queueId: QueueId | null;
  /** Everything that was asked for with the number, each once. */
  readonly items: readonly ItemId[];
  readonly booked: Booking | null;
  readonly stops: StopRecord[];
  /** Another number took its place: nobody ever held this one. */
  isSuperseded: boolean;
};

/** When somebody sat at a window, and when that window was paused; `to` null: still. */
export type Span = { from: number; to: number | null };
export type WindowRecord = { readonly open: Span[]; readonly paused: Span[]; /** The last thing done there, epoch ms; what happens by itself is none. */ lastAt: number };

export type Records = { readonly tickets: Map<TicketId, TicketRecord>; readonly windows: Map<WindowId, WindowRecord> };
