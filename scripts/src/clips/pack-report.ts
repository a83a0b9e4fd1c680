// Sentences about packs, for whoever ran `npm run clips`.
import type { PackProblem, SpokenLine } from '@hallcall/hardware-voice';
import type { Texts } from '@hallcall/text';
import type { HallWords } from '../hall/hall-words.ts';

/** More lines of one kind than this say nothing more. */
const mostLines = 40;

export function problemLines(say: Texts, problems: readonly PackProblem[]): string[] {
  const lines = problems.slice(0, mostLines).map((problem) => `  ${problemText(say, problem)}`);
  return problems.length > mostLines ? [...lines, '  …'] : lines;
}

/** What of a rendered pack cannot be heard, by the names that people know. */
export function unreadLines({ voicePack: say }: Texts, unread: readonly SpokenLine[], { departments }: HallWords): string[] {
  const nameById = new Map(departments.map(({ id, zh }) => [`department_${id}`, zh]));
  return unread.map(({ id, text, problems }) => {
    const name = nameById.get(id) ?? text;
    const characters = problems.flatMap((problem) => (problem.code === 'character.unknown' ? [problem.character] : [])).join('');
    return `  ${characters === '' ? say.unheard({ name }) : say.unreadCharacters({ name, characters })}`;
  });
}

export const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

type Sentences = Texts['voicePack']['problem'];
type ByCode = { readonly [C in PackProblem['code']]: (facts: Extract<PackProblem, { code: C }>) => string };

function problemText({ voicePack }: Texts, problem: PackProblem): string {
  const sentences: Sentences & ByCode = voicePack.problem;
  return sentence(sentences, problem.code, problem);
}

type Said<F> = { readonly [K in keyof F]: (facts: F[K]) => string };

function sentence<F, C extends keyof F>(byCode: Said<F>, code: C, facts: F[C]): string {
  return byCode[code](facts);
}
