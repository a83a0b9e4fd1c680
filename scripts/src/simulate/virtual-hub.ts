// The real engine on a real file, with a clock that moves only when told. What is sent together shares a commit, as under
// load; each command is decided at its own time.
import { isFact, type Actor, type HallConfig, type ReadonlyHall } from '@hallcall/domain';
import { newCommandId } from '@hallcall/client';
import { openPlainHall, type Clock, type PlainHall } from '@hallcall/hub/in-process';
import { Envelope, limits, type StoredEvent } from '@hallcall/protocol';
import { compareEntries } from './agenda.ts';
import { createDice } from './dice.ts';

/** A command before its brands: it is parsed as on the wire. */
export type LooseCommand = { readonly type: string } & Readonly<Record<string, unknown>>;

export type Sending = {
  readonly at: number;
  /** Decides between commands of the same moment. */
  readonly key: string;
  readonly actor: Actor;
  readonly command: LooseCommand;
  /** Told the code when the hub says no. */
  readonly refused: ((code: string) => void) | null;
};

export type VirtualHub = {
  readonly state: () => ReadonlyHall;
  /** Decides everything in order of time, with a tick at each of `ticks`; resolves with what happened, after the commit. */
  readonly run: (sendings: readonly Sending[], ticks: readonly number[]) => Promise<readonly StoredEvent[]>;
  /** Commands sent and refusals by code. */
  readonly counts: { commands: number; readonly refusals: Map<string, number> };
  readonly hall: PlainHall;
};

type Answer = readonly StoredEvent[];

export async function openVirtualHub({ folder, hall, seed, startsAt }: { readonly folder: string; readonly hall: HallConfig; readonly seed: number; readonly startsAt: number }): Promise<VirtualHub> {
  const [ids, commandIds] = [createDice(seed, 'hub'), createDice(seed, 'commands')];
  const clock: { now: number } = { now: startsAt };
  // Nobody is there to print the day's paper, and a written log ends with the close.
  const plain = await openPlainHall({ folder, hall: { ...hall, day: { ...hall.day, summaryPrinter: null } }, newId: ids.id, clock: still(clock) });
  const { engine } = plain;
  const counts: VirtualHub['counts'] = { commands: 0, refusals: new Map() };

  /** Moves the clock when its turn in the group has come. */
  const moveTo = (at: number): Promise<Answer> => engine.change((): Answer => {
    clock.now = at;
    return [];
  });

  const tick = async (): Promise<Answer> => {
    const applied = await engine.tell({ type: 'clock.tick' });
    if (applied.kind !== 'events') throw new Error(`a tick was answered ${JSON.stringify(applied)}`);
    return applied.events;
  };

  const submit = ({ at, actor, command, refused }: Sending): Promise<Answer> => {
    const expiresAt = isFact(command) ? null : at + limits.intentMs;
    const envelope = Envelope.parse({ hallId: hall.hallId, commandId: newCommandId(commandIds.id(), at), expiresAt, command });
    counts.commands += 1;
    return new Promise((resolve, reject) => {
      engine.submit(actor, envelope, (reply) => {
        if (reply.kind === 'accepted') return resolve(reply.events);
        if (reply.kind === 'fault') return reject(new Error(`${command.type} was answered ${JSON.stringify(reply)}`));
        const { code } = reply.rejection;
        counts.refusals.set(code, (counts.refusals.get(code) ?? 0) + 1);
        refused?.(code);
        resolve([]);
      });
    });
  };

  return {
    state: engine.state, counts, hall: plain,
    async run(sendings, ticks) {
      const all = [...ticks.map((at) => ({ at, key: '', send: tick })), ...sendings.map((sending) => ({ at: sending.at, key: sending.key, send: () => submit(sending) }))];
      const answers: Promise<Answer>[] = [];
      let last = Number.NaN;
      for (const { at, send } of all.toSorted(compareEntries)) {
        if (at !== last) answers.push(moveTo(at));
        last = at;
        answers.push(send());
      }
      return (await Promise.all(answers)).flat();
    },
  };
}

const still = (clock: { readonly now: number }): Clock => ({ now: () => clock.now, step: () => null, anchor: () => undefined });
