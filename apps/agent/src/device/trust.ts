// Whether a thing that failed may be used again: not before a probe has ended well. Probes come at once, then ever more rarely.
import type { Cancel, Timers } from '@hallcall/link';

export type Trust = {
  readonly isTrusted: () => boolean;
  /** A use failed. */
  failed(): void;
  /** A use went well: whatever was wrong is over. */
  wentWell(): void;
  close(): void;
};

export type TrustDeps = {
  readonly timers: Timers;
  /** Resolves when the thing has shown that it works, rejects when it has not. */
  readonly probe: () => Promise<unknown>;
};

/** Before the second probe; each after that waits twice as long, up to the bound: a speaker that is mended is not left silent for long. */
const restMs = 15_000;
const longestRestMs = 30_000;

/** A thing that passes its probes and fails at work is probed as rarely as one that fails both: only work resets the rest. */
export function createTrust({ timers, probe }: TrustDeps): Trust {
  let isTrusted = true;
  let isClosed = false;
  let probes = 0;
  let cancel: Cancel | null = null;
  /** Tells the answer of a probe that is still of interest. */
  let asked: object | null = null;

  async function ask(): Promise<void> {
    cancel = null;
    const mine = {};
    asked = mine;
    const isWell = await probe().then(() => true, () => false);
    if (isClosed || asked !== mine) return;
    asked = null;
    if (isWell) isTrusted = true;
    else next();
  }

  function next(): void {
    probes += 1;
    if (probes === 1) void ask();
    else cancel = timers.after(Math.min(restMs * 2 ** (probes - 2), longestRestMs), () => void ask());
  }

  return {
    isTrusted: () => isTrusted && !isClosed,
    failed() {
      isTrusted = false;
      // One that is under way, or waited for, is answer enough.
      if (!isClosed && cancel === null && asked === null) next();
    },
    wentWell() {
      cancel?.();
      [cancel, asked, probes, isTrusted] = [null, null, 0, true];
    },
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}
