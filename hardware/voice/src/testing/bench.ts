import type { Timers } from '@hallcall/link';

/** Timers and a clock that move only when told. */
export type ManualTime = { readonly timers: Timers; readonly now: () => number; advance(ms: number): void };

export function createManualTime(): ManualTime {
  let time = 0;
  let due: { at: number; run: () => void }[] = [];
  return {
    now: () => time,
    timers: {
      after(ms, run) {
        const entry = { at: time + ms, run };
        due.push(entry);
        return () => void (due = due.filter((other) => other !== entry));
      },
    },
    advance(ms) {
      const until = time + ms;
      for (;;) {
        const next = due.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        due = due.filter((other) => other !== next);
        time = next.at;
        next.run();
      }
      time = until;
    },
  };
}
