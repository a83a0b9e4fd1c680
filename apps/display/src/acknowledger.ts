// Proof of call: a call counts as shown when a frame with it has been painted on a visible page. Each call once.
import type { BoardCall, CommandOf } from '@hallcall/domain';
import { createBatches } from '@hallcall/client';

type Shown = CommandOf<'call.acknowledge'>['shown'][number];

export type Acknowledger = {
  /** These calls are in the document now. */
  shown(calls: readonly BoardCall[]): void;
  close(): void;
};

export type AcknowledgerDeps = {
  readonly send: (shown: Shown[]) => void;
  /** Hub time, epoch ms; null while unknown. */
  readonly hubNow: () => number | null;
  readonly isVisible: () => boolean;
  readonly requestFrame: (callback: () => void) => void;
};

const remembered = 500;

/** `requestFrame` runs before a frame is painted; the second one proves that the first was. */
export function createAcknowledger(deps: AcknowledgerDeps): Acknowledger {
  const known = new Set<string>();
  const batches = createBatches(deps.send);

  function painted(calls: readonly BoardCall[]): void {
    const at = deps.hubNow();
    if (at === null || !deps.isVisible()) return;
    const fresh = calls.filter(({ callId }) => !known.has(callId));
    for (const { callId } of fresh) known.add(callId);
    forgetOldest(known);
    batches.add(...fresh.map(({ callId, zone }) => ({ callId, zone, at })));
  }

  return {
    shown(calls) {
      const fresh = calls.filter((call) => !known.has(call.callId));
      if (fresh.length === 0 || !deps.isVisible()) return;
      deps.requestFrame(() => deps.requestFrame(() => painted(fresh)));
    },
    close: () => batches.close(),
  };
}

function forgetOldest(known: Set<string>): void {
  for (const id of known) {
    if (known.size <= remembered) return;
    known.delete(id);
  }
}
