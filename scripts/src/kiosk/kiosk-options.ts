import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Texts } from '@hallcall/text';

export type KioskOptions = {
  readonly page: 'kiosk' | 'display';
  /** What is shown. */
  readonly url: string;
  /** The shell's own arguments for it. */
  readonly shellArgs: readonly string[];
  /** Folder of Chromium's profile, of this page alone. */
  readonly profile: string;
  /** Of the screen, where no window manager makes a full-screen window full; null otherwise. */
  readonly size: { readonly width: number; readonly height: number } | null;
};

const aText = { type: 'string' } as const;
const options = { page: aText, url: aText, agent: aText, profile: aText, size: aText };
const usualAgent = 'http://127.0.0.1:7001/';

/** Reads `[--page kiosk] [--agent URL] | --page display --url URL`, `[--profile DIR] [--size 1080x1920]`; a sentence when it cannot. */
export function readKioskOptions(args: readonly string[], env: NodeJS.ProcessEnv, { commandLine, shell }: Texts): KioskOptions | string {
  const odd = oddWord(args);
  if (odd !== null) return `${commandLine.unknownOption({ option: odd })}\n${shell.command.usage}`;
  const say = shell.command;
  const { values } = parseArgs({ args: [...args], options });
  const page = values.page ?? 'kiosk';
  if (page !== 'kiosk' && page !== 'display') return say.pageUnknown({ value: page });
  if (page === 'display' && values.url === undefined) return say.urlNeeded;
  const given = page === 'kiosk' ? (values.agent ?? usualAgent) : (values.url ?? '');
  const address = URL.parse(given);
  if (address === null || !/^https?:$/.test(address.protocol)) return say.urlInvalid({ value: given });
  const state = env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state');
  return {
    page,
    url: page === 'kiosk' ? new URL('/kiosk/', address).href : address.href,
    shellArgs: page === 'kiosk' ? ['--agent', address.href] : ['--page', 'display', '--url', address.href],
    profile: values.profile ?? join(state, 'hallcall', page),
    size: sizeOf(values.size),
  };
}

/** The first word that is no option of these, or an option without its value. */
function oddWord(args: readonly string[]): string | null {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') return args[token.index] ?? '';
    if (!Object.hasOwn(options, token.name) || token.value === undefined) return token.rawName;
  }
  return null;
}

function sizeOf(text: string | undefined): KioskOptions['size'] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text ?? '') ?? [];
  return width === undefined || height === undefined ? null : { width: Number(width), height: Number(height) };
}
