// The hall's time: wall time at the anchor plus what the monotonic clock has counted since. It never goes back by itself.

/** Both in ms; `wall` is epoch time and may be changed by people, `monotonic` has no meaning but its differences. */
export type ClockSource = { readonly wall: () => number; readonly monotonic: () => number };

export type Clock = {
  /** Hub time, epoch ms. */
  readonly now: () => number;
  /** A difference of more than 2 s between hub time and wall time, or null. */
  readonly step: () => { readonly from: number; readonly to: number } | null;
  /** Takes the wall time as hub time; only after a step has been written to the log. */
  readonly anchor: () => void;
};

const largestDriftMs = 2_000;

export const systemClock: ClockSource = { wall: () => Date.now(), monotonic: () => performance.now() };

export function createClock({ wall, monotonic }: ClockSource): Clock {
  let base = wall() - monotonic();
  const now = (): number => Math.round(base + monotonic());
  return {
    now,
    step() {
      const [from, to] = [now(), Math.round(wall())];
      return Math.abs(to - from) > largestDriftMs ? { from, to } : null;
    },
    anchor() {
      base = wall() - monotonic();
    },
  };
}
