// "Why not me?": for somebody who waits, every call made in the own queues since the issue, and the rule it fell under (RULES.md, O15).
import { createAheadOf } from './ahead-of.ts';
import type { HallConfig } from './config.ts';
import { callsIn } from './evolve-order.ts';
import type { CallId, QueueId, TicketId, TicketNumber, WindowId } from './ids.ts';
import type { ChoiceReason } from './person.ts';
import { comparePlaces } from './place.ts';
import type { DeepReadonly, QueueCall, ReadonlyHall, Stop, StopRef, Ticket } from './state.ts';

/** `earlier`: stood before; `returned`: had been called before and came back at a place before; `notReady`: the asking visitor could not be called then. */
export type CallRule = 'earlier' | 'preferred' | 'returned' | 'urgent' | 'chosen' | 'notReady';

export type ExplainedCall = {
  readonly callId: CallId;
  readonly number: TicketNumber;
  readonly queueId: QueueId;
  readonly windowId: WindowId;
  readonly at: number;
  readonly rule: CallRule;
  /** A preferred call: how many times the visitor had been overtaken with it, and how often at most; null also for one under an earlier promise, before the visitor was sent on. */
  readonly overtaken: { readonly count: number; readonly bound: number | null } | null;
  readonly chosen: { readonly reason: ChoiceReason; readonly note: string | null } | null;
};

export type WhyNotMe = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly issuedAt: number;
  /** Where it waits: how often it may be and was overtaken, how many stand before it now, and for how long yet (minutes; null: no window serves). */
  readonly waits: readonly {
    readonly queueId: QueueId; readonly bound: number | null; readonly overtaken: number; readonly ahead: number; readonly waitMinutes: number | null;
  }[];
  /** Newest first, at most 50. */
  readonly calls: readonly ExplainedCall[];
  /** Of all calls since the issue. */
  readonly counts: Readonly<Record<CallRule, number>>;
};

const listed = 50;

type Moment = { readonly now: number; readonly config: HallConfig };

/** Null when the ticket is unknown or waits nowhere. */
export function whyNotMe(state: ReadonlyHall, ticketId: TicketId, moment: Moment): WhyNotMe | null {
  const ticket = state.ticketById.get(ticketId);
  const waiting = ticket?.stops.filter((stop) => stop.life.status === 'waiting') ?? [];
  if (!ticket || waiting.length === 0) return null;
  const firsts = new Map(waiting.toReversed().map((stop) => [stop.queueId, stop]));
  const calls = [...firsts.values()].flatMap((stop) => explained(state, ticket, stop)).toSorted((a, b) => a.at - b.at);
  const counts = { earlier: 0, preferred: 0, returned: 0, urgent: 0, chosen: 0, notReady: 0 };
  for (const { rule } of calls) counts[rule] += 1;
  return {
    ticketId, number: ticket.number, issuedAt: ticket.issuedAt, counts,
    waits: waitsOf(state, ticket, moment),
    calls: calls.slice(-listed).toReversed(),
  };
}

function waitsOf(state: ReadonlyHall, ticket: DeepReadonly<Ticket>, moment: Moment): WhyNotMe['waits'] {
  const aheadOf = createAheadOf(state, ticket, moment);
  return ticket.stops.filter(({ life }) => life.status === 'waiting').map((stop) => ({ queueId: stop.queueId, bound: stop.bound, overtaken: stop.overtaken, ...aheadOf(stop) }));
}

function explained(state: ReadonlyHall, ticket: DeepReadonly<Ticket>, mine: DeepReadonly<Stop>): ExplainedCall[] {
  const seen = new Set<string>();
  const found: ExplainedCall[] = [];
  const isMine = (ref: StopRef): boolean => ref.ticketId === ticket.ticketId && ref.stop === mine.index;
  const times = callsIn(state, mine.queueId).filter(({ passed }) => passed.some(isMine)).length;
  // What does not count any more was promised, and kept, before the visitor was sent on to another queue.
  let count = Math.min(0, mine.overtaken - times);
  for (const call of callsIn(state, mine.queueId)) {
    const key = `${call.ticketId}/${call.stop}`;
    const isReturn = seen.has(key);
    seen.add(key);
    const other = state.ticketById.get(call.ticketId);
    if (!other || other === ticket || call.at < ticket.issuedAt) continue;
    const isPassed = call.passed.some((ref) => ref.ticketId === ticket.ticketId);
    if (call.passed.some(isMine)) count += 1;
    const { callId, windowId, at, chosen } = call;
    found.push({
      callId, windowId, at, chosen, number: other.number, queueId: mine.queueId, rule: ruleOf(call, { mine, isPassed, isReturn }),
      overtaken: call.passed.some(isMine) && count > 0 ? { count, bound: mine.bound } : null,
    });
  }
  return found;
}

type Facts = { readonly mine: DeepReadonly<Stop>; readonly isPassed: boolean; readonly isReturn: boolean };

/** A call that the hall assigned by itself is told by its facts: whether it was urgent, overtook, or stood before. */
function ruleOf({ why, wasUrgent, place }: DeepReadonly<QueueCall>, { mine, isPassed, isReturn }: Facts): CallRule {
  if (why === 'chosen') return 'chosen';
  if (wasUrgent) return 'urgent';
  if (isPassed) return 'preferred';
  if (comparePlaces(place, mine.place) > 0) return 'notReady';
  return isReturn ? 'returned' : 'earlier';
}
