import { once } from './once.ts';

type Step = { readonly after: readonly number[] };

/** Tells the stage of a step of the journey, from 1: one more than the latest it comes after. Steps of one stage are open together. */
export function createStageOf(steps: readonly Step[]): (step: Step) => number {
  const stageOf: (step: Step) => number = once(({ after }: Step) => 1 + Math.max(0, ...after.flatMap((index) => steps.slice(index, index + 1)).map(stageOf)));
  return stageOf;
}

/** The stage of each step of a journey. */
export const stagesOf = (steps: readonly Step[]): readonly number[] => steps.map(createStageOf(steps));
