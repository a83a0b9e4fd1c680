// Starts the built shell in a process of its own, with the stand-in for Electron, and connects the test to its browser.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Asked, Look } from './electron/control.ts';

export type ShellStart = {
  /** Folder of the built shell. */
  readonly shell: string;
  readonly args: readonly string[];
  /** Shorter than the usual ones, ms. */
  readonly timing?: Readonly<Record<string, number>>;
  /** Another shell holds the lock. */
  readonly isSecond?: boolean;
};

export type RunningShell = {
  readonly ask: (asked: Asked) => Promise<unknown>;
  readonly look: () => Promise<Look>;
  /** The page in the window as it is now; another one after a crash. */
  readonly page: () => Promise<Page>;
  /** How many pages there are, windows that were opened and not refused included. */
  readonly pageCount: () => Promise<number>;
  /** Waits until something is true of the page, whatever page it is by then; `withinMs` is generous unless said otherwise. */
  readonly until: (isTrue: (page: Page) => Promise<boolean>, withinMs?: number) => Promise<Page>;
  readonly said: () => string;
  /** Exit code, once it has ended by itself. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
};

const usualPatienceMs = 15_000;

/** Resolves at once; the window may not be open yet. */
export function startShell({ shell, args, timing, isSecond }: ShellStart): RunningShell {
  const loader = join(import.meta.dirname, 'loader.ts');
  const child = fork(join(shell, 'main/index.js'), [...args], {
    execArgv: ['--import', loader], stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, STAND_IN_LOCK: isSecond === true ? 'taken' : '', ...(timing === undefined ? {} : { HALLCALL_SHELL_TIMING: JSON.stringify(timing) }) },
  });
  let said = '';
  const streams = [child.stdout, child.stderr].flatMap((stream) => stream ?? []);
  for (const stream of streams) stream.on('data', (chunk: Buffer) => void (said += chunk.toString('utf8')));
  // `close` never comes for a child whose channel was disconnected from here.
  const ended = Promise.all([once(child, 'exit'), ...streams.map((stream) => once(stream, 'close'))]).then(() => child.exitCode);
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asks = 0;
  let connected: Promise<Browser> | null = null;
  const endWords = (): Error => new Error(`the shell ended: ${said}`);
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const held = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) held?.resolve(value);
    else held?.reject(new Error(error));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(endWords());
  });

  function ask(asked: Asked): Promise<unknown> {
    asks += 1;
    const id = asks;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, ask: asked }, (error) => {
        if (error) reject(endWords());
      });
    });
  }
  // The stand-in's own answer.
  const look = async (): Promise<Look> => (await ask({ do: 'look' })) as Look;

  async function pages(): Promise<readonly Page[]> {
    let { endpoint } = await look();
    while (endpoint === null) ({ endpoint } = await look());
    connected ??= chromium.connectOverCDP(endpoint);
    return (await connected).contexts().flatMap((context) => context.pages());
  }

  async function page(): Promise<Page> {
    const found = (await pages()).at(-1);
    if (found === undefined) throw new Error('the shell has no page');
    return found;
  }

  return {
    ask, look, page,
    pageCount: async () => (await pages()).length,
    async until(isTrue, withinMs = usualPatienceMs) {
      let isEnded = false;
      void ended.then(() => void (isEnded = true));
      for (const endsAt = performance.now() + withinMs; performance.now() < endsAt; await pause(40)) {
        if (isEnded) throw endWords();
        // Between a crash and the next load there is no page.
        const now = await page().catch(() => null);
        if (now !== null && (await isTrue(now).catch(() => false))) return now;
      }
      throw new Error(`it never came true; the shell said: ${said}`);
    },
    said: () => said,
    ended,
    async stop() {
      await connected?.then((browser) => browser.close()).catch(() => undefined);
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
