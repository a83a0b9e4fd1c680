// What the file holds, checked when it is read: a row that does not fit stops the agent instead of printing nonsense.
import {
  Booking, CameBack, ChainId, CommandId, DayPart, DayRoot, DaySummary, DepartmentId, EmergencyKind, Instant, ItemCount, ItemId, JobId, Language, PassCode, Prefix, QueueId, ServiceDate, SlipContent, StopPlan, TicketId, TicketNumber,
  WindowId, WireCommand,
} from '@hallcall/domain';
import { z } from 'zod';
import { personShape } from '../core/person.ts';
import type { BandCounter, Contact, Fact, FactCommand, Issue, IssuedTicket, Job, Pairing } from '../core/state.ts';

const IssuedTicketRow = z.strictObject({
  ticketId: TicketId, number: TicketNumber, queueId: QueueId, items: z.array(ItemCount), language: Language, day: ServiceDate,
  issuedAt: Instant, offline: z.boolean(), ahead: z.int().nullable(), isReturn: z.literal(true).optional(), pass: CameBack.optional(),
  booking: PassCode.optional(), booked: Booking.optional(),
  ...personShape,
  // Absent in rows from before journeys: one visit.
  stops: z.array(StopPlan).optional(), chain: ChainId.nullable().default(null),
}).transform(({ stops, ...row }): IssuedTicket => ({ ...row, stops: stops ?? [{ queueId: row.queueId, items: row.items, after: [] }] }));

const Slot = z.strictObject({ from: Instant, to: Instant });
const fullParts = { per: z.enum(['day', 'slot']), nextFree: Slot.nullable() };
const Full = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('item'), id: ItemId, ...fullParts }), z.strictObject({ scope: z.literal('department'), id: DepartmentId, ...fullParts }),
]);
const code = z.string();
const Refusal = z.union([
  z.strictObject({ code, full: Full }), z.strictObject({ code, prefix: z.string() }), z.strictObject({ code, validUntil: ServiceDate }), z.strictObject({ code, at: Instant.nullable() }),
  z.strictObject({ code, held: TicketNumber, most: z.int() }), z.strictObject({ code, held: TicketNumber }), z.strictObject({ code }),
]);

/** One item, as rows had it before journeys. */
const OneItem = z.strictObject({ itemId: ItemId, queueId: QueueId.nullable(), count: z.int() });
const Journey = z.strictObject({ items: z.array(ItemCount), chain: ChainId.nullable(), stops: z.array(StopPlan).nullable() });

const IssueParts = z.strictObject({
  requestId: z.string(), askedAt: Instant, language: Language,
  ahead: z.int().nullable(), isNoted: z.boolean(), pass: PassCode.optional(), booking: PassCode.optional(), isIdentified: z.literal(true).optional(), ...personShape,
  intent: z.strictObject({ commandId: CommandId, ticketId: TicketId, expiresAt: Instant, isOpen: z.boolean() }).nullable(),
  end: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('issued'), ticket: IssuedTicketRow }),
      z.strictObject({ kind: z.literal('refused'), refusal: Refusal }),
    ])
    .nullable(),
});

export const IssueRow: z.ZodType<Issue> = z.union([
  z.strictObject({ ...IssueParts.shape, ...Journey.shape }),
  z.strictObject({ ...IssueParts.shape, ...OneItem.shape }).transform(({ itemId, queueId, count, ...row }): Issue => {
    const items = [{ itemId, count }];
    return { ...row, items, chain: null, stops: queueId === null ? null : [{ queueId, items, after: [] }] };
  }),
]);

const jobParts = { jobId: JobId, copy: z.int(), state: z.enum(['queued', 'sending', 'acked', 'sent', 'failed', 'unknown']), queuedAt: Instant, changedAt: Instant };

const SlipOrderRow = z.strictObject({
  jobId: JobId, copy: z.int(), day: ServiceDate, windowId: WindowId, number: TicketNumber, language: Language, at: Instant, content: SlipContent,
});

export const JobRow: z.ZodType<Job> = z.union([
  z.strictObject({ ...jobParts, origin: z.enum(['issue', 'visitor', 'desk']), ticket: IssuedTicketRow }),
  z.strictObject({ ...jobParts, origin: z.literal('window'), order: SlipOrderRow }),
  z.strictObject({ ...jobParts, origin: z.literal('day'), paper: z.strictObject({ jobId: JobId, copy: z.int(), part: DayPart, root: DayRoot, summary: DaySummary }) }),
]);

const factTypes: readonly string[] = ['ticket.issueOffline', 'paper.report', 'reprint.record', 'agent.report', 'slip.report', 'visitors.turnedAway'] satisfies FactCommand['type'][];
const isFactCommand = (command: WireCommand): command is FactCommand => factTypes.includes(command.type);

export const FactRow: z.ZodType<Fact> = z.strictObject({
  commandId: CommandId, position: z.int(), day: ServiceDate, ticketId: TicketId.nullable(),
  command: WireCommand.transform((command, context) => {
    if (isFactCommand(command)) return command;
    context.addIssue({ code: 'custom', message: `${command.type} is no fact` });
    return z.NEVER;
  }),
  state: z.enum(['waiting', 'acknowledged', 'parked', 'refused']), bugs: z.int(), madeAt: z.number().optional(), epoch: z.int().nullable(),
});

export const BandCounterRow: z.ZodType<BandCounter> = z.strictObject({ day: ServiceDate, prefix: Prefix, last: z.int() });

export const PairingRow: z.ZodType<Pairing> = z.strictObject({
  hallId: z.string(), deviceId: z.string(), token: z.string(), band: z.strictObject({ first: z.int(), last: z.int() }),
});

export const ContactRow: z.ZodType<Contact> = z.strictObject({
  epoch: z.int().nullable(), seq: z.int(), at: Instant,
  day: z.strictObject({ date: ServiceDate, status: z.enum(['open', 'closed']) }).nullable(),
  emergency: z.strictObject({ kind: EmergencyKind, since: Instant }).nullable().default(null),
});
