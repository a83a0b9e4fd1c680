// When many wait to be announced, less is said of each: step by step, and back again by itself.

/** Each step holds while more than `aboveMs` would wait with what the steps before it still say. */
export const ladder = [
  { reason: 'noRepeats', aboveMs: 10_000 },
  { reason: 'shortForm', aboveMs: 20_000 },
  { reason: 'oneLanguage', aboveMs: 30_000 },
  { reason: 'chimeOnly', aboveMs: 60_000 },
] as const;

/** How many steps of the ladder are taken. */
export type Step = 0 | 1 | 2 | 3 | 4;
const steps = [0, 1, 2, 3] as const;
const next = { 0: 1, 1: 2, 2: 3, 3: 4 } as const;

/** `waitMs`: how long those in the queue would need at a step. */
export function stepFor(waitMs: (step: Step) => number): Step {
  let step: Step = 0;
  for (const taken of steps) {
    if (waitMs(taken) <= (ladder[taken]?.aboveMs ?? Infinity)) return step;
    step = next[taken];
  }
  return step;
}
