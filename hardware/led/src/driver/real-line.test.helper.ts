import { createOpenPipe, type PipeAddress, systemTimers } from '@hallcall/link';
import type { LedProfile } from '../profile.ts';
import { createLedBus, type LedBus } from './led-bus.ts';
import type { LedTiming } from './timing.ts';

/** Short enough for a test; nothing asserts how long anything took. */
const timing: Partial<LedTiming> = {
  link: { openMs: 1000, firstRetryMs: 20, lastRetryMs: 100, soundAfterMs: 1000 },
  retryMs: 30,
  firstBackoffMs: 60,
  lastBackoffMs: 200,
  lateMs: 1000,
};

/** A driver on a real line, with short pauses. */
export function driveReal(address: PipeAddress, profile: LedProfile): LedBus {
  const log = { info: () => undefined, warn: () => undefined };
  const clocks = { now: () => Date.now(), monotonic: () => performance.now() };
  return createLedBus({ address, openPipe: createOpenPipe(systemTimers), profile, ...clocks, timers: systemTimers, log, timing });
}

/** Waits until something holds; a test that waits in vain ends by its own time-out. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
