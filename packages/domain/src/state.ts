// What the fold of the log holds: the service day, its tickets, its windows. Owned by one place; others read.
import type { CancelReason, EmergencyKind, ItemCount, Outcome, PaperOutcome, PauseReason, SpeechOutcome, SpeechReason } from './command.ts';
import type {
  BookingId, CallId, ChainId, ClerkId, DeviceId, ItemId, JobId, Language, NoticeId, PassId, Prefix, QueueId, ServiceDate, TicketId, TicketNumber, WindowId, ZoneId,
} from './ids.ts';
import type { PersonKey } from './identity.ts';
import type { Booking, CallWhy, ChoiceReason, Need, PersonClass } from './person.ts';
import type { EventOf } from './event.ts';
import type { FromDesk } from './desk-schema.ts';
import type { HoldReason, TransferReason, UndoWhat } from './edge-schema.ts';
import type { Notice } from './payment-schema.ts';
import type { DayPart } from './day-paper-schema.ts';
import type { RootAck } from './root-schema.ts';
import type { CameBack, MaterialsNotice, Missing, Slip, SlipOutcome } from './slip-schema.ts';
import type { StopStatus } from './status.ts';
import type { WaitLesson } from './wait-lessons.ts';

export type Paper = 'pending' | 'none' | PaperOutcome;

/** What became of a call's announcement; `reason` says why it was not simply spoken. */
export type Speech = { readonly outcome: SpeechOutcome; readonly reason: SpeechReason | null; readonly at: number };

/** Spoken over everything in the whole hall until a manager ends it. */
export type Emergency = { readonly kind: EmergencyKind; readonly since: number };

/** One call of a visitor, first or repeated. `shownAt` is the first proof from a display or a bar. */
export type Call = {
  readonly callId: CallId;
  readonly ticketId: TicketId;
  readonly stop: number;
  readonly windowId: WindowId;
  readonly zone: ZoneId;
  readonly attempt: number;
  at: number;
  shownAt: number | null;
  speech: Speech | null;
  /** How many words about it have been recorded: an interruption and what came of it later are two. */
  reports: number;
  /** It was a mistake: the visitor is not to come. */
  isUndone: boolean;
};

/** Of a visitor who was called, the oldest first. */
export type Calls = readonly [Call, ...Call[]];

export type StopLife =
  | { readonly status: 'blocked' }
  | { readonly status: 'waiting' }
  | { readonly status: 'called'; readonly windowId: WindowId; readonly clerkId: ClerkId; readonly calls: Calls }
  | { readonly status: 'serving'; readonly windowId: WindowId; readonly clerkId: ClerkId; readonly calls: Calls; readonly startedAt: number }
  | Held
  | { readonly status: 'missed'; readonly windowId: WindowId; readonly at: number; readonly proven: boolean }
  | { readonly status: 'done'; readonly at: number; readonly outcome: Outcome; readonly count: number; readonly missing?: AskedFor }
  | { readonly status: 'abandoned'; readonly at: number; readonly reason: 'dayClosed' | 'restoreExpired'; readonly before: StopLife }
  | { readonly status: 'cancelled'; readonly at: number; readonly reason: CancelReason | 'superseded' | 'dropped' };

/** What a window has told a visitor to bring. */
export type AskedFor = MaterialsNotice & { readonly windowId: WindowId };

/** A return pass made today. */
export type Pass = Missing & {
  readonly passId: PassId;
  readonly code: string;
  /** Where the visitor stood, and for what. */
  readonly ticketId: TicketId;
  readonly stop: number;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  readonly windowId: WindowId;
  readonly date: ServiceDate;
  readonly validUntil: ServiceDate;
  isVoid: boolean;
};

/** A number booked ahead, of the day or a later one. */
export type BookingState = {
  readonly bookingId: BookingId;
  readonly code: string;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  readonly date: ServiceDate;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Somebody said for whom: no-shows count. */
  readonly isNamed: boolean;
  status: 'open' | 'kept' | 'missed' | 'cancelled';
  /** Ended with the day, which may be opened again. */
  endedWithDay: boolean;
  /** The newest ticket taken with it. */
  ticketId: TicketId | null;
};

/** A paper ordered from the printer of a window. */
export type SlipJob = {
  readonly jobId: JobId;
  readonly copy: number;
  readonly deviceId: DeviceId;
  readonly windowId: WindowId;
  readonly ticketId: TicketId;
  readonly slip: Slip;
  readonly at: number;
  /** Null while nobody has said what became of it. */
  outcome: SlipOutcome | null;
};

