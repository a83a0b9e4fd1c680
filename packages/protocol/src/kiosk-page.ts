// Between a kiosk's agent and its page, on loopback: the agent streams its whole state (server-sent events at
// `GET /page/events`), the page sends verbs (`POST /page/take`, `/page/reprint`, `/page/note`, `/page/pass`, `/page/bookings`,
// `/page/identity`, `/page/searched`, `/page/maintenance`). Types only.
import type {
  ChainId, Emergency, ItemCount, KioskView, Language, Need, PersonClass, QueueGate, QueueId, QuotaFull, Rejection, ServiceDate, StopPlan, TicketId, TicketNumber,
} from '@hallcall/domain';
import type { BookedReply } from './http.ts';

/** How the printer does; each code has its words in packages/text (`printer.status`, `.meaning`, `.action`). */
export type PrinterCode =
  | 'ready' | 'nearEnd' | 'paperEnd' | 'coverOpen' | 'cutter' | 'mechanical' | 'offline' | 'unreachable' | 'notAnswering' | 'garbage' | 'noAck'
  | 'unknown';

/** Event `state`: everything that a page shows before somebody has a ticket. */
export type KioskPageState = {
  /** Of the agent's own files; another one than at the page's load asks an idle page to reload. */
  readonly build: string;
  readonly hallId: string | null;
  /** Version served at `/config/<version>`; null before the first. */
  readonly config: number | null;
  /** Not null while the kiosk waits to be paired: the code to type in at the console, null until the hub gave one. */
  readonly pairing: { readonly code: string | null } | null;
  /** `refused`: the hub does not know this kiosk (any more). */
  readonly hub: { readonly link: 'connecting' | 'live' | 'stale' | 'refused'; readonly heardAt: number | null };
  /** Hub time at sending, epoch ms. */
  readonly now: number;
  /** The last one seen; out of date unless the link is live. */
  readonly view: KioskView | null;
  /** As last heard of the hub, also before a restart of the agent. */
  readonly emergency: Emergency | null;
  /** Whether tickets are given now, and when they are next if not. */
  readonly isOpen: boolean;
  /** True while none are given, but to whoever has booked and may come now. */
  readonly isForBooked: boolean;
  readonly nextOpeningAt: number | null;
  /** Queues that give no numbers while others do, or whose last number is near; without the hub only those that are closed. */
  readonly gates: readonly { readonly queueId: QueueId; readonly gate: QueueGate }[];
  readonly printer: { readonly state: 'ok' | 'warning' | 'fault'; readonly code: PrinterCode };
  /** The reader of ID cards and how far the visitor has come who is asked for one; null: this kiosk has none. Never a digit of a card. */
  readonly identity: {
    readonly reader: 'ready' | 'away';
    /** `notChecked`: a card was read, but there is no key to make a tag of it. */
    readonly asked: { readonly requestId: string; readonly status: 'waiting' | 'unreadable' | 'notChecked' | 'read' } | null;
  } | null;
  readonly outbox: { readonly facts: number; readonly aside: number; readonly jobs: number };
};

/** `printing` while a copy is queued or on its way; `shown`: the visitor noted the number. */
export type PaperTruth = 'printing' | 'printed' | 'sent' | 'failed' | 'unknown' | 'shown';

/** Event `progress`, and the answer to each verb: how far one tap has come. */
export type TicketProgress = {
  readonly requestId: string;
} & (
  | { readonly phase: 'asking' }
  | { readonly phase: 'refused'; readonly refusal: KioskRefusal }
  | { readonly phase: 'issued'; readonly ticket: PageTicket; readonly paper: PaperTruth; readonly copy: number }
);

/** Why there is no number: a code of the hub's rules, or one of the kiosk (`kiosk.…`). */
export type KioskRefusal = {
  readonly code: string; readonly prefix?: string; readonly validUntil?: ServiceDate;
  /** A number that this person has already. */
  readonly held?: TicketNumber;
  readonly most?: number;
  /** When a queue's hours begin again, or end, epoch ms; null: nobody knows. */
  readonly at?: number | null;
  /** With `quota.full`: what gives none, and when it does again. */
  readonly full?: QuotaFull;
};

