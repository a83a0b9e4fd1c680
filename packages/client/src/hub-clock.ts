// The hub's time as this client knows it: local monotonic time plus the offset that the beats carry.

export type HubClock = {
  /** Hub time, epoch ms; null before the first beat. */
  now(): number | null;
  /** A time stamp of the hub, just received. */
  heard(hubNow: number): void;
};

const keptSamples = 8;
/** A beat so late would have been missed: after 1.5 s of silence the hub counts as gone. */
const largestDelayMs = 2_000;

/**
 * `now` is local monotonic time in ms. A beat can only be late, never early, so the largest offset of the last few
 * is the closest; old ones are forgotten. A beat that would have been two seconds late says that the hub's clock was set back.
 */
export function createHubClock(now: () => number): HubClock {
  const offsets: number[] = [];
  return {
    now: () => (offsets.length === 0 ? null : Math.round(now() + Math.max(...offsets))),
    heard(hubNow) {
      const offset = hubNow - now();
      if (offsets.length > 0 && Math.max(...offsets) - offset > largestDelayMs) offsets.length = 0;
      offsets.push(offset);
      if (offsets.length > keptSamples) offsets.shift();
    },
  };
}
