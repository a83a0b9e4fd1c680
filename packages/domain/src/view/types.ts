// What each role sees. Views hold ids; names come from the configuration document of the same version.
// They are whole, bounded, and change only when an event does: no field counts seconds, and minutes of waiting fall at most once a minute.
import type { CancelReason, ItemCount, Outcome, PaperOutcome, PauseReason, SpeechOutcome, SpeechReason, StopPlan } from '../command.ts';
import type { HoldReason, TransferReason, UndoWhat } from '../edge-schema.ts';
import type {
  BoardId, CallId, ChainId, ClerkId, DeviceId, ItemId, JobId, Language, LedBusId, QueueId, ServiceDate, TicketId, TicketNumber, WindowId, ZoneId,
} from '../ids.ts';
import type { Booking, CallWhy, Need, PersonClass } from '../person.ts';
import type { QueueGate } from '../queue-gate.ts';
import type { QuotaFull } from '../quota.ts';
import type { Emergency, Paper, ReturnedFrom, Speech } from '../state.ts';
import type { StopStatus } from '../status.ts';
import type { HeldView, SenderView, UndoView } from './edge-types.ts';
import type { DayRoot } from '../day-root.ts';
import type { RootAck } from '../root-schema.ts';
import type { DayPaperOrder, DayPaperView } from './day-paper-view.ts';
import type { CameBackView, SlipOrder, SlipView } from './slip-types.ts';
import type { NoticeView, OpenNotice, PaymentTotals } from './payment-types.ts';
import type { NoNumbers, ServiceView } from './service-types.ts';

export type DayView = { readonly date: ServiceDate; readonly status: 'open' | 'closed' } | null;

/** Never stored, always derived. */
export type WindowStatus = 'closed' | 'idle' | 'calling' | 'serving' | 'paused';

/** What a kiosk shows before a choice is made. */
export type KioskView = {
  readonly day: DayView;
  /** Numbers are given now: false in breaks and overtime, while the day is still open for those who wait. */
  readonly isIssuing: boolean;
  /** The clock is in doubt and the open day is of another date: no number until somebody has seen to it; absent: it is not. */
  readonly isClockDoubted?: true;
  /** While none are: somebody who has booked may come now, and gets one (RULES.md, BK7). Absent: nobody. */
  readonly expectsBooked?: true;
  /** Numbers rest after a restore: kiosks use their bands. */
  readonly isRecovering: boolean;
  readonly emergency: Emergency | null;
  /** Every queue of the configuration, in its order; see `Waits` for the minutes. `gate`: why no number may be worth taking; null while none is given. */
  readonly queues: readonly {
    readonly queueId: QueueId; readonly waiting: number; readonly windows: number; readonly waitMinutes: number | null; readonly gate: QueueGate | null;
  }[];
  /** Items and departments that give no number now, departments first, at most 60; absent: all give some. */
  readonly full?: readonly QuotaFull[];
};

/** What one agent has to do: second copies that a person asked for elsewhere, and the bars on its lines. */
export type AgentView = {
  readonly deviceId: DeviceId; readonly reprints: readonly ReprintOrder[]; readonly bars: readonly BarView[];
  /** Papers ordered at windows and not reported yet, oldest first, at most 20. */
  readonly slips: readonly SlipOrder[];
  /** Papers of closed days ordered from this device and not reported yet, oldest first, at most 8. Not in the fold: the hub puts it in. */
  readonly dayPapers?: readonly DayPaperOrder[];
  /** Of the newest close, for every agent to keep; null: there was none. The hub puts it in. */
  readonly lastRoot?: DayRoot | null;
  /** Stands on every bar until it ends. */
  readonly emergency: Emergency | null;
  /** Differences of roots that a manager has acknowledged: no fault any more. Oldest first, at most 30; absent: an older hub. */
  readonly rootAcks?: readonly RootAck[];
};

/** What the LED bar of a window is to show: a state, never an instruction. */
export type BarView = {
  readonly bus: LedBusId;
  readonly address: number;
  readonly windowId: WindowId;
  readonly zone: ZoneId;
  readonly status: WindowStatus;
  /** The visitor called or served there. */
  readonly number: TicketNumber | null;
  /** The newest call while the visitor is called: showing it is a proof. */
  readonly callId: CallId | null;
};

/** A call that its zone's announcer has still to speak. */
export type SpeechCall = {
  readonly callId: CallId;
  readonly number: TicketNumber;
  readonly windowId: WindowId;
  readonly queueId: QueueId;
  readonly language: Language;
  readonly attempt: number;
  readonly at: number;
  /** It grows old from here: the call, or the end of an emergency since then. */
  readonly agesFrom: number;
};

