/** Takes a timer or a listener back; calling it twice is harmless. */
export type Cancel = () => void;

/** One-shot timers as an argument, so that tests can own the time. */
export type Timers = {
  /** Calls `run` once after `delayMs` milliseconds, never at once. */
  after(delayMs: number, run: () => void): Cancel;
};

/** The process's own timers. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => clearTimeout(handle);
  },
};
