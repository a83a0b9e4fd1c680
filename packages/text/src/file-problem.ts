import type { ConfigProblem, PlacedFault, ShapeFault } from '@hallcall/domain';
import type { Texts } from './texts.ts';

type Sentences = Texts['catalogue']['problem'];
type CatalogueCode = keyof Sentences;
type NamedIn<F> = F extends (facts: infer P) => string ? P : never;
type CatalogueFacts = { [C in CatalogueCode]: { readonly path: string; readonly code: C } & NamedIn<Sentences[C]> };
type ConfigCode = Exclude<ConfigProblem['code'], 'malformed'>;
type ConfigFacts = { [C in ConfigCode]: Extract<ConfigProblem, { code: C }> };

/** A coded fault of a catalogue file with the facts its sentence names, as the import reports it. */
export type CatalogueProblemFacts = CatalogueFacts[CatalogueCode];

/** One sentence for a fault of a catalogue file, led by its place: `departments[3].items[2].fee: …`. */
export function catalogueProblemText(texts: Texts, problem: CatalogueProblemFacts): string {
  const byCode: { readonly [C in CatalogueCode]: (facts: CatalogueFacts[C]) => string } = texts.catalogue.problem;
  return atPlace(texts, problem.path, say(byCode, problem.code, problem));
}

/** One sentence for a fault of a configuration file, led by its place. */
export function configProblemText(texts: Texts, problem: ConfigProblem): string {
  if (problem.code === 'malformed') return placedFaultText(texts, problem);
  const byCode: { readonly [C in ConfigCode]: (facts: ConfigFacts[C]) => string } = texts.config.problem;
  return atPlace(texts, problem.path, say(byCode, problem.code, problem));
}

/** Likewise for what a schema found in it. */
export const placedFaultText = (texts: Texts, { path, fault }: PlacedFault): string => atPlace(texts, path, faultText(texts.config.shape, fault));

function faultText(words: Texts['config']['shape'], fault: ShapeFault): string {
  switch (fault.of) {
    case 'missing':
      return words.missing;
    case 'type':
      return words.type({ expected: typeWord(words.types, fault.expected), found: typeWord(words.types, fault.found) });
    case 'unknown':
      return words.unknown({ fields: fault.fields.join(', ') });
    case 'choice':
      return words.choice({ value: fault.value, allowed: fault.allowed.join(', ') });
    case 'small':
      return words.small[fault.kind](fault);
    case 'large':
      return words.large[fault.kind](fault);
    case 'form':
      return words.form(fault);
    case 'notJson':
      return words.notJson(fault);
    case 'notUtf8':
      return words.notUtf8;
  }
}

/** A type that nobody writes by hand stands by its own name. */
export const typeWord = (words: Readonly<Record<string, string>>, type: string): string => words[type] ?? type;

type SentenceByCode<F> = { readonly [K in keyof F]: (facts: F[K]) => string };

function say<F, C extends keyof F>(byCode: SentenceByCode<F>, code: C, facts: F[C]): string {
  return byCode[code](facts);
}

function atPlace(texts: Texts, path: string, sentence: string): string {
  return path === '' ? sentence : texts.catalogue.problemAt({ path, problem: sentence });
}
