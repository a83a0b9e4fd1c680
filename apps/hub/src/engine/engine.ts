// The only writer. Three ways in, one queue: commands from the wire, the hub's own commands, and changes of the registry.
import type { Actor, Command, CommandOf, ReadonlyHall } from '@hallcall/domain';
import type { Envelope, Reply, StoredEvent } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import { createCallProofTable, type CallProofTable } from '../store/call-proof.ts';
import { createCommandTable } from '../store/command-table.ts';
import type { ConfigVersion } from '../store/config-table.ts';
import { createCore, type Applied, type Core } from './core.ts';
import { createRejections } from './rejections.ts';
import { answerWireCommand, hashBody } from './wire-command.ts';
import { createWriter } from './writer.ts';

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
  readonly proofs: CallProofTable;
};

const hub: Actor = { role: 'hub' };

export function createEngine({ db, clock, newId, report, fatal }: EngineOptions): Engine {
  const core = createCore({ db, newId, upSince: clock.now() });
  const rejections = createRejections();
  const writer = createWriter({ db, core, clock, report, fatal, rolledBack: rejections.takeBack });
  writer.afterGroup(rejections.keep);
  const proofs = createCallProofTable(db);
  const wire = { core, rejections, commands: createCommandTable(db), proofs, bug: report.bug };
  let isStopping = false;

  const own = (command: Command): Applied => core.apply({ actor: hub, command, commandId: null, now: clock.now() });
  const record: Record = (what, id) => {
    const applied = own({ type: 'registry.change', what, id });
    if (applied.kind !== 'events') throw new Error(`the change ${what} of ${id} was not recorded: ${JSON.stringify(applied)}`);
  };

  return {
    core, proofs,
    state: core.state, config: core.config, epoch: core.epoch, seq: core.log.seq, recent: core.recent,
    isAvailable: writer.isAvailable, isReadable: writer.isFolded, afterGroup: writer.afterGroup,
    submit(actor, envelope, answer) {
      const arrivedAt = performance.now();
      const reply = (given: Reply): void => {
        answer(given);
        report.answered({ seq: core.log.seq(), type: envelope.command.type, actor, ms: performance.now() - arrivedAt, reply: given });
      };
      if (isStopping) return reply({ kind: 'fault', fault: { code: 'hub.stopping' } });
      const bodyHash = hashBody(envelope);
      let given: Reply = { kind: 'fault', fault: { code: 'storage.unavailable' } };
      writer.add({
        run: () => void (given = answerWireCommand(wire, { actor, envelope, bodyHash, now: clock.now() })),
        done: () => reply(given),
        failed: () => reply({ kind: 'fault', fault: { code: 'storage.unavailable' } }),
      });
    },
    tell: (command) =>
      writer.inGroup(() => {
        if (command.type === 'clock.tick') rejections.forget(clock.now());
        return own(command);
        // Whoever comes with a step of the clock is decided by the clock as it goes on.
      }, command.type === 'clock.step' ? 'endsGroup' : undefined),
    change: (run) => writer.inGroup(() => run(record)),
    async stop() {
      isStopping = true;
      await writer.stop();
    },
  };
}
