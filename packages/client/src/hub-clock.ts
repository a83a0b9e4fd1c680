// The hub's time as this client knows it: local monotonic time plus the offset that the beats carry.

export type HubClock = {
  /** Hub time, epoch ms; null before the first beat. */
  now(): number | null;
  /** A time stamp of the hub, just received. */
  heard(hubNow: number): void;
};

/** As many as come in eight seconds: when a stalled line brings its beats all at once, an older one is among them. */
const keptSamples = 16;
/** No beat comes so late: a line that is silent for six seconds is given up, with all that is still on its way. */
const largestDelayMs = 8_000;

/**
 * `now` is local monotonic time in ms. A beat can only be late, never early, so the largest offset of the last few
 * is the closest; old ones are forgotten. Beats come in order: one that is earlier than the beat before it, or would be later than any
 * can be, says that the hub's clock was set back.
 */
export function createHubClock(now: () => number): HubClock {
  const offsets: number[] = [];
  let newest = 0;
  return {
    now: () => (offsets.length === 0 ? null : Math.round(now() + Math.max(...offsets))),
    heard(hubNow) {
      const offset = hubNow - now();
      if (hubNow < newest || (offsets.length > 0 && Math.max(...offsets) - offset > largestDelayMs)) offsets.length = 0;
      newest = hubNow;
      offsets.push(offset);
      if (offsets.length > keptSamples) offsets.shift();
    },
  };
}
