// Bodies of the hub's few HTTP calls (JSON). PINs and codes travel here, never in a command.
import {
  BoardId, BookingId, ClerkId, DeviceId, Instant, ItemCount, ServiceDate, WindowId, type DayRoot, type DeepReadonly, type FreeSlot, type FullAt, type HallConfig, type ItemFigures, type LogKind, type LogLine,
  type Notice, type NoticeSum, type PastBooking, type PastPass, type QueueId, type Rejection, type Slot, type StatisticsReport, type TicketNumber, type TurnedAwayReport,
} from '@hallcall/domain';
import { z } from 'zod';

const name = z.string().trim().min(1).max(60);
const pin = z.string().min(4).max(32);

/** `POST /session`: a clerk at a window, or a manager at the console (`windowId` null). */
export const SignIn = z.strictObject({ clerkId: ClerkId, pin, windowId: WindowId.nullable() });
export type SignIn = z.infer<typeof SignIn>;
/** 200. Kept in sessionStorage under the page's device id; sent in the socket's handshake and as `Authorization: Bearer`. */
export type SessionReply = { readonly token: string; readonly clerkId: string; readonly name: string; readonly role: 'clerk' | 'manager' };

/** `POST /pairing`: a device asks to join and shows the six-digit `code` until a manager confirms it. */
export const PairingRequest = z.strictObject({ kind: z.enum(['agent', 'display']), name });
export type PairingRequest = z.infer<typeof PairingRequest>;
export type PairingReply = { readonly pairingId: string; readonly secret: string; readonly code: string; readonly expiresAt: number };
/** `POST /pairing/confirm` (manager): the device id is chosen here and, for a display, the board it shows (agents: null). */
export const PairingConfirm = z.strictObject({ code: z.string().regex(/^\d{6}$/), deviceId: DeviceId, boardId: BoardId.nullable() });
export type PairingConfirm = z.infer<typeof PairingConfirm>;
/** `POST /pairing/claim`: 202 while unconfirmed, then 200 once with the credentials. */
export const PairingClaim = z.strictObject({ pairingId: z.string().min(1).max(64), secret: z.string().min(1).max(64) });
export type PairingClaim = z.infer<typeof PairingClaim>;
export type Credentials = {
  readonly hallId: string;
  readonly deviceId: string;
  readonly token: string;
  readonly boardId: string | null;
  /** Agents only: first and last number of the kiosk's own band. */
  readonly band: { readonly first: number; readonly last: number } | null;
};

/** `POST /setup`: once, with the code that the first start printed; makes the first manager. */
export const Setup = z.strictObject({ code: z.string().min(6).max(64), clerkId: ClerkId, name, pin });
export type Setup = z.infer<typeof Setup>;

/** `PUT /clerks/:clerkId` (manager). `pin` null keeps the one there is. */
export const ClerkChange = z.strictObject({ name, role: z.enum(['clerk', 'bank', 'manager']), pin: pin.nullable(), isDisabled: z.boolean() });
export type ClerkChange = z.infer<typeof ClerkChange>;
/** `GET /registry` (manager). */
export type Registry = {
  readonly clerks: readonly { readonly clerkId: string; readonly name: string; readonly role: 'clerk' | 'bank' | 'manager'; readonly isDisabled: boolean; readonly isLocked: boolean }[];
  readonly devices: readonly {
    readonly deviceId: string; readonly kind: 'agent' | 'display'; readonly name: string; readonly pairedAt: number;
    readonly boardId: string | null;
    readonly band: { readonly first: number; readonly last: number } | null;
  }[];
};

/** `GET /days` (manager, bank): every service day that the log knows, newest first. */
export type DaysReply = { readonly days: readonly ServiceDayEntry[] };
/** Instants are epoch ms; `closedAt` null: not closed. */
export type ServiceDayEntry = { readonly date: ServiceDate; readonly openedAt: number; readonly closedAt: number | null };

/** `GET /statistics?day=` (manager): the figures of that day, without `day` of the newest; `day.unknown`. */
export type StatisticsReply = {
  readonly day: ServiceDate;
  readonly closedAt: number | null;
  /** The configuration in force when somebody last took a number, was called or sat down: names come from there. */
  readonly config: number;
  /** Until when it was counted, epoch ms. */
  readonly until: number;
  readonly report: StatisticsReport;
  /** What people asked for in vain; absent: nothing. */
  readonly turnedAway?: TurnedAwayReport;
};

