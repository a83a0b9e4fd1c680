// Time in the hand of a test: timers run in order, and promises settle between them.
import type { AnnouncerTimers } from '../announcer/announcer-deps.ts';

export type FakeClock = {
  readonly now: () => number;
  readonly timers: AnnouncerTimers;
  /** Lets time pass, with everything that happens in it. */
  readonly pass: (ms: number) => Promise<void>;
};

type Timer = { readonly at: number; readonly order: number; readonly run: () => void };

export function createFakeClock(startsAt: number): FakeClock {
  let now = startsAt;
  let order = 0;
  const timers = new Set<Timer>();

  function takeDue(until: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of timers) {
      if (timer.at <= until && (first === null || timer.at < first.at || (timer.at === first.at && timer.order < first.order))) first = timer;
    }
    if (first) timers.delete(first);
    return first;
  }

  return {
    now: () => now,
    timers: {
      after(ms, run) {
        const timer = { at: now + Math.max(0, ms), order: (order += 1), run };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (let timer = takeDue(until); timer !== null; timer = takeDue(until)) {
        now = Math.max(now, timer.at);
        timer.run();
        await settled();
      }
      now = until;
    },
  };
}

/** Every promise that can go on without a timer has gone on. */
async function settled(): Promise<void> {
  for (let i = 0; i < 8; i += 1) await Promise.resolve();
}