/** A zone whose announcer this device is, until the hub leaves it out. */
export type VoiceZone = {
  readonly zone: ZoneId;
  readonly isMuted: boolean;
  /** Live calls that nobody has begun to speak, oldest first, at most 30. */
  readonly calls: readonly SpeechCall[];
  /** Calls that this device has begun and not reported yet, as long as they are true: one that is missing need not be spoken any more. */
  readonly begun: readonly CallId[];
  /** Another device may still be speaking here until then, hub time; null: silence. */
  readonly busyUntil: number | null;
};

/** What one device has to say. Its own utterance leaves `calls` once it has been claimed. */
export type VoiceView = {
  readonly deviceId: DeviceId;
  readonly zones: readonly VoiceZone[];
  readonly emergency: Emergency | null;
};

export type ReprintOrder = {
  readonly jobId: JobId;
  readonly copy: number;
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  /** What is left of the journey, by stage, with what is promised where it stands; all of it when it has ended since. */
  readonly stops: readonly StopPlan[];
  /** The life event whose name stands on the paper; absent: none. */
  readonly chain?: ChainId;
  readonly language: Language;
  readonly issuedAt: number;
  readonly offline: boolean;
  readonly day: ServiceDate;
  /** The visitor came back with a return pass. */
  readonly isReturn?: true;
  /** The slot of a booking that it was taken with. */
  readonly booked?: Booking;
};

export type CallProof = {
  readonly callId: CallId; readonly at: number; readonly attempt: number; readonly shownAt: number | null;
  /** What became of the announcement; null while it is awaited. */
  readonly speech: Speech | null;
};

/** One step of a visitor's journey. */
export type JourneyStop = {
  readonly queueId: QueueId; readonly items: readonly ItemCount[]; readonly status: StopStatus;
  /** Steps that come before it, by their place in the list. */
  readonly after: readonly number[];
};

/** The visitor at a window now. */
export type ActiveView = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  readonly language: Language;
  readonly status: 'called' | 'serving';
  readonly issuedAt: number;
  readonly startedAt: number | null;
  readonly restores: number;
  readonly personClass: PersonClass;
  readonly needs: readonly Need[];
  /** A manager put the visitor before everybody else. */
  readonly isUrgent: boolean;
  /** The window that sent the visitor here, and why. */
  readonly sender: SenderView | null;
  readonly calls: readonly CallProof[];
  /** How many of them count for a no-show: those since the last emergency. */
  readonly callsCounting: number;
  /** Every step of the ticket, and which of them is here. */
  readonly journey: { readonly chain: ChainId | null; readonly here: number; readonly stops: readonly JourneyStop[] };
  /** Null unless the visitor came back with a return pass: what was missing then. */
  readonly cameBack: CameBackView | null;
  /** Payment notices of the ticket, newest first, at most 6. */
  readonly notices: readonly NoticeView[];
};

export type WaitingView = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  readonly placeAt: number;
  /** Null where the hall hides class and needs until the call. */
  readonly person: { readonly personClass: PersonClass; readonly needs: readonly Need[] } | null;
  readonly sender: SenderView | null;
  /** A manager put the visitor before everybody else; absent from all others. */
  readonly isUrgent?: true;
  /** Has been called here before, and comes back; absent: waits for the first call. */
  readonly returnedFrom?: ReturnedFrom;
  /** Was sent away for want of something and is here again with a return pass. */
  readonly hasPass?: true;
};

export type MissedView = { readonly ticketId: TicketId; readonly stop: number; readonly number: TicketNumber; readonly queueId: QueueId; readonly at: number; readonly canRestore: boolean };

/** A queue that a window serves beside its own; `isFirst`: like its best ones, else behind all of them. */
export type HelpView = { readonly queueId: QueueId; readonly isFirst: boolean; readonly since: number };

