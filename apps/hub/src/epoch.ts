// A hub restored from a backup is behind what its devices have seen: it starts a new epoch, and numbers jump.
import type { DeviceId } from '@hallcall/domain';
import type { Engine } from './engine/engine.ts';

export type Seen = { readonly epoch: number; readonly seq: number };

/** Returns what to do with a device's report of the highest state it has seen. Reports at the same time raise once. */
export function createEpochWatch({ engine, agents }: { readonly engine: Engine; readonly agents: () => DeviceId[] }): (seen: Seen) => Promise<void> {
  let last: Promise<void> = Promise.resolve();

  async function raiseIfBehind(seen: Seen): Promise<void> {
    if (!isBehind(engine, seen)) return;
    const epoch = Math.max(engine.epoch(), seen.epoch) + 1;
    await engine.tell({ type: 'epoch.raise', epoch, reason: 'behind', agents: agents() });
  }

  return async (seen) => {
    const mine = last.then(() => raiseIfBehind(seen));
    last = mine.catch(() => undefined);
    await mine;
  };
}

const isBehind = (engine: Engine, { epoch, seq }: Seen): boolean => epoch > engine.epoch() || (epoch === engine.epoch() && seq > engine.seq());
