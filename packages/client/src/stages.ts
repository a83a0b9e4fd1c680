/** The stage of each step of a journey, from 1: one more than the latest it comes after. Steps of one stage are open together. */
export function stagesOf(steps: readonly { readonly after: readonly number[] }[]): readonly number[] {
  const stages: number[] = [];
  for (const { after } of steps) stages.push(1 + Math.max(0, ...after.map((before) => stages[before] ?? 0)));
  return stages;
}