/** A paper of a closed day. */
export type DayPaperJob = {
  readonly jobId: JobId;
  readonly date: ServiceDate;
  readonly part: DayPart;
  readonly copy: number;
  readonly deviceId: DeviceId;
  readonly at: number;
  /** Null while nobody has said what became of it. */
  outcome: SlipOutcome | null;
  /** Its day was opened again: what it says is not true any more, and it is not printed. */
  isWithdrawn: boolean;
};

/** Put aside by its window, which alone may resume it. `startedAt`: null when the visitor had only been called. */
export type Held = {
  readonly status: 'held';
  readonly windowId: WindowId;
  readonly reason: HoldReason;
  readonly at: number;
  /** When the desk is reminded, epoch ms; null: never. */
  readonly dueAt: number | null;
  readonly startedAt: number | null;
};

/** Who sent a visitor on, and why. */
export type Sender = { readonly windowId: WindowId; readonly clerkId: ClerkId; readonly reason: TransferReason; readonly at: number };

/** What a kiosk has told of a number that the desk had entered. */
export type PaperTold = { readonly as: TicketId; readonly deviceId: DeviceId; readonly says: NonNullable<EventOf<'ticket.recognized'>['says']> };

/** A stop's place: first by time (epoch ms), then by `tie`, which is the number or half a step behind another's. */
export type Place = { readonly at: number; readonly tie: number };

/** After a no-show, from paying, or put aside by a window that closed. */
export type ReturnedFrom = 'missed' | 'bank' | 'hold';

export type Stop = {
  readonly index: number;
  queueId: QueueId;
  items: readonly ItemCount[];
  after: readonly number[];
  /** The stop at which the visitor asked for it: it comes after that one, whatever becomes of it. Null: planned at issue, or at the bank. */
  readonly addedAt: number | null;
  /** Where it stands in its queue. */
  place: Place;
  /** How often it may be overtaken (null: no promise), and how often it was. */
  bound: number | null;
  overtaken: number;
  /** Opens at the place that it has: added ones at their ticket's, those that wait for a payment at their own. Others when their turn comes. */
  keepsPlace: boolean;
  sender: Sender | null;
  /** The one window that is to call it, as long as somebody sits there. */
  onlyAt: WindowId | null;
  /** From where it came back to the queue last; null: it has not been called before. */
  returnedFrom: ReturnedFrom | null;
  /** How often it came back after a proven no-show. */
  restores: number;
  /** The wait as it was told at issue, ms; null: nothing was. */
  readonly toldMs: number | null;
  /** The wait as it was worked out at issue, before any lesson, ms; null: nothing was told, or it has been called. */
  expectedMs: number | null;
  life: StopLife;
};

export type Reprint = { readonly jobId: JobId; readonly copy: number; readonly deviceId: DeviceId; readonly at: number; outcome: PaperOutcome | null };

export type Ticket = {
  readonly ticketId: TicketId;
  number: TicketNumber;
  readonly language: Language;
  issuedAt: number;
  /** How many were issued before it on its day. */
  readonly ordinal: number;
  readonly device: DeviceId;
  readonly offline: boolean;
  readonly personClass: PersonClass;
  readonly needs: readonly Need[];
  readonly booked: Booking | null;
  /** Set when the visitor came back with a return pass. */
  readonly pass: CameBack | null;
  /** Null: no card was read. */
  readonly personKey: PersonKey | null;
  /** Given or taken in at the guide desk. */
  readonly desk: FromDesk | null;
  urgent: { readonly reason: string; readonly at: number } | null;
  readonly chain: ChainId | null;
  paper: Paper;
  paperAt: number;
  readonly reprints: Reprint[];
  readonly stops: Stop[];
  /** The window that calls or serves one of its stops now. */
  activeAt: WindowId | null;
  /** The window whose last action concerned it. */
  lastActionAt: WindowId | null;
};

/** One first call of a queue, as the question "why not me?" needs it. */
export type QueueCall = {
  readonly callId: CallId;
  readonly ticketId: TicketId;
  readonly stop: number;
  readonly windowId: WindowId;
  readonly at: number;
  readonly place: Place;
  readonly why: CallWhy;
  /** The stops that it overtook. */
  readonly passed: readonly StopRef[];
  /** The queue's row before it. */
  readonly rowBefore: number;
  readonly chosen: { readonly reason: ChoiceReason; readonly note: string | null } | null;
};

/** One visit as its window saw it: from the call until it was free again, ms. Who was resumed takes time, but is no further visitor. */
export type Occupancy = { readonly windowId: WindowId; readonly ms: number; readonly isResumed: boolean };

/** A break of a window that is over, ms. */
export type Break = { readonly reason: PauseReason; readonly ms: number };

