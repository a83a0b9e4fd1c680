/** The stage of each step of a journey, from 1: one more than the latest it comes after. Steps of one stage are open together. */
export function stagesOf(steps: readonly { readonly after: readonly number[] }[]): readonly number[] {
  const stages = new Map<number, number>();
  const stageOf = (index: number): number => {
    const known = stages.get(index);
    if (known !== undefined) return known;
    const stage = 1 + Math.max(0, ...(steps[index]?.after ?? []).map(stageOf));
    stages.set(index, stage);
    return stage;
  };
  return steps.map((_, index) => stageOf(index));
}
