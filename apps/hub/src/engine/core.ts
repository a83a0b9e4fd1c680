// The hall in memory and the log it is folded from: decide → append → project → evolve, all inside the caller's transaction.
// Whatever reads `state` between two groups sees only what is committed.
import { decide, emptyHall, evolve, type Actor, type Command, type Decision, type DeviceId, type HallEvent, type ReadonlyHall, type ServiceDate } from '@hallcall/domain';
import { createMask } from '@hallcall/catalogue/mask';
import type { StoredEvent } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import { openingOf } from '../store/chain.ts';
import type { ConfigTable, ConfigVersion } from '../store/config-table.ts';
import { createConfigTable } from '../store/config-table.ts';
import { createEventLog, type EventLog } from '../store/event-log.ts';
import { createMeta, type Meta } from '../store/meta.ts';
import { createIsAgent } from '../registry/is-agent.ts';
import { createTicketTable, type TicketTable } from '../store/past-tickets.ts';
import { createPersonalTable, type PersonalTable } from '../store/personal-table.ts';
import { createProject } from '../store/project.ts';
import { isStorageFault } from '../store/refusal.ts';
import { actorName } from './actor-name.ts';

export type Applied =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[] }
  | Exclude<Decision, { kind: 'events' }>
  | { readonly kind: 'bug'; readonly error: unknown };

export type Application = { readonly actor: Actor; readonly command: Command; readonly commandId: string | null; readonly now: number };

export type Core = {
  readonly log: EventLog;
  readonly tickets: TicketTable;
  readonly configs: ConfigTable;
  readonly meta: Meta;
  readonly state: () => ReadonlyHall;
  /** The configuration in force; throws before the first was adopted. */
  readonly config: () => ConfigVersion;
  readonly epoch: () => number;
  /** Seq of the event that opened, or opened again, the day that is open; null: none is. */
  readonly opening: () => number | null;
  /** The newest committed or appended events, oldest first, at most 50. */
  readonly recent: () => readonly StoredEvent[];
  readonly apply: (application: Application) => Applied;
  /** Forgets the memory and folds the log again. */
  readonly refold: () => void;
};

const recentKept = 50;

/** `upSince`: when this hub began to listen, epoch ms. */
export function createCore({ db, newId, ...start }: { db: Database; newId: () => string; upSince: number }): Core {
  const log = createEventLog(db);
  const tickets = createTicketTable(db);
  const configs = createConfigTable(db);
  const meta = createMeta(db);
  const personal = createPersonalTable(db, newId);
  const isAgent = createIsAgent(db);
  const maskOf = createMaskOf();
  const project = createProject(db);
  let state = emptyHall();
  let epoch = meta.epoch();
  let opening: number | null = null;
  let recent: StoredEvent[] = [];
  let { upSince } = start;

  const versionInForce = (version: number): ConfigVersion => {
    const config = configs.get(version);
    if (!config) throw new Error(`the log names configuration ${version}, which is not stored`);
    return config;
  };

  const append = (event: HallEvent, ordinal: number, { actor, commandId, now }: Application): StoredEvent => {
    if (event.type === 'epoch.raised') epoch = event.epoch;
    // No time to come: waits that count from it would last until the clock has caught up.
    if (event.type === 'clock.stepped') upSince = Math.min(upSince, event.to);
    const stored = log.append({ epoch, day: dayOf(state, event), at: now, actor: actorName(actor), commandId, ordinal, event });
    project(stored);
    opening = openingAfter(opening, stored);
    if (event.type === 'day.closed') personal.empty();
    evolve(state, { at: now, event });
    recent.push(stored);
    if (recent.length > recentKept) recent.shift();
    return stored;
  };

  const core: Core = {
    log, tickets, configs, meta,
    state: () => state,
    config: () => versionInForce(state.config),
    epoch: () => epoch,
    opening: () => opening,
    recent: () => recent,
    apply(application) {
      const decision = decideSafely(state, application, { newId, upSince, past: tickets, personal, isAgent, maskOf, inForce: versionInForce });
      if (decision.kind !== 'events') return decision;
      return { kind: 'events', events: decision.events.map((event, ordinal) => append(event, ordinal, application)) };
    },
    refold() {
      log.reload();
      // Put in place only when whole: a disk that fails in between must not leave a hall without its configuration.
      const folded = emptyHall();
      const first = openingOf(db);
      let lastOpening: number | null = null;
      for (const stored of log.recoveryBefore(first)) evolve(folded, stored);
      for (const stored of log.stream(first)) {
        evolve(folded, stored);
        lastOpening = openingAfter(lastOpening, stored);
      }
      recent = log.newest(recentKept).toReversed();
      epoch = meta.epoch();
      opening = lastOpening;
      state = folded;
    },
  };
  core.refold();
  return core;
}

type Surroundings = {
  readonly newId: () => string;
  readonly upSince: number;
  readonly past: TicketTable;
  readonly personal: PersonalTable;
  readonly isAgent: (deviceId: DeviceId) => boolean;
  readonly maskOf: (config: ConfigVersion) => (text: string) => string;
  readonly inForce: (version: number) => ConfigVersion;
};

/** Made once a version, when somebody has searched in vain: it reads the whole catalogue. */
function createMaskOf(): Surroundings['maskOf'] {
  let made: { readonly version: number; readonly mask: (text: string) => string } | null = null;
  return ({ version, catalogue }) => {
    if (made?.version !== version) made = { version, mask: createMask(catalogue) };
    return made.mask;
  };
}

/** A throw in `decide`, which mutates nothing, is the bug of that one command; a failing disk is not. */
function decideSafely(
  state: ReadonlyHall,
  { actor, command, now }: Application,
  { newId, upSince, past, personal, isAgent, maskOf, inForce }: Surroundings,
): Decision | { readonly kind: 'bug'; readonly error: unknown } {
  try {
    const version = inForce(command.type === 'config.adopt' ? command.version : state.config);
    const { hall: config, version: configVersion } = version;
    const masked = (text: string): string => maskOf(version)(text);
    return decide(state, command, { now, upSince, newId, personKey: personal.keyOf, isAgent, masked, config, configVersion, actor, past });
  } catch (error) {
    if (isStorageFault(error)) throw error;
    return { kind: 'bug', error };
  }
}

const openingAfter = (before: number | null, { seq, event }: StoredEvent): number | null =>
  event.type === 'day.opened' || event.type === 'day.reopened' ? seq : event.type === 'day.closed' ? null : before;

/** The service day an event is stored under: its own, the open one, or none. */
function dayOf(state: ReadonlyHall, event: HallEvent): ServiceDate | null {
  if ('lateDay' in event && event.lateDay !== undefined) return event.lateDay;
  if (event.type === 'day.opened' || event.type === 'day.reopened' || event.type === 'day.closed') return event.date;
  return state.day && !state.day.closed ? state.day.date : null;
}
