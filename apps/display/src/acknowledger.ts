// Proof of call: a call counts as shown when a frame with it has been painted on a visible page.
// Sent in batches, at most two a second, each call once.
import type { BoardCall, CommandOf } from '@hallcall/domain';

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

const batchMs = 500;
const largestBatch = 200;
const remembered = 500;

/** `requestFrame` runs before a frame is painted; the second one proves that the first was. */
export function createAcknowledger(deps: AcknowledgerDeps): Acknowledger {
  const known = new Set<string>();
  let waiting: Shown[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    const batch = waiting.splice(0, largestBatch);
    if (batch.length === 0) return;
    deps.send(batch);
    timer = setTimeout(flush, batchMs);
  }

  function painted(calls: readonly BoardCall[]): void {
    const at = deps.hubNow();
    if (at === null || !deps.isVisible()) return;
    for (const { callId, zone } of calls) {
      if (known.has(callId)) continue;
      known.add(callId);
      waiting.push({ callId, zone, at });
    }
    forgetOldest(known);
    // The first goes out at once: the clerk waits for this proof.
    if (waiting.length > 0 && timer === undefined) flush();
  }

  return {
    shown(calls) {
      const fresh = calls.filter((call) => !known.has(call.callId));
      if (fresh.length === 0 || !deps.isVisible()) return;
      deps.requestFrame(() => deps.requestFrame(() => painted(fresh)));
    },
    close() {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
    },
  };
}

function forgetOldest(known: Set<string>): void {
  for (const id of known) {
    if (known.size <= remembered) return;
    known.delete(id);
  }
}
