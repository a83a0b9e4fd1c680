// The hub's time as this client knows it: local monotonic time plus the offset that the beats carry.

export type HubClock = {
  /** Hub time, epoch ms; null before the first beat. */
  now(): number | null;
  /** A time stamp of the hub, just received. */
  heard(hubNow: number): void;
};

const keptSamples = 8;

/**
 * `now` is local monotonic time in ms. A beat can only be late, never early, so the largest offset of the last few
 * is the closest; old ones are forgotten so that a step of the hub's clock arrives within four seconds.
 */
export function createHubClock(now: () => number): HubClock {
  const offsets: number[] = [];
  return {
    now: () => (offsets.length === 0 ? null : Math.round(now() + Math.max(...offsets))),
    heard(hubNow) {
      offsets.push(hubNow - now());
      if (offsets.length > keptSamples) offsets.shift();
    },
  };
}
