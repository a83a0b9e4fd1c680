// One command from the wire, in the order of checks that binds: known id, conflict, expiry, permits, rules.
import { hash } from 'node:crypto';
import { isFact, type Actor, type CommandOf } from '@hallcall/domain';
import { isPermitted, limits, type EdgeRejection, type Envelope, type Reply, type StoredEvent } from '@hallcall/protocol';
import type { CallProofTable } from '../store/call-proof.ts';
import type { CommandTable } from '../store/command-table.ts';
import { actorName } from './actor-name.ts';
import type { Core } from './core.ts';
import type { Rejections } from './rejections.ts';

export type WireDeps = {
  readonly core: Core;
  readonly commands: CommandTable;
  readonly proofs: CallProofTable;
  readonly rejections: Rejections;
  /** Told of a throw in `decide`, with the envelope that caused it. */
  readonly bug: (error: unknown, envelope: Envelope) => void;
};

export type Arrival = {
  readonly actor: Actor;
  readonly envelope: Envelope;
  readonly bodyHash: Buffer;
  readonly now: number;
};

/** What identifies the content under an id; the schema has put the fields in order. */
export const hashBody = (envelope: Envelope): Buffer => hash('sha256', JSON.stringify(envelope.command), 'buffer');

/** Answers one command inside the group's transaction. Throws only what fails the whole group. */
export function answerWireCommand(deps: WireDeps, arrival: Arrival): Reply {
  const known = knownAnswer(deps, arrival);
  if (known) return known;
  const refusal = refuse(arrival);
  if (refusal) return rejected(refusal);
  const reply = decideAndStore(deps, arrival);
  if (reply.kind === 'rejected' && arrival.envelope.expiresAt !== null) {
    const { actor, bodyHash, envelope } = arrival;
    deps.rejections.remember(envelope.commandId, { actor: actorName(actor), bodyHash, reply, until: arrival.envelope.expiresAt });
  }
  return reply;
}

function knownAnswer({ core, commands, rejections }: WireDeps, { actor, envelope, bodyHash }: Arrival): Reply | null {
  const stored = commands.find(envelope.commandId);
  if (stored) {
    const isSame = stored.actor === actorName(actor) && (stored.bodyHash === null || stored.bodyHash.equals(bodyHash));
    return isSame ? accepted(core.log.read(stored.firstSeq, stored.firstSeq + stored.count - 1)) : rejected({ code: 'command.conflict' });
  }
  const refused = rejections.find(envelope.commandId);
  if (!refused) return null;
  const isSame = refused.actor === actorName(actor) && refused.bodyHash.equals(bodyHash);
  return isSame ? refused.reply : rejected({ code: 'command.conflict' });
}

/** Expiry, then the role. Intents carry an end at most 15 s ahead, facts none. */
function refuse({ actor, envelope: { command, expiresAt }, now }: Arrival): EdgeRejection | null {
  if (isFact(command)) {
    if (expiresAt !== null) return malformed('expiresAt', 'must be null for a fact');
  } else {
    if (expiresAt === null) return malformed('expiresAt', 'must not be null');
    if (expiresAt - now > limits.expiresAheadMs) return malformed('expiresAt', `more than ${limits.expiresAheadMs} ms ahead`);
    if (expiresAt < now) return { code: 'command.expired' };
  }
  return isPermitted(actor.role, command.type) ? null : { code: 'command.notPermitted', role: actor.role };
}

function decideAndStore(deps: WireDeps, { actor, envelope, bodyHash, now }: Arrival): Reply {
  const { command, commandId } = envelope;
  const applied = deps.core.apply({ actor, command, commandId, now });
  switch (applied.kind) {
    case 'rejection':
      return rejected(applied.rejection);
    case 'fault':
      return { kind: 'fault', fault: applied.fault };
    case 'bug':
      deps.bug(applied.error, envelope);
      return { kind: 'fault', fault: { code: 'bug' } };
    case 'events':
      break;
  }
  const { events } = applied;
  if (command.type === 'call.acknowledge') keepProofs(deps, actor, command);
  const first = events[0];
  if (!first) return accepted(command.type === 'ticket.issueOffline' ? eventsOfIssue(deps.core, command) : []);
  const row = { actor: actorName(actor), firstSeq: first.seq, count: events.length };
  deps.commands.add(commandId, { ...row, bodyHash });
  const instead = command.type === 'ticket.issueOffline' ? command.instead : null;
  if (instead && !deps.commands.find(instead.commandId)) deps.commands.add(instead.commandId, { ...row, bodyHash: null });
  return accepted(events);
}

/** A ticket that is recorded already, perhaps under another command id: its own events again. */
function eventsOfIssue({ log, tickets }: Core, { ticketId }: CommandOf<'ticket.issueOffline'>): readonly StoredEvent[] {
  const seq = tickets.issueSeq(ticketId);
  const commandId = seq === null ? null : (log.read(seq, seq)[0]?.commandId ?? null);
  return commandId === null ? [] : log.ofCommand(commandId);
}

function keepProofs({ core, proofs }: WireDeps, actor: Actor, { shown }: CommandOf<'call.acknowledge'>): void {
  if (actor.role !== 'display' && actor.role !== 'agent') return;
  const { callById } = core.state();
  for (const { callId, zone, at } of shown) {
    if (callById.has(callId)) proofs.add({ callId, deviceId: actor.deviceId, zone, at, kind: 'shown' });
  }
}

const accepted = (events: readonly StoredEvent[]): Reply => ({ kind: 'accepted', events });
const rejected = (rejection: Extract<Reply, { kind: 'rejected' }>['rejection']): Reply => ({ kind: 'rejected', rejection });
const malformed = (path: string, problem: string): EdgeRejection => ({ code: 'command.malformed', path, problem });