export type WindowState = {
  readonly windowId: WindowId;
  clerkId: ClerkId | null;
  pause: { readonly reason: PauseReason; readonly since: number } | null;
  active: { readonly ticketId: TicketId; readonly stop: number } | null;
  /** The queue that it serves beside its own for a while. */
  help: { readonly queueId: QueueId; readonly rank: number; readonly since: number; readonly untilCalm: boolean } | null;
  /** Calls of each queue since the window was opened: the base of the weights. */
  readonly callsByQueue: Map<QueueId, number>;
  /** What can be taken back; null once anything else has happened here or to that ticket. */
  lastAction: LastAction | null;
  changedAt: number;
};

/** A window's last action with everything needed to take it back. */
export type LastAction = {
  readonly what: UndoWhat;
  readonly ticketId: TicketId;
  readonly stop: number;
  readonly at: number;
  readonly before: Readonly<Pick<Stop, 'life' | 'queueId' | 'sender' | 'onlyAt' | 'bound' | 'overtaken'>>;
  /** Stops that it opened or dropped, as they were. */
  readonly followers: ({ readonly stop: number } & Readonly<Pick<Stop, 'life' | 'place' | 'bound' | 'overtaken'>>)[];
  /** The finish that was the same press as this call. */
  readonly earlier: LastAction | null;
};

export type DayState = {
  readonly date: ServiceDate;
  readonly openedAt: number;
  /** When it was opened again after a close, epoch ms; 0: it was not. */
  reopenedAt: number;
  /** A day that a manager opened ignores the timetable; one that a manager closed stays closed. */
  openedBy: 'timetable' | 'manager';
  closed: { readonly at: number; readonly by: 'timetable' | 'manager' | 'overdue' } | null;
};

/** After a raised epoch: numbers rest until every agent has reported, or the wait is over. */
export type Recovery = {
  readonly since: number;
  readonly awaited: Set<DeviceId>;
  /** Highest online number reported as printed, by date and prefix. */
  readonly highest: Map<ServiceDate, Map<Prefix, number>>;
};

/** Numbers of `date` go on behind these, also when that day opens only later. */
export type Floors = { readonly date: ServiceDate; readonly after: ReadonlyMap<Prefix, number> };

export type Totals = { issued: number; offline: number } & Record<StopStatus, number>;

export type HallState = {
  config: number;
  day: DayState | null;
  /** Highest online number of the service day, by prefix. */
  readonly highest: Map<Prefix, number>;
  recovery: Recovery | null;
  floors: Floors | null;
  readonly ticketById: Map<TicketId, Ticket>;
  /** `A12` → ticket, of the service day. */
  readonly ticketIdByNumber: Map<string, TicketId>;
  /** Of the service day, oldest first. */
  readonly ticketIdsByPerson: Map<PersonKey, TicketId[]>;
  /** Waiting stops in order of place, by queue. */
  readonly waiting: Map<QueueId, StopRef[]>;
  /** Those of `waiting` whose class or booking may make them preferred, in the same order. */
  readonly preferable: Map<QueueId, StopRef[]>;
  /** Preferred calls in a row that overtook somebody, by queue. */
  readonly preferredRow: Map<QueueId, number>;
  /** First calls of the day by queue, oldest first. */
  readonly queueCalls: Map<QueueId, QueueCall[]>;
  /** The newest visits of the day by queue, oldest first; bounded. */
  readonly occupancies: Map<QueueId, Occupancy[]>;
  /** The newest breaks of the day that are over, of all windows, oldest first; bounded. */
  readonly breaks: Break[];
  /** How the newest estimates came true, oldest first; bounded. */
  readonly waitLessons: WaitLesson[];
  /** What was taken of each item today, by numbers that are neither cancelled nor superseded, in order of issue. */
  readonly takenByItem: Map<ItemId, Taken[]>;
  /** Tickets made urgent today, oldest first. */
  readonly urgent: Set<TicketId>;
  readonly windowById: Map<WindowId, WindowState>;
  /** The newest calls, oldest first; bounded. */
  readonly calls: Call[];
  readonly callById: Map<CallId, Call>;
  /** Live tickets that the clock or the guide desk must look at, oldest first. */
  readonly pendingPaper: Set<TicketId>;
  readonly troubledPaper: Set<TicketId>;
  readonly missed: Set<TicketId>;
  /** Tickets with a stop that a window holds, oldest first. */
  readonly held: Set<TicketId>;
  /** Tickets with an ordered second copy whose outcome is not known yet. */
  readonly openReprints: Set<TicketId>;
  /** Payment notices of the day and open ones of earlier days, oldest first. */
  readonly noticeById: Map<NoticeId, Notice>;
  /** Return passes made today, by code. */
  readonly passByCode: Map<string, Pass>;
  /** The newest ticket that was taken today with a pass. */
  readonly passUse: Map<PassId, TicketId>;
  /** Bookings of the day, whatever became of them, and open ones of later days. */
  readonly bookingById: Map<BookingId, BookingState>;
  readonly bookingByCode: Map<string, BookingState>;
  /** How many of an item are booked by those who have not come yet: by date, item and beginning of the slot (epoch ms). Nothing stands at zero. */
  readonly bookedAhead: Map<ServiceDate, Map<ItemId, Map<number, number>>>;
  /** Grows with each change of a booking. */
  bookingTurn: number;
  /** Papers ordered at windows today, oldest first; bounded. */
  readonly slipByJob: Map<JobId, SlipJob>;
  /** Papers of closed days, oldest first; bounded. An opening takes along those that nobody reported and those of the day before it. */
  readonly dayPaperByJob: Map<JobId, DayPaperJob>;
  /** What kiosks call tickets that the guide desk had entered before. */
  readonly knownAs: Map<TicketId, TicketId>;
  /** Tickets entered at the guide desk of which their kiosk has told since, and what the paper says where it may be another one's; null: it is the one that the desk saw. */
  readonly told: Map<TicketId, PaperTold | null>;
  /** Zones whose voice a manager switched off; the next day begins with all of them on. */
  readonly mutedZones: Set<ZoneId>;
  /** Roots of agents that a manager has acknowledged as rightly other ones, oldest first; bounded. */
  rootAcks: readonly RootAck[];
  emergency: Emergency | null;
  /** When the newest emergency of the day ended, epoch ms; 0: there was none. */
  emergencyEndedAt: number;
  /** To where the clock was last set forward by more than a minute on this day, epoch ms; 0: it was not. Nobody could come in the time left out. */
  skippedTo: number;
  /** Stops of the day by status, and tickets issued. */
  readonly totals: Totals;
  /** Of the last day that was opened, before any step of the clock; 0: there was none. */
  lastEventAt: number;
  /** Since the last opening of a day. */
  hasClockStepped: boolean;
};

