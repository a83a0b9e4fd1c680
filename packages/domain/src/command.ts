// What a person, a device or the hub itself may ask for. Actor, role and time are never part of it.
import { z } from 'zod';
import { bookingIntents, bookingOrders } from './booking-schema.ts';
import { deskIntents } from './desk-schema.ts';
import { Identified } from './identity.ts';
import { edgeIntents } from './edge-schema.ts';
import { paymentIntents } from './payment-schema.ts';
import { dayPaperIntents } from './day-paper-schema.ts';
import { CameBack, Missing, PassCode, slipFacts, slipIntents } from './slip-schema.ts';
import {
  CallId, ChainId, ClerkId, CommandId, DeviceId, Instant, ItemId, JobId, Language, Prefix, QueueId, ServiceDate, TicketId, TicketNumber,
  WindowId, ZoneId,
} from './ids.ts';
import { rootIntents } from './root-schema.ts';
import { turnedAwayFacts } from './turned-away-schema.ts';
import { surgeIntents } from './surge-schema.ts';
import { Booking, ChoiceReason, Note, PersonClass, needs } from './person.ts';

export const ItemCount = z.strictObject({ itemId: ItemId, count: z.int().min(1).max(99) });
export type ItemCount = z.infer<typeof ItemCount>;

export const Outcome = z.enum(['accepted', 'completed', 'materialsMissing', 'consulted', 'referred', 'refused']);
export type Outcome = z.infer<typeof Outcome>;

export const PauseReason = z.enum(['lunch', 'meeting', 'away', 'equipment']);
export type PauseReason = z.infer<typeof PauseReason>;

export const CancelReason = z.enum(['visitor', 'mistake', 'manager']);
export type CancelReason = z.infer<typeof CancelReason>;

/** Outcome of one print job as the agent learned it; `shown` means the visitor took the number from the screen. */
export const PaperOutcome = z.enum(['printed', 'sent', 'failed', 'unknown', 'shown']);
export type PaperOutcome = z.infer<typeof PaperOutcome>;

/** `shortened` and `failed` and `dropped` carry a reason. */
export const SpeechOutcome = z.enum(['spoken', 'shortened', 'dropped', 'failed']);
export type SpeechOutcome = z.infer<typeof SpeechOutcome>;

export const SpeechReason = z.enum([
  /** shortened: the ladder's steps when many wait to be announced. */
  'noRepeats', 'shortForm', 'oneLanguage', 'chimeOnly',
  /** dropped: too old; not true any more; called again in between; the zone's voice is off. */
  'expired', 'untrue', 'merged', 'muted',
  /** failed: no clips or engine for the words; no sound device; it gave up or hung; the announcer vanished; an emergency; nobody to speak. */
  'noVoice', 'noSound', 'sinkFailed', 'announcerLost', 'interrupted', 'noAnnouncer',
]);
export type SpeechReason = z.infer<typeof SpeechReason>;

export const EmergencyKind = z.enum(['evacuate']);
export type EmergencyKind = z.infer<typeof EmergencyKind>;

/** One stop of a journey as issued: it opens when all stops of `after`, which stand before it, are done. */
export const StopPlan = z.strictObject({
  queueId: QueueId, items: z.array(ItemCount).min(1), after: z.array(z.int().min(0)),
  /** How often preferred visitors may overtake here; absent: it was not promised. */
  bound: z.int().min(0).optional(),
  /** How long the visitor was told to wait here, ms; absent: nothing was said. */
  estimateMs: z.int().min(0).optional(),
});
export type StopPlan = z.infer<typeof StopPlan>;

const items = z.array(ItemCount).min(1).max(20);
/** Absent: an ordinary visitor without needs. */
const person = { personClass: PersonClass.optional(), needs: needs.optional() };
/** The items are those of this chain that the visitor wants, and are done in its order; absent: each item by itself. */
const chain = ChainId.optional();
const atWindow = { windowId: WindowId, ticketId: TicketId };

