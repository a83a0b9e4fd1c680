// What is given cannot be used: said in one sentence, nothing was changed.
import type { ConfigProblem } from '@hallcall/domain';
import { configProblemText, formatList, type Language, type Texts } from '@hallcall/text';

export type Problem =
  | { readonly code: 'file.missing' | 'log.cut' | 'log.unwritable' | 'log.exists' | 'log.needsHall' | 'config.notHall'; readonly file: string }
  | { readonly code: 'config.notJson'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly code: 'log.damaged'; readonly file: string; readonly line: number }
  | { readonly code: 'log.otherHall'; readonly file: string; readonly own: string; readonly found: string }
  | { readonly code: 'config.refused'; readonly file: string; readonly problems: readonly ConfigProblem[] }
  | { readonly code: 'hall.neverOpen'; readonly date: string }
  | { readonly code: 'day.unknown' | 'seed.invalid' | 'speed.invalid'; readonly value: string }
  | { readonly code: 'option.unknown'; readonly option: string }
  | { readonly code: 'usage' };

export class Unusable extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(JSON.stringify(problem), options);
    this.name = 'Unusable';
    this.problem = problem;
  }
}

/** The sentence for whoever started the program. */
export function unusableText(problem: Problem, texts: Texts, language: Language): string {
  const { simulate: say, commandLine } = texts;
  switch (problem.code) {
    case 'file.missing':
      return commandLine.fileMissing(problem);
    case 'log.cut':
      return say.logCut(problem);
    case 'log.unwritable':
      return say.logUnwritable(problem);
    case 'log.exists':
      return say.logExists(problem);
    case 'log.needsHall':
      return say.logNeedsHall(problem);
    case 'log.damaged':
      return say.logDamaged(problem);
    case 'log.otherHall':
      return say.logOtherHall(problem);
    case 'config.notHall':
      return say.configNotHall(problem);
    case 'config.notJson':
      return say.configRefused({ file: problem.file, problems: texts.config.shape.notJson(problem) });
    case 'config.refused':
      return say.configRefused({ file: problem.file, problems: formatList(problem.problems.map((one) => configProblemText(texts, one)), language) });
    case 'hall.neverOpen':
      return say.neverOpen(problem);
    case 'day.unknown':
      return say.dayUnknown(problem);
    case 'seed.invalid':
      return say.seedInvalid(problem);
    case 'speed.invalid':
      return say.speedInvalid(problem);
    case 'option.unknown':
      return `${commandLine.unknownOption(problem)}\n${say.usage}`;
    case 'usage':
      return say.usage;
  }
}
