// What a visitor brings along: when they come, what they want, how they behave. Drawn by lot, or read from a log; played alike.
import type { Booking, ChainId, DeviceId, ItemCount, Language, Need, Notice, Outcome, PaperOutcome, PersonClass, QueueId, TicketId, TicketNumber } from '@hallcall/domain';

/** How one visit to a window ends. */
export type Ending =
  | { readonly kind: 'finish'; readonly outcome: Outcome; readonly count: number }
  /** `remindMs` is said to the hub; the window calls again after `resumesAfterMs` (null: not any more), as soon as it is free. */
  | { readonly kind: 'hold'; readonly remindMs: number | null; readonly resumesAfterMs: number | null }
  | { readonly kind: 'transfer'; readonly queueId: QueueId }
  | ({ readonly kind: 'bill' } & Pick<Notice, 'lines' | 'waiver' | 'payee' | 'code'>);

/** What happens when a stop is called: the first turn at the first call, the next when it is called anew. */
export type Turn = {
  /** From the call to the window, ms; null: does not come. */
  readonly answersAfterMs: number | null;
  /** From the no-show to the desk, ms; null: never. */
  readonly returnsAfterMs: number | null;
  readonly servesMs: number;
  readonly ending: Ending;
};

export type Visitor = {
  readonly ticketId: TicketId;
  /** Epoch ms, as all times of a day. */
  readonly arrivesAt: number;
  readonly device: DeviceId;
  readonly items: readonly ItemCount[];
  readonly chain: ChainId | null;
  readonly personClass: PersonClass;
  readonly needs: readonly Need[];
  readonly booked: Booking | null;
  readonly language: Language;
  /** A kiosk without the hub gave the number; the hub hears of it at `heardAt`. */
  readonly offline: { readonly number: TicketNumber; readonly heardAt: number } | null;
  /** Null: nobody reports; `claimsAfterMs` from issue to the desk. */
  readonly paper: { readonly outcome: PaperOutcome; readonly afterMs: number } | null;
  readonly claimsAfterMs: number | null;
  readonly urgentAfterMs: number | null;
  /** Leaves when not called by then; `says` so at the desk, or is just not there. */
  readonly leaves: { readonly afterMs: number; readonly says: boolean } | null;
  /** By stop of the journey, then by call. */
  readonly turns: readonly (readonly Turn[])[];
};

export type RosterStep =
  | { readonly at: number; readonly what: 'open' | 'resume' | 'close' }
  | { readonly at: number; readonly what: 'pause'; readonly reason: 'lunch' | 'meeting' | 'away' | 'equipment' };

/** One window's day, in order. */
export type WindowPlan = { readonly windowId: string; readonly steps: readonly RosterStep[] };

/** All that is given beforehand: the hall decides the rest. */
export type DayPlan = {
  /** From when on the clock runs. */
  readonly startsAt: number;
  /** Null: the timetable opens the day. */
  readonly managerOpensAt: number | null;
  readonly managerClosesAt: number;
  readonly visitors: readonly Visitor[];
  readonly windows: readonly WindowPlan[];
};
