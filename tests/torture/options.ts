// What was asked for on the command line. Whatever is wrong with it is a sentence, before anything is started.
import { parseArgs } from 'node:util';

export const breaks = ['dedupe', 'order', 'constraint', 'sync', 'band'] as const;
export type Break = (typeof breaks)[number];

export type TortureOptions = {
  /** How long rounds are begun. */
  readonly seconds: number;
  readonly seed: number;
  /** The one protection that is switched off. */
  readonly broken: Break | null;
  /** With `constraint`: only the rule is switched off, the database's indexes stay. */
  readonly keepsIndexes: boolean;
};

export type Asked = { readonly kind: 'run'; readonly options: TortureOptions } | { readonly kind: 'wrong' | 'help'; readonly sentence: string };

const usage = `npm run torture -- [--seconds N] [--seed S] [--break ${breaks.join('|')}] [--keep-indexes]`;
const options = { seconds: { type: 'string' }, seed: { type: 'string' }, break: { type: 'string' }, 'keep-indexes': { type: 'boolean' }, help: { type: 'boolean' } } as const;

/** `drawn` is the seed when none is given. */
export function readOptions(args: readonly string[], drawn: number): Asked {
  const parsed = parse(args);
  if (typeof parsed === 'string') return wrong(parsed);
  if (parsed.help === true) return { kind: 'help', sentence: usage };
  const { seconds = '60', seed = String(drawn), break: broken, 'keep-indexes': keepsIndexes = false } = parsed;
  if (!/^\d+$/.test(seconds) || Number(seconds) < 1 || Number(seconds) > 86_400) return wrong(`--seconds wants a whole number from 1 to 86400, not “${seconds}”.`);
  if (!/^\d+$/.test(seed) || Number(seed) >= 2 ** 32) return wrong(`--seed wants a whole number below 4294967296, not “${seed}”.`);
  const known = breaks.find((one) => one === broken) ?? null;
  if (broken !== undefined && known === null) return wrong(`--break wants one of ${breaks.join(', ')}, not “${broken}”.`);
  if (keepsIndexes && known !== 'constraint') return wrong('--keep-indexes goes with --break constraint only.');
  return { kind: 'run', options: { seconds: Number(seconds), seed: Number(seed), broken: known, keepsIndexes } };
}

const wrong = (sentence: string): Asked => ({ kind: 'wrong', sentence: `${sentence}\n${usage}` });

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

function parse(args: readonly string[]): Values | string {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
