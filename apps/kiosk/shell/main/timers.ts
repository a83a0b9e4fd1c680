/** One-shot timers and a monotonic clock as arguments, so that tests can own the time. */
export type Timers = {
  /** Calls `run` once after `delayMs`; gives back how to cancel it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  /** Monotonic, ms. */
  readonly now: () => number;
};

export const systemTimers: Timers = {
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => clearTimeout(handle);
  },
  now: () => performance.now(),
};
