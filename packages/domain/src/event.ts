// What happened. Events are stored for ever: they only gain optional fields, a new meaning is a new type.
// `lateDay` marks an event of a service day that was closed before the hub heard of it; a later day ignores it.
import { z } from 'zod';
import { CancelReason, EmergencyKind, Outcome, PaperOutcome, PauseReason, SpeechOutcome, SpeechReason, StopPlan } from './command.ts';
import { BookingRow, bookingEvents } from './booking-schema.ts';
import { dayPaperEvents, DayPaperRow } from './day-paper-schema.ts';
import { FromDesk, deskEvents } from './desk-schema.ts';
import { PersonKey } from './identity.ts';
import { edgeEvents } from './edge-schema.ts';
import { Notice, paymentEvents } from './payment-schema.ts';
import { RootAck, rootEvents } from './root-schema.ts';
import { CameBack, MaterialsNotice, slipEvents } from './slip-schema.ts';
import {
  CallId, ChainId, ClerkId, DeviceId, Instant, JobId, Language, Prefix, QueueId, ServiceDate, TicketId, TicketNumber, WindowId, ZoneId,
} from './ids.ts';
import { turnedAwayEvents } from './turned-away-schema.ts';
import { surgeEvents } from './surge-schema.ts';
import { Booking, CallWhy, ChoiceReason, PersonClass, needs } from './person.ts';

const lateDay = ServiceDate.optional();
/** A number with its visitor's way, as it is given, or as the paper of a kiosk says. */
const issue = {
  ticketId: TicketId, number: TicketNumber, language: Language,
  issuedAt: Instant, placeAt: Instant, stops: z.array(StopPlan).min(1), paper: z.enum(['pending', 'none']),
  device: DeviceId, offline: z.boolean(), supersedes: TicketId.nullable(), chain: ChainId.optional(), lateDay,
  personClass: PersonClass.optional(), needs: needs.optional(), booked: Booking.optional(),
  /** With which return pass the visitor came back. */
  pass: CameBack.optional(),
  /** Whose card was read, of this day alone. */
  personKey: PersonKey.optional(),
  /** Given or taken in at the guide desk; absent: by a kiosk. */
  desk: FromDesk.optional(),
};
const onPaper = z.strictObject(issue).omit({ ticketId: true, number: true, device: true, offline: true, supersedes: true, lateDay: true, desk: true });
const stopAt = { ticketId: TicketId, stop: z.int().min(0), windowId: WindowId };

/** See `Place` in state.ts. */
const Place = z.strictObject({ at: Instant, tie: z.number() });

