// The only writer. Three ways in, one queue: commands from the wire, the hub's own commands, and changes of the registry.
import type { Actor, Command, CommandOf, ReadonlyHall } from '@hallcall/domain';
import type { Envelope, Reply, StoredEvent } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import { createCallProofTable } from '../store/call-proof.ts';
import { createCommandTable } from '../store/command-table.ts';
import type { ConfigVersion } from '../store/config-table.ts';
import { createCore, type Applied, type Core } from './core.ts';
import { createGroups } from './groups.ts';
import { createOutage } from './outage.ts';
import { createRejections } from './rejections.ts';
import { answerWireCommand, hashBody } from './wire-command.ts';

export type EngineOptions = {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly report: EngineReport;
  /** Called for a broken invariant, after which the engine does nothing more. */
  readonly fatal: (error: unknown) => void;
};

/** What the engine tells its surroundings, for logs and figures. */
export type EngineReport = {
  readonly answered: (line: { readonly seq: number; readonly type: string; readonly actor: Actor; readonly ms: number; readonly reply: Reply }) => void;
  readonly group: (jobs: number, ms: number) => void;
  readonly bug: (error: unknown, envelope: Envelope) => void;
  readonly storage: (state: { readonly isAvailable: boolean; readonly error: unknown }) => void;
};

/** Writes `registry.changed` beside the tables' change. */
export type Record = (what: CommandOf<'registry.change'>['what'], id: string) => void;

export type Engine = {
  readonly state: () => ReadonlyHall;
  readonly config: () => ConfigVersion;
  readonly epoch: () => number;
  readonly seq: () => number;
  readonly recent: () => readonly StoredEvent[];
  readonly isAvailable: () => boolean;
  /** False while memory could not be folded again after a failed commit. */
  readonly isReadable: () => boolean;
  /** A command from the wire; `reply` is called once, after the commit. */
  readonly submit: (actor: Actor, envelope: Envelope, reply: (reply: Reply) => void) => void;
  /** The hub's own command; resolves after the commit, rejects with `StorageUnavailable`. */
  readonly tell: (command: Command) => Promise<Applied>;
  /** Changes tables in the group's transaction; resolves with what `run` returned once committed. */
  readonly change: <T>(run: (record: Record) => T) => Promise<T>;
  /** Calls `listener` after every committed group. Returns the way to stop that. */
  readonly afterGroup: (listener: () => void) => () => void;
  /** Answers what has arrived, then refuses everything. */
  readonly stop: () => Promise<void>;
  readonly core: Core;
};

/** The commit failed: outcome unknown. */
export class StorageUnavailable extends Error {
  constructor() {
    super('the store does not take commits at the moment');
    this.name = 'StorageUnavailable';
  }
}

const hub: Actor = { role: 'hub' };

export function createEngine({ db, clock, newId, report, fatal }: EngineOptions): Engine {
  const core = createCore({ db, newId });
  const rejections = createRejections();
  const wire = { core, rejections, commands: createCommandTable(db), proofs: createCallProofTable(db), bug: report.bug };
  const listeners = new Set<() => void>();
  let isStopping = false;
  const notify = (): void => {
    for (const listener of listeners) listener();
  };

  const outage = createOutage({
    db, fatal, refold: core.refold,
    probe: () => core.meta.probe(clock.now()),
    ended() {
      report.storage({ isAvailable: true, error: null });
      notify();
    },
  });
  const groups = createGroups({
    db, fatal, isAvailable: outage.isAvailable,
    committed(jobs, ms) {
      report.group(jobs, ms);
      notify();
    },
    broken(error) {
      report.storage({ isAvailable: false, error });
      outage.begin();
    },
  });

  return {
    core,
    state: core.state, config: core.config, epoch: core.epoch, seq: core.log.seq, recent: core.recent,
    isAvailable: outage.isAvailable,
    isReadable: outage.isFolded,
    submit(actor, envelope, answer) {
      const arrivedAt = performance.now();
      const reply = (given: Reply): void => {
        answer(given);
        report.answered({ seq: core.log.seq(), type: envelope.command.type, actor, ms: performance.now() - arrivedAt, reply: given });
      };
      if (isStopping) return reply({ kind: 'fault', fault: { code: 'hub.stopping' } });
      const bodyHash = hashBody(envelope);
      let given: Reply = { kind: 'fault', fault: { code: 'storage.unavailable' } };
      groups.add({
        run: () => void (given = answerWireCommand(wire, { actor, envelope, bodyHash, now: clock.now() })),
        done: () => reply(given),
        failed: () => reply({ kind: 'fault', fault: { code: 'storage.unavailable' } }),
      });
    },
    tell(command) {
      return inGroup(() => {
        if (command.type === 'clock.tick') rejections.forget(clock.now());
        return core.apply({ actor: hub, command, commandId: null, now: clock.now() });
      });
    },
    change(run) {
      return inGroup(() => run((what, id) => recordChange(what, id)));
    },
    afterGroup(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      isStopping = true;
      await groups.settle();
      outage.stop();
    },
  };

  function recordChange(what: CommandOf<'registry.change'>['what'], id: string): void {
    const applied = core.apply({ actor: hub, command: { type: 'registry.change', what, id }, commandId: null, now: clock.now() });
    if (applied.kind !== 'events') throw new Error(`the change ${what} of ${id} was not recorded: ${JSON.stringify(applied)}`);
  }

  function inGroup<T>(run: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let result: { readonly value: T } | null = null;
      groups.add({
        run: () => void (result = { value: run() }),
        done: () => (result ? resolve(result.value) : reject(new StorageUnavailable())),
        failed: () => reject(new StorageUnavailable()),
      });
    });
  }
}
