// What was asked for on the agent's command line. Whatever is wrong with it is a sentence, before anything is opened.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePipeAddress, type PipeAddress } from '@hallcall/link';
import { loadProfile, type PrinterProfile } from '@hallcall/printer';
import type { Texts } from '@hallcall/text';

export type AgentCommand =
  | { readonly kind: 'run'; readonly run: RunOptions }
  | { readonly kind: 'setPin'; readonly data: string }
  | { readonly kind: 'help'; readonly usage: string }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Files and folders are absolute; null where an option was not given. */
export type RunOptions = {
  readonly data: string;
  /** Origin. */
  readonly hub: string;
  readonly printer: PipeAddress;
  readonly profile: PrinterProfile;
  readonly port: number;
  readonly dist: string;
  readonly credentials: string | null;
  readonly pairName: string | null;
  readonly devices: string | null;
  readonly linkBase: string | null;
  readonly ancestors: readonly string[];
  readonly isChild: boolean;
};

const usage = `agent --data DIR --hub URL --printer ADDRESS [--port 7001, or a free one with --child] [--profile NAME] [--dist DIR]
      [--credentials FILE | --pair NAME] [--devices FILE] [--link-base URL] [--ancestor ORIGIN]… [--child]
agent --data DIR --set-maintenance-pin < FILE`;

const options = {
  port: { type: 'string' }, data: { type: 'string' }, hub: { type: 'string' }, printer: { type: 'string' }, profile: { type: 'string' }, dist: { type: 'string' },
  credentials: { type: 'string' }, pair: { type: 'string' }, devices: { type: 'string' }, 'link-base': { type: 'string' }, ancestor: { type: 'string', multiple: true },
  child: { type: 'boolean' }, 'set-maintenance-pin': { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
} as const;

export function readOptions(args: readonly string[], t: Texts): AgentCommand {
  const odd = oddWord(args);
  if (odd !== null) return { kind: 'wrong', sentence: `${t.commandLine.unknownOption({ option: odd })}\n${usage}` };
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) return { kind: 'help', usage };
  const missing = (values['set-maintenance-pin'] === true ? (['data'] as const) : (['hub', 'printer', 'data'] as const)).find((name) => values[name] === undefined);
  if (missing !== undefined) return { kind: 'wrong', sentence: `${t.commandLine.optionMissing({ option: `--${missing}` })}\n${usage}` };
  if (values['set-maintenance-pin'] === true) return { kind: 'setPin', data: resolve(values.data ?? '') };
  return readRun(values, t);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

function readRun(values: Values, t: Texts): AgentCommand {
  const isChild = values.child ?? false;
  const port = Number(values.port ?? (isChild ? 0 : 7001));
  const hub = originOf(values.hub ?? '');
  if (hub === null) return { kind: 'wrong', sentence: t.shell.command.urlInvalid({ value: values.hub ?? '' }) };
  if (values.port === '' || !Number.isInteger(port) || port < 0 || port > 65_535) return { kind: 'wrong', sentence: t.commandLine.portInvalid({ value: values.port ?? '' }) };
  const printer = attempt(() => parsePipeAddress(values.printer ?? ''));
  if (!printer.ok) return { kind: 'wrong', sentence: t.commandLine.optionInvalid({ option: '--printer', problem: printer.problem }) };
  const profile = attempt(() => loadProfile(values.profile ?? 'gsH-80mm'));
  if (!profile.ok) return { kind: 'wrong', sentence: t.commandLine.optionInvalid({ option: '--profile', problem: profile.problem }) };
  return {
    kind: 'run',
    run: {
      data: resolve(values.data ?? ''), hub, printer: printer.value, profile: profile.value, port, isChild,
      dist: resolve(values.dist ?? `${import.meta.dirname}/../../../dist`),
      credentials: values.credentials ?? null, pairName: values.pair ?? null, devices: values.devices ?? null, linkBase: values['link-base'] ?? null,
      ancestors: values.ancestor ?? [],
    },
  };
}

/** The first word that is no option of the agent's, or an option without the value it needs (or with one it does not take). */
function oddWord(args: readonly string[]): string | null {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') return args[token.index] ?? '';
    const known = Object.hasOwn(options, token.name) ? options[token.name as keyof typeof options] : null;
    if (known === null || (token.value !== undefined) !== (known.type === 'string')) return token.rawName;
  }
  return null;
}

function originOf(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.origin : null;
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