export type WindowView = {
  readonly day: DayView;
  readonly windowId: WindowId;
  readonly status: WindowStatus;
  readonly clerkId: ClerkId | null;
  readonly pause: { readonly reason: PauseReason; readonly since: number } | null;
  readonly emergency: Emergency | null;
  /** Absent: it serves its own queues only. */
  readonly help?: HelpView;
  readonly active: ActiveView | null;
  /** Queues of this window: how many wait, since when the first, and how long somebody would who came now. */
  readonly queues: readonly { readonly queueId: QueueId; readonly waiting: number; readonly oldestAt: number | null; readonly waitMinutes: number | null }[];
  /** Whom this window could call, at most 12, in the order in which it will, as far as that can be told. */
  readonly next: readonly WaitingView[];
  /** Windows where somebody sits, in a break or not: a visitor can be sent there. */
  readonly staffed: readonly WindowId[];
  /** Those of them that take a break; absent: none does. */
  readonly onBreak?: readonly WindowId[];
  /** What windows serve beside their own queues; absent: none helps. */
  readonly helping?: readonly { readonly windowId: WindowId; readonly queueId: QueueId }[];
  /** Missed visitors of this window's queues, newest first, at most 12. */
  readonly missed: readonly MissedView[];
  /** Whom this window has put aside, oldest first, at most 12. */
  readonly held: readonly HeldView[];
  /** Null when nothing can be taken back. */
  readonly undo: UndoView | null;
  /** What this window handed over today, newest first, at most 6. */
  readonly slips: readonly SlipView[];
  /** Unpaid notices that this window wrote, newest first, at most 12. */
  readonly ownNotices: readonly OpenNotice[];
  /** Where the bank's queue is served: every unpaid notice, newest first, at most 50; elsewhere null. */
  readonly openNotices: readonly OpenNotice[] | null;
};

export type BoardCall = {
  readonly callId: CallId;
  readonly number: TicketNumber;
  readonly windowId: WindowId;
  readonly zone: ZoneId;
  readonly attempt: number;
  readonly at: number;
  /** False once the visitor is there, has been missed or left: still listed, no longer announced. */
  readonly isLive: boolean;
  /** The call was a mistake that people saw or heard: please wait. Absent from all others, as the view is small. */
  readonly isUndone?: true;
};

/** A queue on a board, in short, as the view is small: how many wait, and the minutes for who comes now (null: no window serves). */
export type BoardQueue = readonly [queueId: QueueId, waiting: number, waitMinutes: number | null];

export type BoardView = {
  readonly day: DayView;
  readonly boardId: BoardId;
  /** Newest first, at most 10; a repeated call stands once, with its newest callId. */
  readonly calls: readonly BoardCall[];
  /** Queues of the board's zones with somebody waiting. */
  readonly waiting: readonly BoardQueue[];
  /** Numbers whose paper failed lately: please go to the guide desk. At most 12. */
  readonly guideDesk: readonly TicketNumber[];
  /** Missed numbers, newest first, at most 12. */
  readonly missed: readonly TicketNumber[];
  readonly paused: readonly WindowId[];
  /** Calls that a voice is speaking at this moment. */
  readonly speaking: readonly CallId[];
  /** Zones of the board whose voice somebody has switched off. */
  readonly muted: readonly ZoneId[];
  readonly emergency: Emergency | null;
  readonly noNumbers: NoNumbers | null;
};

export type DevicePresence = {
  readonly deviceId: DeviceId;
  readonly kind: 'agent' | 'display';
  readonly name: string;
  readonly connected: boolean;
  /** Parts of the device and how they do: printer, board… `code` has a text in packages/text. */
  readonly parts: readonly {
    readonly part: string; readonly state: 'ok' | 'warning' | 'fault'; readonly code: string; readonly since: number;
    /** The system's own reason, for staff. */
    readonly detail?: string | undefined;
  }[];
};

/** Somebody has begun to speak a call: nobody else will, unless an emergency cuts it off. */
export type SpeechClaim = {
  readonly callId: CallId; readonly zone: ZoneId; readonly deviceId: DeviceId;
  /** Hub time, epoch ms; the end as planned. */
  readonly startedAt: number; readonly endsAt: number;
  /** The announcer has said what became of it, or is gone. */
  readonly isOver: boolean;
  /** Words about the call that were recorded before it was claimed: the next one ends the claim. */
  readonly reportsBefore: number;
};

/** Who speaks where now; not in the log. */
export type VoicePresence = {
  readonly announcerByZone: ReadonlyMap<ZoneId, DeviceId>;
  readonly claimByCall: ReadonlyMap<CallId, SpeechClaim>;
};

/** What is known of connections and health; not in the log. */
export type Presence = {
  readonly devices: readonly DevicePresence[]; readonly connectedWindows: readonly WindowId[]; readonly voice: VoicePresence;
};

