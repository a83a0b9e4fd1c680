import type { Texts } from './texts.ts';

type Problems = Texts['catalogue']['problem'];
type Code = keyof Problems;
type Sentences = { readonly [C in Code]: (facts: FactsOf[C]) => string };
type NamedIn<F> = F extends (facts: infer P) => string ? P : never;
type FactsOf = { [C in Code]: { readonly path: string; readonly code: C } & NamedIn<Problems[C]> };

/** A coded fault of a catalogue file with the facts its sentence names, as the import reports it. */
export type CatalogueProblemFacts = FactsOf[Code];

/** One sentence for one problem, led by the place in the file: `departments[3].items[2].fee: …`. */
export function catalogueProblemText(texts: Texts, problem: CatalogueProblemFacts): string {
  const sentence = resolve(texts.catalogue.problem, problem.code, problem);
  return problem.path === '' ? sentence : texts.catalogue.problemAt({ path: problem.path, problem: sentence });
}

function resolve<C extends Code>(sentences: Sentences, code: C, facts: FactsOf[C]): string {
  return sentences[code](facts);
}