/**
 * `GET /log?day=&number=A12&window=w1&kind=call&before=` (manager): the newest events of a day (without `day` the newest) that fit all that
 * is asked for, at most 100, each older than `before`; what happens after a close stands with the day before it. `day.unknown`.
 */
export type LogReply = {
  readonly day: ServiceDate;
  /** Newest first. */
  readonly lines: readonly LogLine[];
  /** What `before` is to be for those before these; null: there are none. */
  readonly earlier: number | null;
};
const kinds = ['ticket', 'call', 'service', 'payment', 'window', 'hall'] as const satisfies readonly LogKind[];
export const LogQuery = z.strictObject({
  day: ServiceDate.optional(), number: z.string().max(12).optional(), window: WindowId.optional(), kind: z.enum(kinds).optional(), before: z.coerce.number().int().positive().optional(),
});
/** Null: whatever it is. */
export type LogWish = {
  readonly day: string | null; readonly number: string | null; readonly windowId: string | null; readonly kind: LogKind | null; readonly before: number | null;
};

/**
 * `GET /payments` (manager, bank): notices of the service day and those that were open at its opening, newest first. With `?day=` of an
 * earlier day: those issued on it, and those that were paid, voided or expired on it wherever issued; `day.unknown`.
 */
export type PaymentsReport = {
  readonly day: ServiceDate | null;
  /** Of an earlier day; the sums of the current one stand in the console's view. */
  readonly sums: PaymentSums | null;
  readonly notices: readonly NoticeRecord[];
};
/** Issued on that day, and of these still open now; paid, voided and expired on that day. */
export type PaymentSums = Readonly<Record<'issued' | Notice['status'], NoticeSum>>;
export type NoticeRecord = Omit<DeepReadonly<Notice>, 'stop' | 'bankStop' | 'config'> & {
  /** The configuration in force when it was issued; null: not known, as a rule the one in force now. */
  readonly config: number | null;
  /** When it was paid, voided or expired, epoch ms; null: open, or the receipt says so. */
  readonly endedAt: number | null;
};

/** `GET /pass/:code` (agents): what a number is taken for with this return pass, and what was missing. Refused as `ticket.issue` would be. */
export type ReturnPassReply = Pick<PastPass, 'items' | 'windowId' | 'date' | 'materials' | 'other' | 'note' | 'validUntil'>;

/** `GET /pass/:code` with the code of a booking that can be checked in now: what a number is taken for, and when. */
export type BookedReply = { readonly items: BookingEntry['items']; readonly booking: Slot & { readonly date: ServiceDate; readonly queueId: QueueId } };
export type CodeReply = ReturnPassReply | BookedReply;

/** `GET /bookings?date=` (clerks, managers): everything that a desk needs to book. Instants are epoch ms. */
export type BookingsReply = {
  readonly date: ServiceDate;
  /** The dates that can be booked now. */
  readonly dates: readonly ServiceDate[];
  /** Whatever became of them, in order of the slots. */
  readonly bookings: readonly BookingEntry[];
  /** Slots of that date that are not over, by queue. */
  readonly queues: readonly { readonly queueId: QueueId; readonly slots: readonly FreeSlot[] }[];
  /** Items that cannot be booked in the slots that begin at these moments, whatever is free in their queue: their numbers are all taken. */
  readonly full: readonly FullAt[];
};
export type BookingEntry = Pick<PastBooking, 'bookingId' | 'queueId' | 'items' | 'date' | 'from' | 'to' | 'status'> & {
  readonly code: string;
  /** It is known for whom: a no-show counts. */
  readonly isNamed: boolean;
  /** The newest number taken with it; not told to clerks where the hall hides classes before the call. */
  readonly number: TicketNumber | null;
};

