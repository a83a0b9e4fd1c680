// Keeps the roots of closed days as the hub told them, so that a log rewritten later is known by every agent of the hall.
import { DayRoot, type RootAck } from '@hallcall/domain';
import type { HealthReport } from '@hallcall/protocol';
import { z } from 'zod';
import type { RootStore } from './store/root-table.ts';

export type RootKeeper = {
  /** What the hub says of its newest close; asks for all of them when it is news. */
  readonly heard: (root: DayRoot | null) => void;
  /** Which differences a manager has acknowledged, as the hub says. */
  readonly acknowledged: (acks: readonly RootAck[]) => void;
  /** Null while no hub has told another root than the one kept, without anybody acknowledging it. */
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
  let acks: readonly RootAck[] = [];
  const differing = (): RootAck | undefined => store.differing().find((own) => !acks.some((ack) => ack.date === own.date && ack.kept === own.kept && ack.told === own.told));
  let differsSince: number | null = differing() === undefined ? null : now();
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
      settle();
    } finally {
      isAsking = false;
    }
  }

  function settle(): void {
    if (differing() === undefined) differsSince = null;
    else differsSince ??= now();
    changed();
  }

  return {
    acknowledged(told) {
      // Of each view the newest; hardly ever another one.
      if (JSON.stringify(told) === JSON.stringify(acks)) return;
      acks = told;
      settle();
    },
    heard(root) {
      if (root === null || (wanted !== null && isSame(root, wanted))) return;
      wanted = root;
      if (!store.has(root)) catchUp().catch(onBug);
    },
    health() {
      const own = differing();
      return own === undefined || differsSince === null ? null : { part: 'root', state: 'fault', code: 'root.differs', since: differsSince, detail: `${own.date} ${own.kept} ${own.told}` };
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
