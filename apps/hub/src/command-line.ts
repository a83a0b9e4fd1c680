// What was asked for on the command line. Unknown words and options are named, never guessed.
import { parseArgs } from 'node:util';
import type { Verification } from './command/verify-log.ts';

export type Invocation =
  | { readonly kind: 'start'; readonly flags: StartFlags }
  | { readonly kind: 'backup' | 'restore'; readonly file: string; readonly flags: StartFlags }
  | { readonly kind: 'rebuild'; readonly flags: StartFlags }
  | { readonly kind: 'verifyLog'; readonly wanted: Verification; readonly flags: StartFlags }
  | { readonly kind: 'archive'; readonly before: string | null; readonly to: string | null; readonly flags: StartFlags }
  | { readonly kind: 'help' }
  /** The command's file was not named. */
  | { readonly kind: 'noFile'; readonly command: string }
  | { readonly kind: 'unknownCommand'; readonly command: string }
  | { readonly kind: 'unknownOption'; readonly option: string };

/** Null where the option was not given. */
export type StartFlags = {
  readonly port: string | null;
  readonly host: string | null;
  readonly data: string | null;
  readonly dist: string | null;
  readonly sample: boolean;
  /** Ends when the parent's pipe closes, and reads addresses from it. */
  readonly child: boolean;
  readonly agent: string | null;
  /** `NAME=URL`, several. */
  readonly sim: readonly string[];
  readonly logLevel: string | null;
};

const options = {
  port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' }, dist: { type: 'string' },
  sample: { type: 'boolean' }, child: { type: 'boolean' }, agent: { type: 'string' }, sim: { type: 'string', multiple: true },
  'log-level': { type: 'string' }, from: { type: 'string' }, root: { type: 'string' }, date: { type: 'string' }, archive: { type: 'string', multiple: true },
  before: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean', short: 'h' },
} as const;

export function readCommandLine(args: readonly string[]): Invocation {
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const odd = tokens.find((token) => token.kind === 'option' && !isWellUsed(token.name, values));
  if (odd?.kind === 'option') return { kind: 'unknownOption', option: odd.rawName };
  if (values.help) return { kind: 'help' };
  const flags = flagsOf(values);
  const [command = 'start', file, ...more] = positionals;
  if (file === '') return { kind: 'noFile', command };
  const surplus = more[0] ?? (takesFile.has(command) ? undefined : file);
  if (surplus !== undefined) return { kind: 'unknownCommand', command: surplus };
  switch (command) {
    case 'start':
    case 'rebuild':
      return { kind: command, flags };
    case 'backup':
    case 'restore':
      return file === undefined ? { kind: 'noFile', command } : { kind: command, file, flags };
    case 'archive':
      return { kind: command, before: text(values.before), to: text(values.to), flags };
    case 'verify-log':
      return verification(values, file ?? null, flags);
    default:
      return { kind: 'unknownCommand', command };
  }
}

const takesFile: ReadonlySet<string> = new Set(['backup', 'restore', 'verify-log']);

type Values = Readonly<Record<string, unknown>>;

function verification(values: Values, file: string | null, flags: StartFlags): Invocation {
  const from = text(values['from']) ?? '1';
  if (!/^[1-9]\d*$/.test(from)) return { kind: 'unknownOption', option: `--from ${from}` };
  const date = text(values['date']);
  // A date says whose root it is: without one it would do nothing.
  if (date !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(date) || text(values['root']) === null)) return { kind: 'unknownOption', option: `--date ${date}` };
  const wanted = { file, from: Number(from), root: text(values['root']), date, archives: list(values['archive']) };
  return { kind: 'verifyLog', wanted, flags };
}

/** Known, and with a value exactly where one belongs. */
function isWellUsed(name: string, values: Values): boolean {
  if (!Object.hasOwn(options, name)) return false;
  const { type } = options[name as keyof typeof options];
  const value = values[name];
  return type === 'boolean' ? value === true : isGiven(value) || (Array.isArray(value) && value.every(isGiven));
}

function flagsOf(values: Values): StartFlags {
  return {
    port: text(values['port']), host: text(values['host']), data: text(values['data']), dist: text(values['dist']),
    sample: values['sample'] === true, child: values['child'] === true, agent: text(values['agent']),
    sim: list(values['sim']), logLevel: text(values['log-level']),
  };
}

/** An empty value is one that a script has lost: as a file it would be the folder one stands in. */
const isGiven = (value: unknown): boolean => typeof value === 'string' && value !== '';
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
