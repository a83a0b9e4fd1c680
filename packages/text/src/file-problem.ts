import type { ConfigProblem } from '@hallcall/domain';
import type { Texts } from './texts.ts';

type Sentences = Texts['catalogue']['problem'];
type CatalogueCode = keyof Sentences;
type NamedIn<F> = F extends (facts: infer P) => string ? P : never;
type CatalogueFacts = { [C in CatalogueCode]: { readonly path: string; readonly code: C } & NamedIn<Sentences[C]> };
type ConfigFacts = { [C in ConfigProblem['code']]: Extract<ConfigProblem, { code: C }> };

/** A coded fault of a catalogue file with the facts its sentence names, as the import reports it. */
export type CatalogueProblemFacts = CatalogueFacts[CatalogueCode];

/** One sentence for a fault of a catalogue file, led by its place: `departments[3].items[2].fee: …`. */
export function catalogueProblemText(texts: Texts, problem: CatalogueProblemFacts): string {
  const byCode: { readonly [C in CatalogueCode]: (facts: CatalogueFacts[C]) => string } = texts.catalogue.problem;
  return atPlace(texts, problem.path, say(byCode, problem.code, problem));
}

/** One sentence for a fault of a configuration file, led by its place. */
export function configProblemText(texts: Texts, problem: ConfigProblem): string {
  const byCode: { readonly [C in ConfigProblem['code']]: (facts: ConfigFacts[C]) => string } = texts.config.problem;
  return atPlace(texts, problem.path, say(byCode, problem.code, problem));
}

type SentenceByCode<F> = { readonly [K in keyof F]: (facts: F[K]) => string };

function say<F, C extends keyof F>(byCode: SentenceByCode<F>, code: C, facts: F[C]): string {
  return byCode[code](facts);
}

function atPlace(texts: Texts, path: string, sentence: string): string {
  return path === '' ? sentence : texts.catalogue.problemAt({ path, problem: sentence });
}
