// When is nobody there any more? Pure: milliseconds since the last touch in, what to show out.

/** Quiet time before the question, and the time to answer it, ms. */
export const askAfterMs = 45_000;
export const answerWithinMs = 15_000;

/** Whole seconds left to answer; null while the question is not asked; 0: gone. */
export function secondsToAnswer(quietMs: number): number | null {
  if (quietMs < askAfterMs) return null;
  return Math.max(0, Math.ceil((askAfterMs + answerWithinMs - quietMs) / 1_000));
}
