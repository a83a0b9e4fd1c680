// Everything impure that the core needs, handed in.
import type { HallConfig } from './config.ts';
import type { HallEvent } from './event.ts';
import type { PersonKey, PersonTag } from './identity.ts';
import type { BoardId, BookingId, ClerkId, DeviceId, ServiceDate, TicketId, TicketNumber, WindowId } from './ids.ts';
import type { BookingState, Pass } from './state.ts';
import type { DomainFault, Rejection } from './rejection.ts';
import type { Paper } from './state.ts';

/** Who asks, as the session knows it. */
export type Actor =
  | { readonly role: 'hub' }
  | { readonly role: 'manager'; readonly clerkId: ClerkId }
  | {
      readonly role: 'clerk'; readonly clerkId: ClerkId; readonly windowId: WindowId;
      /** Of the bank: may say that money has come. */
      readonly isBank: boolean;
    }
  | { readonly role: 'display'; readonly deviceId: DeviceId; readonly boardId: BoardId }
  | {
      readonly role: 'agent';
      readonly deviceId: DeviceId;
      /** First and last number of the kiosk's own band, valid for every prefix. */
      readonly band: { readonly first: number; readonly last: number };
      /** When the hub last heard of it before this connection, epoch ms; null: never since the hub started. */
      readonly lastContactAt: number | null;
    };
export type Role = Actor['role'];

/** A ticket of a service day that the fold no longer holds. */
export type PastTicket = {
  readonly ticketId: TicketId; readonly day: ServiceDate; readonly device: DeviceId; readonly paper: Paper;
  /** An entry of the guide desk that was cancelled as a mistake. */
  readonly isMistaken: boolean;
};

/** A return pass as the tables hold it; `used`: a ticket that has not ended unserved was taken with it. */
export type PastPass = Pick<Pass, 'passId' | 'queueId' | 'items' | 'windowId' | 'date' | 'materials' | 'other' | 'note' | 'validUntil'> & { readonly status: 'open' | 'used' | 'voided' };

/** Closed service days, answered from the hub's tables. */
/** A booking as the table holds it; `kept`: a ticket that has not ended unserved was taken with it. */
export type PastBooking = Pick<BookingState, 'bookingId' | 'queueId' | 'items' | 'date' | 'from' | 'to' | 'status'>;

export type Past = {
  /** Also by the id that a kiosk gave to a number entered at the guide desk. */
  ticket(ticketId: TicketId): PastTicket | null;
  isTaken(day: ServiceDate, number: TicketNumber): boolean;
  /** True for a service day that has been closed, and not opened again. */
  isClosed(day: ServiceDate): boolean;
  /** The ticket of a number of that day; null: there was none. */
  numbered(day: ServiceDate, number: TicketNumber): PastTicket | null;
  /** The pass of this code, of whatever day; null: there was none. */
  pass(code: string): PastPass | null;
  /** The booking of this code, of whatever day; null: there was none. */
  booking(code: string): PastBooking | null;
  /** True when a booking of whatever day has this id. */
  isBooked(bookingId: BookingId): boolean;
};

export type Context = {
  /** Epoch ms. */
  readonly now: number;
  /** When the hub began to listen, epoch ms: nobody could be heard before. */
  readonly upSince: number;
  /** 128 random bits as base64url. */
  newId(): string;
  /** The key of whoever this tag stands for today, looked up or made anew. */
  personKey(tag: PersonTag): PersonKey;
  /** True for an agent that is paired now: only such a one prints anything. */
  isAgent(deviceId: DeviceId): boolean;
  /** What somebody typed, without what may be a name: signs for all that the hall's catalogue does not know. */
  masked(text: string): string;
  readonly config: HallConfig;
  readonly configVersion: number;
  readonly actor: Actor;
  readonly past: Past;
};

/** The core's answer: what happens, why not, or that it cannot tell yet. */
export type Decision =
  | { readonly kind: 'events'; readonly events: readonly HallEvent[] }
  | { readonly kind: 'rejection'; readonly rejection: Rejection }
  | { readonly kind: 'fault'; readonly fault: DomainFault };

export const accept = (...events: HallEvent[]): Decision => ({ kind: 'events', events });
export const reject = (rejection: Rejection): Decision => ({ kind: 'rejection', rejection });
