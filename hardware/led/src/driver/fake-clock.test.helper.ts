import type { Timers } from '@hallcall/link';

/** A clock that only moves when a test says so. */
export type FakeClock = { now: () => number; timers: Timers; advance: (ms: number) => Promise<void> };

/** A clock at 0. */
export function createFakeClock(): FakeClock {
  let time = 0;
  let due: { at: number; run: () => void }[] = [];
  const timers: Timers = {
    after(ms, run) {
      const entry = { at: time + ms, run };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
  };
  const advance = async (ms: number): Promise<void> => {
    const until = time + ms;
    for (;;) {
      await settle();
      const [next] = due.filter((entry) => entry.at <= until).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      time = Math.max(time, next.at);
      due = due.filter((entry) => entry !== next);
      next.run();
    }
    time = until;
  };
  return { now: () => time, timers, advance };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