/** What one number took of an item. */
export type Taken = { readonly ticketId: TicketId; readonly count: number };

export type StopRef = { readonly ticketId: TicketId; readonly stop: number };

/** The state as everybody but its owner sees it. */
export type ReadonlyHall = DeepReadonly<HallState>;

export type DeepReadonly<T> = T extends readonly [infer First, ...infer Rest]
  ? readonly [DeepReadonly<First>, ...DeepReadonly<Rest>]
  : T extends readonly (infer U)[]
  ? readonly DeepReadonly<U>[]
  : T extends ReadonlyMap<infer K, infer V>
    ? ReadonlyMap<K, DeepReadonly<V>>
    : T extends ReadonlySet<infer V>
      ? ReadonlySet<V>
      : T extends string | number | boolean | null | undefined
        ? T
        : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** The state before the first event. */
export function emptyHall(): HallState {
  return {
    config: 0, day: null, highest: new Map(), recovery: null, floors: null,
    ticketById: new Map(), ticketIdByNumber: new Map(), ticketIdsByPerson: new Map(), waiting: new Map(), preferable: new Map(), preferredRow: new Map(), queueCalls: new Map(), occupancies: new Map(), breaks: [], waitLessons: [], takenByItem: new Map(), urgent: new Set(), windowById: new Map(),
    calls: [], callById: new Map(), pendingPaper: new Set(), troubledPaper: new Set(), missed: new Set(), held: new Set(), openReprints: new Set(),
    noticeById: new Map(), passByCode: new Map(), passUse: new Map(), bookingById: new Map(), bookingByCode: new Map(), bookedAhead: new Map(), bookingTurn: 0, slipByJob: new Map(), dayPaperByJob: new Map(), knownAs: new Map(), told: new Map(),
    mutedZones: new Set(), rootAcks: [], emergency: null, emergencyEndedAt: 0, skippedTo: 0, totals: noTotals(), lastEventAt: 0, hasClockStepped: false,
  };
}

/** Totals of a day in which nothing has happened. */
export const noTotals = (): Totals => ({
  issued: 0, offline: 0, blocked: 0, waiting: 0, called: 0, serving: 0, held: 0, missed: 0, done: 0, abandoned: 0, cancelled: 0,
});

/** The key of a number within a service day. */
export const numberKey = (number: TicketNumber): string => `${number.prefix}${number.n}`;