/** Intents: somebody waits for the answer; they expire. */
const intents = [
  z.strictObject({
    type: z.literal('ticket.issue'), ticketId: TicketId, items, language: Language, paper: z.enum(['pending', 'none']), chain,
    ...person, booked: Booking.nullable().optional(),
    /** The code of a return pass; the items are those of the pass. */
    pass: PassCode.optional(),
    /** The code of a booking, checked in with this number; the items are those booked. */
    booking: PassCode.optional(),
    /** Absent: no card was read. */
    person: Identified.optional(),
  }),
  z.strictObject({ type: z.literal('ticket.reprint'), ticketId: TicketId, jobId: JobId, deviceId: DeviceId }),
  z.strictObject({ type: z.literal('ticket.claim'), ticketId: TicketId }),
  z.strictObject({ type: z.literal('ticket.cancel'), ticketId: TicketId, reason: CancelReason }),
  /** `stop`: which of several missed ones; absent: the first that may return. */
  z.strictObject({ type: z.literal('ticket.restore'), ticketId: TicketId, stop: z.int().min(0).optional() }),
  z.strictObject({ type: z.literal('ticket.makeUrgent'), ticketId: TicketId, reason: Note }),
  z.strictObject({ type: z.literal('window.open'), windowId: WindowId }),
  /** Instead of whoever the clerk saw sitting here, and leaving the window where the clerk is on record still. */
  z.strictObject({ type: z.literal('window.takeOver'), windowId: WindowId, from: ClerkId.nullable(), leaving: WindowId.nullable() }),
  z.strictObject({ type: z.literal('window.close'), windowId: WindowId }),
  z.strictObject({ type: z.literal('window.pause'), windowId: WindowId, reason: PauseReason }),
  z.strictObject({ type: z.literal('window.resume'), windowId: WindowId }),
  /** `active` is the ticket that the clerk sees at the window: a click made on an older picture is refused. */
  z.strictObject({ type: z.literal('window.callNext'), windowId: WindowId, active: TicketId.nullable() }),
  /** Calls a chosen number instead of the next one; `other` wants a note. */
  z.strictObject({
    type: z.literal('window.callNumber'), windowId: WindowId, active: TicketId.nullable(), ticketId: TicketId,
    reason: ChoiceReason, note: Note.nullable(),
  }),
  z.strictObject({ type: z.literal('ticket.recall'), ...atWindow }),
  z.strictObject({ type: z.literal('stop.start'), ...atWindow }),
  z.strictObject({
    type: z.literal('stop.finish'), ...atWindow,
    outcome: Outcome, count: z.int().min(1).max(999), caseRef: z.string().min(1).max(64).nullable(),
    /** With `materialsMissing` only: the visitor gets it on paper. */
    missing: Missing.optional(),
  }).refine(({ outcome, missing }) => missing === undefined || outcome === 'materialsMissing', { path: ['missing'], message: 'nothing is missing by this outcome' }),
  z.strictObject({ type: z.literal('stop.miss'), ...atWindow }),
  ...deskIntents,
  ...edgeIntents,
  ...paymentIntents,
  ...slipIntents,
  ...bookingIntents,
  ...dayPaperIntents,
  ...rootIntents,
  ...surgeIntents,
  z.strictObject({ type: z.literal('day.open') }),
  z.strictObject({ type: z.literal('day.close') }),
  z.strictObject({ type: z.literal('zone.mute'), zone: ZoneId, isMuted: z.boolean() }),
  z.strictObject({ type: z.literal('emergency.begin'), kind: EmergencyKind }),
  z.strictObject({ type: z.literal('emergency.end') }),
] as const;

/** Facts: they happened already; they never expire and no limit refuses them. */
const facts = [
  z.strictObject({
    type: z.literal('ticket.issueOffline'),
    ticketId: TicketId, number: TicketNumber, queueId: QueueId, items, language: Language, ...person,
    day: ServiceDate, issuedAt: Instant, paper: z.enum(['pending', 'none']), chain,
    /** The journey on the paper; absent: one stop at `queueId`. */
    stops: z.array(StopPlan).min(1).max(20).refine((stops) => stops.every(({ after }, index) => after.every((before) => before < index))).optional(),
    /** Told again after a restore: the pass that the number was taken with. */
    pass: CameBack.optional(),
    /** Told again after a restore: the code of the booking that was checked in with it. */
    booking: PassCode.optional(),
    /** The intent that this issue replaces because its answer never came. */
    instead: z.strictObject({ commandId: CommandId, ticketId: TicketId }).nullable(),
  }),
  z.strictObject({
    type: z.literal('paper.report'),
    ticketId: TicketId, day: ServiceDate, jobId: JobId.nullable(), copy: z.int().min(0).max(99), outcome: PaperOutcome, at: Instant,
  }),
  /** A second copy (补打) that a person asked for at the kiosk itself. */
  z.strictObject({ type: z.literal('reprint.record'), ticketId: TicketId, day: ServiceDate, jobId: JobId, copy: z.int().min(1).max(99), at: Instant }),
  z.strictObject({ type: z.literal('call.acknowledge'), shown: z.array(z.strictObject({ callId: CallId, zone: ZoneId, at: Instant })).min(1).max(200) }),
  /** What became of announcements; the first word about a call counts. */
  z.strictObject({
    type: z.literal('speech.report'),
    speech: z
      .array(z.strictObject({ callId: CallId, zone: ZoneId, outcome: SpeechOutcome, reason: SpeechReason.nullable(), at: Instant }))
      .min(1)
      .max(200),
  }),
  /** The highest online numbers that this agent has printed on a date, answered to a raised epoch. */
  z.strictObject({ type: z.literal('agent.report'), date: ServiceDate, highest: z.record(Prefix, z.int().min(0).max(4999)) }),
  ...slipFacts,
  ...turnedAwayFacts,
] as const;

/** What the hub tells the core; never accepted from a socket. */
const internal = [
  ...bookingOrders,
  z.strictObject({ type: z.literal('clock.tick') }),
  z.strictObject({ type: z.literal('clock.step'), from: Instant, to: Instant }),
  /** The announcer of these calls vanished in the middle of them. */
  z.strictObject({ type: z.literal('speech.lose'), calls: z.array(z.strictObject({ callId: CallId, zone: ZoneId })).min(1) }),
  z.strictObject({ type: z.literal('config.adopt'), version: z.int().min(1) }),
  z.strictObject({ type: z.literal('epoch.raise'), epoch: z.int().min(1), reason: z.enum(['restored', 'behind']), agents: z.array(DeviceId) }),
  z.strictObject({
    type: z.literal('registry.change'),
    what: z.enum(['devicePaired', 'deviceRevoked', 'clerkAdded', 'clerkChanged', 'clerkDisabled']), id: z.string().min(1).max(64),
  }),
] as const;

export const WireCommand = z.discriminatedUnion('type', [...intents, ...facts]);
/** A command that may come over the wire. */
export type WireCommand = z.infer<typeof WireCommand>;
export const Command = z.discriminatedUnion('type', [...intents, ...facts, ...internal]);
export type Command = z.infer<typeof Command>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

const factTypes: ReadonlySet<string> = new Set(facts.map((schema) => schema.shape.type.value));
export const isFact = (command: { type: string }): boolean => factTypes.has(command.type);
