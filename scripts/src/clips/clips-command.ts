// What was asked for on the command line of `npm run clips`. Unknown words and options are named, never guessed.
import { parseArgs } from 'node:util';
import type { Language, Texts } from '@hallcall/text';

export type ClipsCommand = {
  readonly data: string;
  /** Null: every language. */
  readonly language: Language | null;
  readonly isCheck: boolean;
  /** Folder of a recorded pack; null: render. */
  readonly importFrom: string | null;
};

const options = { data: { type: 'string' }, language: { type: 'string' }, import: { type: 'string' }, check: { type: 'boolean' } } as const;

/** The command, or a sentence that says what is wrong with it. */
export function readClipsCommand(args: readonly string[], say: Texts): ClipsCommand | string {
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') return wrong(say, args[token.index] ?? '');
    const needsValue = token.name !== 'check';
    const isUsed = Object.hasOwn(options, token.name) && (token.value !== undefined) === needsValue && token.value !== '';
    if (!isUsed) return wrong(say, token.rawName);
  }
  const language = typeof values.language === 'string' ? values.language : null;
  if (language !== null && language !== 'zh' && language !== 'en') return say.voicePack.languageUnknown({ value: language });
  return {
    data: typeof values.data === 'string' ? values.data : 'data',
    language,
    isCheck: values.check === true,
    importFrom: typeof values.import === 'string' ? values.import : null,
  };
}

const wrong = ({ commandLine, voicePack }: Texts, option: string): string => `${commandLine.unknownOption({ option })}\n${voicePack.usage}`;
