// What the command line asks for: which page, where it is served, and (not in an installed shell) how patient to be.
import { parseArgs } from 'node:util';

export type PageKind = 'kiosk' | 'display';

export type ShellOptions = {
  readonly page: PageKind;
  /** The page to show. No other origin is ever shown. */
  readonly home: URL;
  readonly timing: Timing;
};

/** All in ms. */
export type Timing = {
  readonly probeEvery: number;
  /** From here on the start page gives way to the fault page. */
  readonly startWithin: number;
  /** Longest silence of the heartbeat. */
  readonly silentAfter: number;
  /** Failures count together within this time. */
  readonly countWithin: number;
};

const usual: Timing = { probeEvery: 1_000, startWithin: 15_000, silentAfter: 20_000, countWithin: 60_000 };
const usualAgent = 'http://127.0.0.1:7001/';

/** `timing` is JSON; null for the usual one. Throws for what it does not understand, Chromium's own switches aside. */
export function readOptions(args: readonly string[], timing: string | null): ShellOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { page: text, url: text, agent: text }, strict: false });
  const page = pageKind(values.page ?? 'kiosk');
  const home = page === 'kiosk' ? new URL('/kiosk/', address(values.agent ?? usualAgent)) : address(values.url);
  return { page, home, timing: { ...usual, ...(timing === null ? {} : readTiming(timing)) } };
}

function pageKind(value: unknown): PageKind {
  if (value === 'kiosk' || value === 'display') return value;
  throw new Error(`--page is kiosk or display, not ${String(value)}`);
}

function address(value: unknown): URL {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw new Error(`not an http address: ${String(value)}`);
  return url;
}

function readTiming(text: string): Partial<Timing> {
  const entries = Object.entries(JSON.parse(text) as object);
  const bad = entries.find(([name, value]) => !Object.hasOwn(usual, name) || typeof value !== 'number' || !(value > 0));
  if (bad) throw new Error(`not a timing: ${bad.join(' ')}`);
  return Object.fromEntries(entries);
}
