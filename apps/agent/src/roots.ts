// Keeps the roots of closed days as the hub told them, so that a log rewritten later is known by every agent of the hall.
import { DayRoot } from '@hallcall/domain';
import type { HealthReport } from '@hallcall/protocol';
import { z } from 'zod';
import type { RootStore } from './store/root-table.ts';

export type RootKeeper = {
  /** What the hub says of its newest close; asks for all of them when it is news. */
  readonly heard: (root: DayRoot | null) => void;
  /** Null while no hub has told another root than the one kept. */
  readonly health: () => HealthReport['parts'][number] | null;
  readonly close: () => void;
};

export type RootKeeperDeps = {
  /** Origin of the hub. */
  readonly hub: string;
  /** Null before the pairing. */
  readonly token: () => string | null;
  readonly store: RootStore;
  /** Hub time, epoch ms. */
  readonly now: () => number;
  readonly changed: () => void;
  readonly onBug: (error: unknown) => void;
};

const [retryMs, answerWithinMs] = [5_000, 5_000];
const Reply = z.object({ roots: z.array(DayRoot) });

export function createRootKeeper({ hub, token, store, now, changed, onBug }: RootKeeperDeps): RootKeeper {
  let wanted: DayRoot | null = null;
  let isAsking = false;
  let differsSince: number | null = store.differing() === null ? null : now();
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function catchUp(): Promise<void> {
    if (isAsking || isClosed) return;
    isAsking = true;
    try {
      const roots = await ask(`${hub}/roots`, token());
      if (isClosed) return;
      if (roots === null) {
        retry = setTimeout(() => void catchUp().catch(onBug), retryMs);
        return;
      }
      store.keep(roots);
      if (store.differing() === null) differsSince = null;
      else differsSince ??= now();
      changed();
    } finally {
      isAsking = false;
    }
  }

  return {
    heard(root) {
      if (root === null || (wanted !== null && isSame(root, wanted))) return;
      wanted = root;
      if (!store.has(root)) catchUp().catch(onBug);
    },
    health() {
      const date = store.differing();
      return date === null || differsSince === null ? null : { part: 'root', state: 'fault', code: 'root.differs', since: differsSince, detail: date };
    },
    close() {
      isClosed = true;
      clearTimeout(retry);
    },
  };
}

const isSame = (a: DayRoot, b: DayRoot): boolean => a.root === b.root && a.lastSeq === b.lastSeq;

/** Null: no answer, or none of a hub's. */
async function ask(address: string, token: string | null): Promise<readonly DayRoot[] | null> {
  if (token === null) return null;
  try {
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(answerWithinMs) });
    return response.ok ? Reply.parse(await response.json()).roots : null;
  } catch {
    return null;
  }
}
