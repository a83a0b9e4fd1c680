// Bookings by a fold of their own: none is used twice, none lost, and the table says of each what the log does.
import type { EventOf, HallEvent } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { finding, type Finding } from '../findings.ts';
import { createStopFold } from './counts.ts';
import type { LogRow } from './log-row.ts';

export type BookingNow = { readonly status: string; readonly reason: string | null; readonly ticketId: string | null };
type Folded = BookingNow & { readonly date: string };
type BookingEvent = EventOf<'booking.made' | 'booking.cancelled' | 'booking.kept' | 'booking.missed'>;

/** Every booking of the log with its last state, and what cannot have happened to it. */
export function foldBookings(rows: readonly LogRow[]): { readonly byId: ReadonlyMap<string, BookingNow>; readonly found: readonly Finding[] } {
  const [byId, codes, found]: [Map<string, Folded>, Set<string>, Finding[]] = [new Map(), new Set(), []];
  const uses = createUses();
  const note = (event: BookingEvent): void => {
    const { bookingId: id } = event;
    const own = byId.get(id);
    const wrong = event.type === 'booking.made' ? twice(event, own, codes) : notPossible(event, own, uses);
    if (wrong !== null) found.push(wrong);
    if (event.type === 'booking.made') {
      codes.add(event.code);
      byId.set(id, { status: 'open', reason: null, ticketId: null, date: event.date });
    } else if (own) byId.set(id, { ...own, ...after(event) });
  };
  for (const { event } of rows) {
    uses.note(event);
    if (isOfBooking(event)) note(event);
    // What ended only with the close is open again.
    if (event.type === 'day.reopened') for (const [id, own] of byId) if (own.reason === 'dayClosed' && own.date === event.date) byId.set(id, { ...own, status: 'open', reason: null });
  }
  return { byId, found };
}

const isOfBooking = (event: HallEvent): event is BookingEvent =>
  event.type === 'booking.made' || event.type === 'booking.cancelled' || event.type === 'booking.kept' || event.type === 'booking.missed';

function after(event: Exclude<BookingEvent, { type: 'booking.made' }>): Partial<BookingNow> {
  switch (event.type) {
    case 'booking.cancelled': return { status: 'cancelled', reason: event.reason };
    case 'booking.kept': return { status: 'kept', ticketId: event.ticketId };
    case 'booking.missed': return { status: 'missed' };
  }
}

function twice({ bookingId, code }: EventOf<'booking.made'>, own: BookingNow | undefined, codes: ReadonlySet<string>): Finding | null {
  if (own) return finding('doubled', `booking ${bookingId} was made twice`);
  return codes.has(code) ? finding('doubled', `booking ${bookingId} has the code of another`) : null;
}

function notPossible(event: Exclude<BookingEvent, { type: 'booking.made' }>, own: BookingNow | undefined, uses: Uses): Finding | null {
  const { type, bookingId } = event;
  if (!own) return finding('lost', `${type} of ${bookingId}, which nobody made`);
  const isUsed = own.ticketId !== null && own.status === 'kept' && uses.isUsed(own.ticketId);
  if (type === 'booking.kept' && isUsed) return finding('doubled', `booking ${bookingId} was used by ${own.ticketId}, and again by ${event.ticketId}`);
  const isPossible = own.status === 'open' || (type === 'booking.kept' && own.status === 'kept');
  return isPossible ? null : finding('disagreeing', `${type} of ${bookingId}, which is ${own.status}`);
}

type Uses = { readonly note: (event: HallEvent) => void; readonly isUsed: (ticketId: string) => boolean };

/** Whether a ticket uses up its booking: not when all of it was given up, nor when nobody ever held it. */
function createUses(): Uses {
  const stops = createStopFold();
  const paperOf = new Map<string, string>();
  return {
    note(event) {
      stops.note(event);
      if (event.type === 'ticket.issued' || event.type === 'paper.changed') paperOf.set(event.ticketId, event.paper);
    },
    isUsed(ticketId) {
      const own = stops.of(ticketId);
      const isNeverHeld = paperOf.get(ticketId) === 'failed' && own.every((status) => status === 'waiting');
      return !isNeverHeld && own.some((status) => status !== 'cancelled' && status !== 'abandoned');
    },
  };
}

type Row = BookingNow & { readonly bookingId: string };

const allBookings = 'select booking_id as bookingId, status, reason, ticket_id as ticketId from booking';

/** `told`: ids that somebody was given a code for. */
export function bookingFindings(db: Database, rows: readonly LogRow[], told: readonly string[]): Finding[] {
  const { byId, found } = foldBookings(rows);
  const inTable = new Map(db.prepare<[], Row>(allBookings).all().map(({ bookingId, ...row }) => [bookingId, row]));
  return [
    ...found, ...toldBookings(told, byId), ...differing(byId, inTable),
  ];
}

export const toldBookings = (told: readonly string[], byId: ReadonlyMap<string, BookingNow>): Finding[] =>
  told.filter((id) => !byId.has(id)).map((id) => finding('lost', `booking ${id}, whose code somebody holds`));

export function differing(byId: ReadonlyMap<string, BookingNow>, inTable: ReadonlyMap<string, BookingNow>): Finding[] {
  const ids = new Set([...byId.keys(), ...inTable.keys()]);
  return [...ids].flatMap((id) => {
    const [log, table] = [stateOf(byId.get(id)), stateOf(inTable.get(id))];
    return log === table ? [] : [finding('disagreeing', `booking ${id}: the log says ${log}, the table ${table}`)];
  });
}

const stateOf = (one: BookingNow | undefined): string => (one ? `${one.status} ${one.reason ?? ''} ${one.ticketId ?? ''}` : 'nothing');
