// What the agent knows and keeps on disk: issues asked of it, print jobs, facts for the hub, band counters.
// Rows are replaced whole; the one way to change them is a list of writes, committed before anything is done about it.
import type {
  Booking, CameBack, ChainId, CommandId, DayPaperOrder, Emergency, ItemCount, JobId, Language, Prefix, QueueId, ServiceDate, SlipOrder, StopPlan, TicketId, TicketNumber, WireCommand,
} from '@hallcall/domain';
import type { KioskRefusal } from '@hallcall/protocol';
import type { Person } from './person.ts';

/** A ticket as it stands on paper. */
export type IssuedTicket = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly items: readonly ItemCount[];
  /** Where the visitor goes, and what comes after what. */
  readonly stops: readonly StopPlan[];
  readonly chain: ChainId | null;
  readonly language: Language;
  readonly day: ServiceDate;
  /** Epoch ms, hub time. */
  readonly issuedAt: number;
  readonly offline: boolean;
  /** People in front when it was asked for; null when nobody knew. */
  readonly ahead: number | null;
  /** Taken with a return pass. */
  readonly isReturn?: true | undefined;
  /** The pass, as the hub told it: a restored hub is told again. */
  readonly pass?: CameBack | undefined;
  /** Checked in with this code: a restored hub is told again. */
  readonly booking?: string | undefined;
  /** The slot, as it stands on the paper. */
  readonly booked?: Booking | undefined;
} & Person;

/** Why a visitor got no number: a code of the hub's, or one of the agent's own (`kiosk.…`). */
export type Refusal = KioskRefusal;

export type IssueEnd =
  | { readonly kind: 'issued'; readonly ticket: IssuedTicket }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The question put to the hub; it is kept open until a definite answer came, or a fact replaced it. */
export type Intent = {
  readonly commandId: CommandId;
  readonly ticketId: TicketId;
  /** Hub time, epoch ms; also the moment at which the agent stops waiting. */
  readonly expiresAt: number;
  readonly isOpen: boolean;
};

/** One tap on "take a ticket". It ends exactly once. */
export type Issue = {
  readonly requestId: string;
  readonly askedAt: number;
  readonly items: readonly ItemCount[];
  readonly chain: ChainId | null;
  /** As planned from the configuration when it was asked for; null: it could not be. */
  readonly stops: readonly StopPlan[] | null;
  readonly language: Language;
  /** The code of a return pass: only the hub can take it. */
  readonly pass?: string | undefined;
  /** The code of a booking, likewise. */
  readonly booking?: string | undefined;
  /** A card was read for it. What the hub was told of it is in no file: the question cannot be put again. */
  readonly isIdentified?: true | undefined;
  readonly ahead: number | null;
  /** Null when the hub was away and was not asked. */
  readonly intent: Intent | null;
  readonly end: IssueEnd | null;
  /** The visitor said that the number is noted. */
  readonly isNoted: boolean;
} & Person;

export type JobState = 'queued' | 'sending' | 'acked' | 'sent' | 'failed' | 'unknown';

/** One piece of paper. `copy` 0 is the paper itself, every further copy says 补打. */
export type Job = TicketJob | SlipJob | DayJob;

type PrintJob = { readonly jobId: JobId; readonly copy: number; readonly state: JobState; readonly queuedAt: number; readonly changedAt: number };
/** A ticket, or a second copy of one. */
export type TicketJob = PrintJob & { readonly origin: 'issue' | 'visitor' | 'desk'; readonly ticket: IssuedTicket };
/** A paper that a window hands over. */
export type SlipJob = PrintJob & { readonly origin: 'window'; readonly order: SlipOrder };

/** The paper of a closed day. */
export type DayJob = PrintJob & { readonly origin: 'day'; readonly paper: DayPaperOrder };

export type FactCommand = Extract<WireCommand, { type: 'ticket.issueOffline' | 'paper.report' | 'reprint.record' | 'agent.report' | 'slip.report' | 'visitors.turnedAway' }>;

/** `parked`: answered `bug` five times. `refused`: the hub said no. Both are for people to look at. */
export type FactState = 'waiting' | 'acknowledged' | 'parked' | 'refused';

export type Fact = {
  readonly commandId: CommandId;
  /** Order of sending. */
  readonly position: number;
  readonly day: ServiceDate;
  readonly ticketId: TicketId | null;
  readonly command: FactCommand;
  readonly state: FactState;
  readonly bugs: number;
  /** By the agent's own clock (see `CoreContext.own`); absent once it was sent, for then its envelope stays as it is. */
  readonly madeAt?: number | undefined;
  /** The hub's epoch that acknowledged it. */
  readonly epoch: number | null;
};

/** Last number given from the band, of one service day and prefix. */
export type BandCounter = { readonly day: ServiceDate; readonly prefix: Prefix; readonly last: number };

export type Pairing = {
  readonly hallId: string;
  readonly deviceId: string;
  readonly token: string;
  readonly band: { readonly first: number; readonly last: number };
};

/** The newest of the hub that this agent has met. */
export type Contact = {
  /** Epoch whose questions (report, resend) have been put into the outbox. */
  readonly epoch: number | null;
  readonly seq: number;
  /** Hub time, epoch ms. */
  readonly at: number;
  readonly day: { readonly date: ServiceDate; readonly status: 'open' | 'closed' } | null;
  /** As last heard, also over a restart without the hub: in doubt people leave. */
  readonly emergency: Emergency | null;
};

export type AgentState = {
  pairing: Pairing | null;
  contact: Contact;
  configVersion: number | null;
  readonly issueByRequest: Map<string, Issue>;
  readonly jobById: Map<JobId, Job>;
  readonly factById: Map<CommandId, Fact>;
  /** `2026-11-22 A` → counter. */
  readonly counterByKey: Map<string, BandCounter>;
  nextPosition: number;
};

export type ReadonlyAgent = {
  readonly [K in keyof AgentState]: AgentState[K] extends Map<infer A, infer B> ? ReadonlyMap<A, B> : AgentState[K];
};

export type Write =
  | { readonly kind: 'issue'; readonly row: Issue }
  | { readonly kind: 'job'; readonly row: Job }
  | { readonly kind: 'fact'; readonly row: Fact }
  | { readonly kind: 'counter'; readonly row: BandCounter }
  | { readonly kind: 'pairing'; readonly row: Pairing }
  | { readonly kind: 'contact'; readonly row: Contact }
  | { readonly kind: 'configVersion'; readonly version: number }
  /** Rows of service days before `before` that nobody waits for any more. */
  | { readonly kind: 'forget'; readonly requests: readonly string[]; readonly jobs: readonly JobId[]; readonly facts: readonly CommandId[]; readonly before: ServiceDate };

/** The agent before its first pairing. */
export function emptyAgent(): AgentState {
  return {
    pairing: null, contact: { epoch: null, seq: 0, at: 0, day: null, emergency: null }, configVersion: null,
    issueByRequest: new Map(), jobById: new Map(), factById: new Map(), counterByKey: new Map(), nextPosition: 1,
  };
}

/** The key of a counter. */
export const counterKey = (day: ServiceDate, prefix: Prefix): string => `${day} ${prefix}`;
