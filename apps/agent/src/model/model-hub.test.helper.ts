// The hub of the model: the real rules, a log that survives, and the envelope's fine print, without sockets or disk.
import {
  decide, emptyHall, evolve, serviceDateAt, type Actor, type Command, type Context, type HallState, type JobId, type TicketId,
} from '@hallcall/domain';
import type { Envelope, Reply, StoredEvent } from '@hallcall/protocol';
import { modelConfig } from './model-hall.test.helper.ts';

export const band = { first: 5000, last: 5499 } as const;
// Brands: these are the shapes the schemas accept.
export const kiosk = { role: 'agent', deviceId: 'k1', band, lastContactAt: null } as unknown as Extract<Actor, { role: 'agent' }>;
const otherKiosk = { ...kiosk, deviceId: 'k2', band: { first: 5500, last: 5999 } } as unknown as Actor;

const manager = { role: 'manager', clerkId: 'm' } as unknown as Actor;

type Answered = { readonly hash: string; readonly actor: string; readonly events: readonly StoredEvent[] };
export type ModelHub = ReturnType<typeof createModelHub>;

export function createModelHub(now: () => number, newId: () => string, config = modelConfig()) {
  let log: StoredEvent[] = [];
  let answeredById = new Map<string, Answered>();
  let state = emptyHall();
  let epoch = 1;
  let refusedUntil = new Map<string, number>();

  function refold(): void {
    state = emptyHall();
    for (const { at, event } of log) evolve(state, { at, event });
    refusedUntil = new Map();
  }

  function context(actor: Actor): Context {
    return {
      now: now(), upSince: 0, newId, config, configVersion: 1, actor,
      past: { ticket: () => null, isTaken: () => false, isClosed: () => false, numbered: () => null, pass: () => null, booking: () => null, isBooked: () => false },
      isAgent: () => true, masked: (text) => text,
      personKey: () => 'p'.padEnd(22, '0') as never,
    };
  }

  function append(decision: ReturnType<typeof decide>, commandId: string | null): StoredEvent[] {
    if (decision.kind !== 'events') return [];
    const stored = decision.events.map((event, index): StoredEvent => ({
      seq: log.length + index + 1, epoch, day: state.day?.date ?? null, at: now(), actor: '', commandId, event,
    }));
    for (const entry of stored) {
      evolve(state, { at: entry.at, event: entry.event });
      log.push({ ...entry, day: state.day?.date ?? null });
    }
    return log.slice(log.length - stored.length);
  }

  function tell(command: Command): void {
    append(decide(state, command, context({ role: 'hub' })), null);
  }

  function handle(envelope: Envelope, actor: Actor): Reply {
    const hash = JSON.stringify(envelope.command);
    const known = answeredById.get(envelope.commandId);
    if (known?.actor === actor.role + ('deviceId' in actor ? actor.deviceId : '') && (known.hash === hash || known.hash === '*')) {
      return { kind: 'accepted', events: known.events };
    }
    if (known) return { kind: 'rejected', rejection: { code: 'command.conflict' } };
    const isLate = envelope.expiresAt !== null && envelope.expiresAt < now();
    if (isLate || (refusedUntil.get(envelope.commandId) ?? 0) >= now()) return { kind: 'rejected', rejection: { code: 'command.expired' } };
    const decision = decide(state, envelope.command, context(actor));
    if (decision.kind === 'fault') return { kind: 'fault', fault: decision.fault };
    if (decision.kind === 'rejection') {
      if (envelope.expiresAt !== null) refusedUntil.set(envelope.commandId, envelope.expiresAt);
      return { kind: 'rejected', rejection: decision.rejection };
    }
    const events = append(decision, envelope.commandId);
    if (events.length > 0) remember(envelope, hash, events, actor);
    return { kind: 'accepted', events };
  }

  function remember(envelope: Envelope, hash: string, events: readonly StoredEvent[], actor: Actor): void {
    const who = actor.role + ('deviceId' in actor ? actor.deviceId : '');
    answeredById.set(envelope.commandId, { hash, actor: who, events });
    const instead = envelope.command.type === 'ticket.issueOffline' ? envelope.command.instead : null;
    if (instead && !answeredById.has(instead.commandId)) answeredById.set(instead.commandId, { hash: '*', actor: who, events });
  }

  const today = serviceDateAt(config, now());
  tell({ type: 'clock.tick' });
  return {
    config,
    get state(): HallState { return state; },
    get epoch() { return epoch; },
    get length() { return log.length; },
    get log(): readonly StoredEvent[] { return log; },
    day: today,
    handle: (envelope: Envelope) => handle(envelope, kiosk),
    otherIssue: (envelope: Envelope) => void handle(envelope, otherKiosk),
    tick: () => tell({ type: 'clock.tick' }),
    closeDay: () => void append(decide(state, { type: 'day.close' }, context(manager)), null),
    /** A desk orders a second copy from the kiosk's printer. */
    order(ticketId: TicketId) {
      const command = { type: 'ticket.reprint', ticketId, jobId: newId() as JobId, deviceId: kiosk.deviceId } as const;
      append(decide(state, command, context(manager)), null);
    },
    /** What staff do at a window. */
    run: (actor: Actor, command: Command) => append(decide(state, command, context(actor)), null),
    /** The process died: whatever was not in the log is gone. */
    crash: refold,
    /** A backup of `length` events is put back; a new epoch begins. */
    restore(length: number) {
      log = log.slice(0, Math.max(1, length));
      answeredById = new Map([...answeredById].filter(([, { events }]) => (events.at(-1)?.seq ?? 0) <= log.length));
      refold();
      epoch += 1;
      tell({ type: 'epoch.raise', epoch, reason: 'restored', agents: [kiosk.deviceId] });
    },
  };
}
