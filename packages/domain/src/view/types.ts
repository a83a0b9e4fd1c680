// What each role sees. Views hold ids; names come from the configuration document of the same version.
// They are whole, bounded, and change only when an event does: no field counts seconds.
import type { ItemCount, PauseReason, Outcome } from '../command.ts';
import type {
  BoardId, CallId, ClerkId, DeviceId, JobId, Language, QueueId, ServiceDate, TicketId, TicketNumber, WindowId, ZoneId,
} from '../ids.ts';
import type { Paper } from '../state.ts';
import type { StopStatus } from '../status.ts';

export type DayView = { readonly date: ServiceDate; readonly status: 'open' | 'closed' } | null;

/** Never stored, always derived. */
export type WindowStatus = 'closed' | 'idle' | 'calling' | 'serving' | 'paused';

/** What a kiosk shows before a choice is made. */
export type KioskView = {
  readonly day: DayView;
  /** Numbers are given now: false in breaks and overtime, while the day is still open for those who wait. */
  readonly isIssuing: boolean;
  /** Numbers rest after a restore: kiosks use their bands. */
  readonly isRecovering: boolean;
  /** Every queue of the configuration, in its order. */
  readonly queues: readonly { readonly queueId: QueueId; readonly waiting: number; readonly windows: number }[];
};

/** What one agent has to do: second copies that a person asked for elsewhere. */
export type AgentView = { readonly deviceId: DeviceId; readonly reprints: readonly ReprintOrder[] };

export type ReprintOrder = {
  readonly jobId: JobId;
  readonly copy: number;
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  readonly language: Language;
  readonly issuedAt: number;
  readonly offline: boolean;
  readonly day: ServiceDate;
};

export type CallProof = { readonly callId: CallId; readonly at: number; readonly attempt: number; readonly shownAt: number | null };

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
  readonly calls: readonly CallProof[];
};

export type WaitingView = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  readonly placeAt: number;
};

export type MissedView = { readonly ticketId: TicketId; readonly number: TicketNumber; readonly queueId: QueueId; readonly at: number; readonly canRestore: boolean };

export type WindowView = {
  readonly day: DayView;
  readonly windowId: WindowId;
  readonly status: WindowStatus;
  readonly clerkId: ClerkId | null;
  readonly pause: { readonly reason: PauseReason; readonly since: number } | null;
  readonly active: ActiveView | null;
  /** Queues of this window: how many wait, and since when the first. */
  readonly queues: readonly { readonly queueId: QueueId; readonly waiting: number; readonly oldestAt: number | null }[];
  /** Who comes next, at most 12, by place. */
  readonly next: readonly WaitingView[];
  /** Missed visitors of this window's queues, newest first, at most 12. */
  readonly missed: readonly MissedView[];
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
};

export type BoardView = {
  readonly day: DayView;
  readonly boardId: BoardId;
  /** Newest first, at most 10; a repeated call stands once, with its newest callId. */
  readonly calls: readonly BoardCall[];
  /** Queues of the board's zones with somebody waiting. */
  readonly waiting: readonly { readonly queueId: QueueId; readonly waiting: number }[];
  /** Numbers whose paper failed lately: please go to the guide desk. At most 12. */
  readonly guideDesk: readonly TicketNumber[];
  /** Missed numbers, newest first, at most 12. */
  readonly missed: readonly TicketNumber[];
  readonly paused: readonly WindowId[];
};

export type DevicePresence = {
  readonly deviceId: DeviceId;
  readonly kind: 'agent' | 'display';
  readonly name: string;
  readonly connected: boolean;
  /** Parts of the device and how they do: printer, board… `code` has a text in packages/text. */
  readonly parts: readonly { readonly part: string; readonly state: 'ok' | 'warning' | 'fault'; readonly code: string; readonly since: number }[];
};

/** What is known of connections and health; not in the log. */
export type Presence = { readonly devices: readonly DevicePresence[]; readonly connectedWindows: readonly WindowId[] };

export type ConsoleView = {
  readonly day: DayView;
  readonly isRecovering: boolean;
  readonly totals: { readonly issued: number; readonly offline: number } & Record<StopStatus, number>;
  readonly windows: readonly {
    readonly windowId: WindowId; readonly status: WindowStatus; readonly clerkId: ClerkId | null;
    readonly active: TicketNumber | null; readonly since: number; readonly isConnected: boolean;
  }[];
  readonly queues: readonly { readonly queueId: QueueId; readonly waiting: number; readonly oldestAt: number | null; readonly windows: number }[];
  /** Tickets the guide desk should look at: failed or unknown paper, or waiting in a queue that no window of the configuration serves. At most 50. */
  readonly guideDesk: readonly {
    readonly ticketId: TicketId; readonly number: TicketNumber; readonly queueId: QueueId; readonly paper: Paper;
    readonly reason: 'paperFailed' | 'paperUnknown' | 'unserved'; readonly since: number; readonly device: DeviceId;
  }[];
  /** Missed visitors, newest first, at most 50. */
  readonly missed: readonly MissedView[];
  readonly devices: readonly DevicePresence[];
};

/** The newest events, newest first, at most 50. */
export type LogView = { readonly lines: readonly LogLine[] };
export type LogLine = {
  readonly seq: number; readonly at: number; readonly type: string; readonly actor: string;
  readonly number: TicketNumber | null; readonly windowId: WindowId | null; readonly outcome: Outcome | null;
};

/** Every view by its name. */
export type Views = {
  kiosk: KioskView; agent: AgentView; window: WindowView; board: BoardView; console: ConsoleView; log: LogView;
};
export type ViewName = keyof Views;
