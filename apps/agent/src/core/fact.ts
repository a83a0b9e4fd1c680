// Facts happened already: they wait here until the hub has acknowledged them, in the order in which they happened.
import type { CommandId, ServiceDate, TicketId } from '@hallcall/domain';
import type { Reply } from '@hallcall/protocol';
import type { CoreContext } from './context.ts';
import type { Fact, FactCommand, ReadonlyAgent, Write } from './state.ts';

/** Two clocks that differ by no more than this were not set, ms; as at the hub. */
const largestDriftMs = 2_000;

/** No number waits longer than its service day, ms: an older one was given by a clock that was set between two starts of the agent. */
const longestWaitMs = 86_400_000;

/** Answers `bug` before a fact is parked. */
const bugsBeforeParking = 5;

/** Puts facts behind all that wait already. The ids come from the caller, so that a resend is the same envelope. */
export function queueFacts(state: ReadonlyAgent, facts: readonly NewFact[]): Write[] {
  return facts.map(({ commandId, command, madeAt }, index) => ({
    kind: 'fact',
    row: {
      commandId, command, position: state.nextPosition + index, day: dayOf(command), ticketId: ticketOf(command),
      state: 'waiting', bugs: 0, epoch: null, ...(madeAt === undefined ? {} : { madeAt }),
    },
  }));
}

type NewFact = Pick<Fact, 'commandId' | 'command' | 'madeAt'>;

/**
 * Before a fact is sent for the first time: the hub's clock may have been set since a number was given, and whoever holds it keeps the place
 * (RULES.md, K2). It was given as long ago as the agent's own clock says.
 */
export function settleTime(fact: Fact, { now, own }: Pick<CoreContext, 'now' | 'own'>): Write[] {
  const { madeAt, ...sent } = fact;
  if (madeAt === undefined) return [];
  const { command } = sent;
  const agoMs = own - madeAt;
  const issuedAt = Math.round(now - agoMs);
  const isMoved = command.type === 'ticket.issueOffline' && agoMs >= 0 && agoMs <= longestWaitMs && Math.abs(issuedAt - command.issuedAt) > largestDriftMs;
  return [{ kind: 'fact', row: isMoved ? { ...sent, command: { ...command, issuedAt } } : sent }];
}

/**
 * The fact to send now. One that the hub cannot take yet (`resting`) holds back the later facts of its own ticket only.
 * A report of numbers goes first: the hub gives none until it has it.
 */
export function nextFact(state: ReadonlyAgent, resting: ReadonlySet<CommandId>): Fact | null {
  const waiting = [...state.factById.values()].filter((fact) => fact.state === 'waiting').toSorted(bySending);
  const held = new Set<TicketId>();
  for (const fact of waiting) {
    if (fact.ticketId !== null && held.has(fact.ticketId)) continue;
    if (!resting.has(fact.commandId)) return fact;
    if (fact.ticketId !== null) held.add(fact.ticketId);
  }
  return null;
}

/** What a reply to a fact changes. A fault other than `bug` changes nothing: the fact is sent again. */
export function answerFact(state: ReadonlyAgent, commandId: CommandId, reply: Reply, epoch: number | null): Write[] {
  const fact = state.factById.get(commandId);
  if (fact?.state !== 'waiting') return [];
  switch (reply.kind) {
    case 'accepted': return [{ kind: 'fact', row: { ...fact, state: 'acknowledged', epoch } }];
    case 'rejected': return [{ kind: 'fact', row: { ...fact, epoch, state: isMoot(fact, reply) ? 'acknowledged' : 'refused' } }];
    case 'fault': {
      if (reply.fault.code !== 'bug') return [];
      const bugs = fact.bugs + 1;
      return [{ kind: 'fact', row: { ...fact, bugs, state: bugs >= bugsBeforeParking ? 'parked' : 'waiting' } }];
    }
  }
}

/** Paper of a ticket that the hub never made: an abandoned intent, or one whose own fact lies aside already. */
function isMoot(fact: Fact, reply: Extract<Reply, { kind: 'rejected' }>): boolean {
  return fact.command.type === 'paper.report' && reply.rejection.code === 'ticket.unknown';
}

function bySending(a: Fact, b: Fact): number {
  return Number(b.command.type === 'agent.report') - Number(a.command.type === 'agent.report') || a.position - b.position;
}

function dayOf(command: FactCommand): ServiceDate {
  return command.type === 'agent.report' ? command.date : command.day;
}

function ticketOf(command: FactCommand): TicketId | null {
  return 'ticketId' in command ? command.ticketId : null;
}
