import type { Timers } from '../timers.ts';

/** Timers and a clock at 0 that move only when a test says so. */
export type ManualTime = {
  readonly timers: Timers;
  /** Milliseconds. */
  readonly now: () => number;
  /** Runs at once what falls due, each at its own time. */
  readonly advance: (ms: number) => void;
  /** The same, and lets every promise that can go on without a timer go on in between. */
  readonly pass: (ms: number) => Promise<void>;
};

type Entry = { readonly at: number; readonly run: () => void };

/** Makes time for one test. */
export function createManualTime(): ManualTime {
  let time = 0;
  let due: readonly Entry[] = [];

  /** False: nothing more falls due until then, and it is then. */
  function step(until: number): boolean {
    const [next] = due.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
    if (next === undefined) {
      time = until;
      return false;
    }
    due = due.filter((entry) => entry !== next);
    time = Math.max(time, next.at);
    next.run();
    return true;
  }

  return {
    now: () => time,
    timers: {
      after(ms, run) {
        const entry = { at: time + ms, run };
        due = [...due, entry];
        return () => void (due = due.filter((other) => other !== entry));
      },
    },
    advance(ms) {
      const until = time + ms;
      while (step(until));
    },
    async pass(ms) {
      const until = time + ms;
      do await settle();
      while (step(until));
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
