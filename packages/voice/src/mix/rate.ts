/** Everything that is mixed has this many samples a second, one channel. */
export const mixRate = 48_000;

/** Samples of a stretch of time, to the nearest. */
export const samplesOf = (ms: number): number => Math.round((ms * mixRate) / 1000);