export const HallEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('day.opened'), date: ServiceDate, by: z.enum(['timetable', 'manager']), config: z.int(),
    /** Highest number already given that date by prefix; numbers go on behind it. */
    numbersAfter: z.record(Prefix, z.int()),
    /** An emergency that goes on over the change of the day. */
    emergency: z.strictObject({ kind: EmergencyKind, since: Instant }).optional(),
    /** Payment notices still open from earlier days. */
    notices: z.array(Notice).optional(),
    /** Open bookings of that date and later ones. */
    bookings: z.array(BookingRow).optional(),
    /** Papers of closed days that nobody reported yet, and those of the last one. */
    dayPapers: z.array(DayPaperRow).optional(),
    /** Roots of agents that a manager has acknowledged as rightly other ones. */
    rootAcks: z.array(RootAck).optional(),
  }),
  z.strictObject({ type: z.literal('day.closed'), date: ServiceDate, by: z.enum(['timetable', 'manager', 'overdue']) }),
  z.strictObject({ type: z.literal('day.reopened'), date: ServiceDate, by: z.enum(['timetable', 'manager']), config: z.int() }),

  z.strictObject({ type: z.literal('ticket.issued'), ...issue }),
  /** A desk's entry that was cancelled as a mistake is from now on the ticket of somebody who has such a number on paper; its kiosk calls it `as`. */
  z.strictObject({ type: z.literal('ticket.revived'), ...issue, as: TicketId }),
  /** The kiosk has told of a number that the desk had entered before: it calls the ticket `as`. */
  z.strictObject({
    type: z.literal('ticket.recognized'), ticketId: TicketId, as: TicketId, deviceId: DeviceId, lateDay,
    /** The one on the paper, where the desk had typed another beside its code. */
    number: TicketNumber.optional(),
    /** What the paper says, where the desk knew the number alone: it may have meant another one. */
    says: onPaper.optional(),
  }),
  z.strictObject({
    type: z.literal('paper.changed'), ticketId: TicketId, jobId: JobId.nullable(), copy: z.int(),
    /** What came of this copy, and what the ticket's paper counts as from now on. */
    outcome: PaperOutcome, paper: z.enum(['pending', 'none', ...PaperOutcome.options]), at: Instant, lateDay,
  }),
  z.strictObject({ type: z.literal('reprint.requested'), ticketId: TicketId, jobId: JobId, copy: z.int(), deviceId: DeviceId, lateDay }),
  z.strictObject({ type: z.literal('ticket.cancelled'), ticketId: TicketId, reason: z.enum([...CancelReason.options, 'superseded']), lateDay }),
  z.strictObject({ type: z.literal('ticket.abandoned'), ticketId: TicketId, reason: z.enum(['dayClosed']), lateDay }),

  z.strictObject({ type: z.literal('stop.opened'), ticketId: TicketId, stop: z.int().min(0), placeAt: Instant, /** See `Place`; absent: the number's. */ tie: z.number().optional(), bound: z.int().min(0).optional() }),
  /** What comes after a stop that led nowhere is not gone to. */
  z.strictObject({ type: z.literal('stop.dropped'), ticketId: TicketId, stop: z.int().min(0) }),
  z.strictObject({
    type: z.literal('ticket.called'), ...stopAt, callId: CallId, queueId: QueueId, clerkId: ClerkId, zone: ZoneId,
    /** The visitor whom the same press finished. */
    finished: TicketId.optional(),
    why: CallWhy.optional(),
    /** The ordinary visitors that this preferred call overtook in its queue. */
    passed: z.array(TicketId).optional(),
    /** Further stops of theirs in the queue, which were not overtaken: behind the called one, or for another window. */
    spared: z.array(z.strictObject({ ticketId: TicketId, stop: z.int().min(0) })).min(1).optional(),
    /** Preferred calls in a row in this queue from now on; absent: as before. */
    row: z.int().min(0).optional(),
    /** Why this number was chosen out of order. */
    chosen: z.strictObject({ reason: ChoiceReason, note: z.string().nullable() }).optional(),
  }),
  z.strictObject({ type: z.literal('ticket.madeUrgent'), ticketId: TicketId, reason: z.string() }),
  z.strictObject({ type: z.literal('ticket.recalled'), ...stopAt, callId: CallId, attempt: z.int().min(2), zone: ZoneId }),
  z.strictObject({ type: z.literal('call.shown'), callId: CallId, zone: ZoneId, at: Instant }),
  z.strictObject({
    type: z.literal('call.spoken'), callId: CallId, zone: ZoneId, outcome: SpeechOutcome, reason: SpeechReason.nullable(), at: Instant,
  }),
  z.strictObject({ type: z.literal('zone.muted'), zone: ZoneId, isMuted: z.boolean() }),
  z.strictObject({ type: z.literal('emergency.begun'), kind: EmergencyKind }),
  z.strictObject({ type: z.literal('emergency.ended') }),
  z.strictObject({ type: z.literal('stop.started'), ...stopAt }),
  z.strictObject({
    type: z.literal('stop.finished'), ...stopAt,
    outcome: Outcome, count: z.int().min(1), caseRef: z.string().nullable(), startInferred: z.boolean(),
    /** What the visitor has to bring, and the pass to come back with. */
    missing: MaterialsNotice.optional(),
  }),
  z.strictObject({ type: z.literal('stop.missed'), ...stopAt, calls: z.int().min(1), proof: z.enum(['shown', 'unproven']) }),
  z.strictObject({
    type: z.literal('stop.restored'), ticketId: TicketId, stop: z.int().min(0), place: Place,
    /** True after an unproven no-show: it costs nothing and keeps the old place. */
    isFree: z.boolean(),
  }),
  z.strictObject({ type: z.literal('stop.abandoned'), ticketId: TicketId, stop: z.int().min(0), reason: z.enum(['restoreExpired']) }),

  ...deskEvents,
  ...edgeEvents,
  ...paymentEvents,
  ...slipEvents,
  ...bookingEvents,
  ...dayPaperEvents,
  ...rootEvents,

  z.strictObject({ type: z.literal('window.opened'), windowId: WindowId, clerkId: ClerkId }),
  /** Another clerk sits there now; the visitor, whoever is held, and a break stay. */
  z.strictObject({ type: z.literal('window.takenOver'), windowId: WindowId, clerkId: ClerkId, from: ClerkId }),
  z.strictObject({ type: z.literal('window.closed'), windowId: WindowId, by: z.enum(['clerk', 'manager', 'dayClosed']) }),
  z.strictObject({ type: z.literal('window.paused'), windowId: WindowId, reason: PauseReason }),
  z.strictObject({ type: z.literal('window.resumed'), windowId: WindowId }),
  ...surgeEvents,
  ...turnedAwayEvents,

  z.strictObject({ type: z.literal('clock.stepped'), from: Instant, to: Instant }),
  z.strictObject({ type: z.literal('config.adopted'), version: z.int() }),
  z.strictObject({ type: z.literal('epoch.raised'), epoch: z.int(), reason: z.enum(['restored', 'behind']), agents: z.array(DeviceId) }),
  z.strictObject({ type: z.literal('agent.reported'), deviceId: DeviceId, date: ServiceDate, highest: z.record(Prefix, z.int()) }),
  /** Every counter of `date` goes on behind the number named here. */
  z.strictObject({ type: z.literal('numbers.resumed'), date: ServiceDate, after: z.record(Prefix, z.int()) }),
  z.strictObject({
    type: z.literal('registry.changed'),
    what: z.enum(['devicePaired', 'deviceRevoked', 'clerkAdded', 'clerkChanged', 'clerkDisabled']), id: z.string(),
  }),
]);
export type HallEvent = z.infer<typeof HallEvent>;
export type EventType = HallEvent['type'];
export type EventOf<T extends EventType> = Extract<HallEvent, { type: T }>;

/** An event with when it happened (epoch ms), as it is folded and stored. */
export type TimedEvent = { readonly at: number; readonly event: HallEvent };