export type PageTicket = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  /** Where to go, and what comes after what. */
  readonly stops: readonly StopPlan[];
  readonly chain: ChainId | null;
  readonly day: ServiceDate;
  /** Epoch ms, hub time. */
  readonly issuedAt: number;
  readonly offline: boolean;
  readonly ahead: number | null;
  /** How many preferred visitors may be called before this one, by queue; empty: nothing was promised. */
  readonly bounds: readonly { readonly queueId: QueueId; readonly count: number }[];
  /** How long it will probably take until this visitor is called, as shown, by queue; empty: nobody can say. */
  readonly estimates: readonly { readonly queueId: QueueId; readonly minutes: number | null }[];
  /** What the QR code holds. */
  readonly url: string;
};

/** Body of `POST /page/take`: one item or several, or those of a chain (一件事). The page makes `requestId` once a tap; the same one never gives a second ticket. */
export type TakeTicket = {
  readonly requestId: string;
  readonly items: readonly ItemCount[];
  readonly chain: ChainId | null;
  readonly language: Language;
  readonly personClass?: PersonClass;
  readonly needs?: readonly Need[];
  /** The code of a return pass; the items are those of the pass. */
  readonly pass?: string;
  /** The code of a booking; the items are those booked. */
  readonly booking?: string;
};
/** Body of `POST /page/pass`: the eight digits of a return pass or a booking. The answer is a `CodeReply`, or why not. */
export type AskPass = { readonly code: string };
export type PassProblem =
  | { readonly code: 'pass.unknown' } | { readonly code: 'pass.used' } | { readonly code: 'pass.voided' } | { readonly code: 'pass.expired'; readonly validUntil: ServiceDate }
  | Extract<Rejection, { code: 'booking.used' | 'booking.cancelled' | 'booking.otherDay' | 'booking.tooEarly' | 'booking.tooLate' }>
  /** After some wrong codes a kiosk asks no more for a while. */
  | { readonly code: 'pass.tooMany'; readonly waitMs: number }
  /** The hub is away: nothing can be looked up. */
  | { readonly code: 'pass.needsHub' };

/** Body of `POST /page/identity`: from now on a card laid on is for this tap, or no longer; with `isForBooking` to find what was booked, too. */
export type AskIdentity = { readonly requestId: string; readonly isWanted: boolean; readonly isForBooking?: true };
/** Body of `POST /page/bookings`: what has been booked for today by whom the card belongs to that was read for this tap. Answered once. */
export type AskBookings = { readonly requestId: string };
/** Each with what it is good for now, or why not; empty: none that is open. */
export type BookingsOfCard = { readonly bookings: readonly BookingOfCard[] };
export type BookingOfCard = { readonly code: string; readonly items: readonly ItemCount[]; readonly found: BookedReply | PassProblem };
export type BookingsProblem =
  /** The hub is away: nothing can be looked up. */
  | { readonly code: 'pass.needsHub' }
  /** What was read has been asked for, or is forgotten: the card is to be laid on again. */
  | { readonly code: 'booking.cardAgain' };
/** Body of `POST /page/searched`: what was typed and found nothing. The answer is empty. */
export type SearchedInVain = { readonly typed: string };

/** Body of `POST /page/reprint` and `/page/note`. */
export type TicketOfRequest = { readonly requestId: string };

/** Body of `POST /page/maintenance`: 6 to 12 digits. */
export type MaintenancePin = { readonly pin: string };
/** Its answer: counts once, for half a minute. Body of `POST /page/maintenance/confirm`, which Electron's main process sends. */
export type MaintenanceToken = { readonly token: string };
export type MaintenanceProblem =
  | { readonly code: 'maintenance.notSet' }
  | { readonly code: 'maintenance.wrongPin'; readonly triesLeft: number }
  | { readonly code: 'maintenance.locked'; readonly waitMs: number }
  | { readonly code: 'maintenance.tokenUnknown' };

/** Any other answer than 200. */
export type PageProblem =
  | { readonly code: 'request.malformed'; readonly path: string; readonly problem: string }
  | { readonly code: 'request.unknown' }
  | { readonly code: 'kiosk.notReady' }
  | { readonly code: 'device.revoked' }
  | { readonly code: 'origin.foreign' }
  | PassProblem
  | BookingsProblem
  | MaintenanceProblem;