/** Bookings of the day: still expected, arrived, missed; those that were given up are not counted. */
export type BookingCounts = { readonly expected: number; readonly arrived: number; readonly missed: number };
export type BookingTotals = BookingCounts & {
  /** Queues with bookings today. */
  readonly queues: readonly (BookingCounts & { readonly queueId: QueueId })[];
  /** Grows with each change of any booking: the list is then read again. */
  readonly turn: number;
};

export type ConsoleView = {
  readonly day: DayView;
  readonly service: ServiceView;
  readonly isRecovering: boolean;
  readonly totals: { readonly issued: number; readonly offline: number } & Record<StopStatus, number>;
  readonly windows: readonly {
    readonly windowId: WindowId; readonly status: WindowStatus; readonly clerkId: ClerkId | null;
    readonly active: TicketNumber | null; readonly since: number; readonly isConnected: boolean;
    readonly help?: HelpView;
  }[];
  readonly queues: readonly {
    readonly queueId: QueueId; readonly waiting: number; readonly oldestAt: number | null; readonly windows: number; readonly waitMinutes: number | null;
    readonly gate: QueueGate | null;
    /** More wait than its windows can serve; absent: they can. */
    readonly isSurging?: true;
  }[];
  /** Tickets the guide desk should look at: failed or unknown paper, or waiting in a queue that no window of the configuration serves. At most 50. */
  readonly guideDesk: readonly {
    readonly ticketId: TicketId; readonly number: TicketNumber; readonly queueId: QueueId; readonly paper: Paper;
    readonly reason: 'paperFailed' | 'paperUnknown' | 'unserved'; readonly since: number; readonly device: DeviceId;
  }[];
  /** Missed visitors, newest first, at most 50. */
  readonly missed: readonly MissedView[];
  /** Tickets that managers made urgent today: how many, and the newest, at most 50. */
  readonly urgent: {
    readonly count: number;
    readonly listed: readonly { readonly ticketId: TicketId; readonly number: TicketNumber; readonly reason: string; readonly at: number; readonly isOver: boolean }[];
  };
  readonly devices: readonly DevicePresence[];
  readonly zones: readonly { readonly zone: ZoneId; readonly announcer: DeviceId | null; readonly isMuted: boolean }[];
  readonly emergency: Emergency | null;
  /** The list itself is read by HTTP: it has no bound. */
  readonly payments: PaymentTotals;
  /** Null where the hall takes no bookings. */
  readonly bookings: BookingTotals | null;
  /** The newest copies of closed days' papers, newest first. */
  readonly dayPapers: readonly DayPaperView[];
  /** Of the newest close; null: there was none. */
  readonly lastRoot: DayRoot | null;
};

/** The newest events, newest first, at most 50. */
export type LogView = { readonly lines: readonly LogLine[] };
export type LogLine = {
  readonly seq: number; readonly at: number; readonly type: string; readonly actor: string;
  readonly number: TicketNumber | null; readonly windowId: WindowId | null; readonly outcome: Outcome | null;
  /** What came of it or why it was done; absent where the event says it all. */
  readonly fact?: LogFact;
};
/** To which part of the hall's work an event belongs. */
export type LogKind = 'ticket' | 'call' | 'service' | 'payment' | 'window' | 'hall';
export type LogFact =
  | { readonly of: 'called'; readonly why: CallWhy } | { readonly of: 'recalled'; readonly attempt: number }
  | { readonly of: 'spoken'; readonly outcome: SpeechOutcome; readonly reason: SpeechReason | null }
  | { readonly of: 'paper'; readonly outcome: PaperOutcome } | { readonly of: 'cancelled'; readonly reason: CancelReason | 'superseded' }
  | { readonly of: 'missed'; readonly calls: number; readonly isShown: boolean }
  | { readonly of: 'held'; readonly reason: HoldReason } | { readonly of: 'transferred'; readonly reason: TransferReason } | { readonly of: 'undone'; readonly what: UndoWhat }
  | { readonly of: 'paused'; readonly reason: PauseReason } | { readonly of: 'noted'; readonly note: string } | { readonly of: 'takenBack' }
  | { readonly of: 'item'; readonly itemId: ItemId } | { readonly of: 'queue'; readonly queueId: QueueId } | { readonly of: 'amount'; readonly fen: number }
  | { readonly of: 'muted'; readonly isMuted: boolean };

/** Every view by its name. */
export type Views = {
  kiosk: KioskView; agent: AgentView; voice: VoiceView; window: WindowView; board: BoardView; console: ConsoleView; log: LogView;
};
export type ViewName = keyof Views;