/** `POST /bookings` (clerks, managers). Sent again with the same id it makes one booking. */
export const BookingOrder = z.strictObject({
  bookingId: BookingId, items: z.array(ItemCount).min(1).max(20), date: ServiceDate, from: Instant, to: Instant,
  /** An identity number: it becomes tags at once, and is neither kept nor told again. Null: a no-show does not count. */
  number: z.string().max(40).nullable(),
  /** Given up for this one; without a number, what is known of its person goes on. */
  replaces: BookingId.nullable(),
});
export type BookingOrder = z.infer<typeof BookingOrder>;
export type BookingMade = { readonly bookingId: BookingId; readonly code: string };

/** `GET /bookings/keys` (agents): the keys of today's date, base64url; a tag is the first 16 bytes of HMAC-SHA-256(key, number). Never to be stored. */
export type PeriodKeysReply = { readonly keys: readonly { readonly keyId: number; readonly key: string }[] };
/** `POST /bookings/find` (agents): tags in hex. */
export const FindBookings = z.strictObject({ tags: z.array(z.strictObject({ keyId: z.int(), tag: z.string().regex(/^[0-9a-f]{32}$/) })).min(1).max(4) });
export type FindBookings = z.infer<typeof FindBookings>;
/** Open ones of today. */
export type FoundBookings = { readonly bookings: readonly { readonly code: string; readonly items: BookingEntry['items'] }[] };

/** What the rules say to a booking. */
type BookingRefusal = Extract<Rejection, { code: `booking.${string}` | 'item.unknown' | 'day.closed' | 'quota.full' }>;

/** `GET /months?month=2026-11` (manager): the closed days of a month by department and item, without `month` of the newest. */
export type MonthsReply = { /** Newest first. */ readonly months: readonly string[]; readonly month: string | null; readonly rows: readonly MonthRow[] };
export type MonthRow = ItemFigures & { /** Empty: the item had left the configuration by the close. */ readonly departmentId: string; readonly itemId: string };

/** `GET /roots` (agents, managers): every close of the newest 400 closed days, newest first. */
export type RootsReply = { readonly roots: readonly DayRoot[] };

/** `GET /day-key`, for agents: 32 bytes as base64. It dies with the day, and is kept nowhere. */
export type DayKeyReply = { readonly key: string };

/** Every error body: a code with facts; the text is the reader's to make (packages/text). */
export type HttpProblem =
  | { readonly code: 'request.malformed'; readonly path: string; readonly problem: string }
  | { readonly code: 'session.wrong' }
  | { readonly code: 'session.locked'; readonly waitMs: number }
  | { readonly code: 'session.required' }
  | { readonly code: 'session.notPermitted' }
  | { readonly code: 'pairing.wrongCode' }
  | { readonly code: 'pairing.expired' }
  | { readonly code: 'pairing.noSlot' }
  | { readonly code: 'board.unknown' }
  | { readonly code: 'device.exists' }
  | { readonly code: 'device.unknown' }
  | { readonly code: 'clerk.last' }
  | { readonly code: 'setup.done' }
  | { readonly code: 'setup.wrongCode' }
  | { readonly code: 'config.unknown' }
  | { readonly code: 'day.unknown' }
  | { readonly code: 'ticket.unknown' }
  | { readonly code: 'ticket.notWaiting' }
  | { readonly code: 'pass.unknown' }
  | { readonly code: 'pass.used' }
  | { readonly code: 'pass.expired'; readonly validUntil: ServiceDate }
  | { readonly code: 'pass.voided' }
  | BookingRefusal
  /** Its check digit does not fit. */
  | { readonly code: 'booking.numberWrong' }
  | { readonly code: 'origin.foreign' }
  | { readonly code: 'request.tooMany'; readonly waitMs: number }
  | { readonly code: 'storage.unavailable' };

/** `GET /config/:version`: immutable. The catalogue is what packages/catalogue publishes. */
export type PublishedConfig<Catalogue> = { readonly version: number; readonly hall: HallConfig; readonly catalogue: Catalogue };

/** `GET /sample`, in the sample hall only: what the hall page hands to its frames. */
export type SampleHall = {
  readonly agentUrl: string;
  readonly printerUrl: string;
  readonly windows: readonly { readonly windowId: string; readonly clerkId: string; readonly name: string; readonly pin: string; readonly token: string }[];
  readonly boards: readonly { readonly boardId: string; readonly token: string }[];
  readonly manager: { readonly clerkId: string; readonly pin: string; readonly token: string };
};
