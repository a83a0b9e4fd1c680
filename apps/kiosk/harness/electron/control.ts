// What a test may ask of the stand-in, over the channel between the two processes: look at the records, play the system or a person.
import type { Browser } from './chromium.ts';
import type { Call } from './guard.ts';
import type { IpcHub } from './ipc-main.ts';
import type { Message } from './page-host.ts';
import type { OpenedWindow } from './window.ts';

export type Asked =
  | { readonly do: 'look' }
  | { readonly do: 'closeWindow' }
  /** Kills the page's process. */
  | { readonly do: 'crash' }
  /** Status of what main's own scheme answers. */
  | { readonly do: 'serve'; readonly address: string }
  | { readonly do: 'press'; readonly key: string }
  | { readonly do: 'send'; readonly to: 'app' | 'contents'; readonly name: string; readonly args: readonly unknown[] }
  /** A message as it would come from another frame than the page's own. */
  | { readonly do: 'ipc'; readonly from: { readonly url: string; readonly isMain: boolean }; readonly message: Message };

export type Look = {
  readonly calls: readonly Call[];
  readonly windows: readonly { readonly options: object; readonly isShown: boolean }[];
  readonly switches: readonly string[];
  /** Channels of the messages that came from pages, in order. */
  readonly messages: readonly string[];
  readonly downloads: readonly { readonly url: string; readonly isPrevented: boolean }[];
  readonly endpoint: string | null;
};

export type ControlDeps = {
  readonly api: { readonly send: (name: string, facts: object, ...args: readonly unknown[]) => unknown; readonly switches: () => readonly string[] };
  readonly windows: readonly OpenedWindow[];
  readonly calls: readonly Call[];
  readonly ipc: IpcHub;
  readonly serve: (address: string) => Promise<Response>;
  readonly downloads: () => Look['downloads'];
  readonly browser: () => Promise<Browser> | null;
  readonly exit: (code: number) => void;
};

/** Ends the program when the test is gone. Does nothing for a program that no test has started. */
export function answerTest(deps: ControlDeps): void {
  if (process.send === undefined) return;
  process.on('message', ({ id, ask }: { id: number; ask: Asked }) => {
    answer(deps, ask).then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  process.on('disconnect', () => deps.exit(1));
}

async function answer(deps: ControlDeps, ask: Asked): Promise<unknown> {
  const [window] = deps.windows;
  switch (ask.do) {
    case 'look': return look(deps);
    case 'closeWindow': return window?.close();
    case 'crash': return (await window?.contents.host())?.crash();
    case 'serve': return (await deps.serve(ask.address)).status;
    case 'press': return window === undefined ? null : press(window, ask.key);
    case 'send': {
      const { send } = ask.to === 'app' ? deps.api : (window?.contents ?? deps.api);
      send(ask.name, {}, ...ask.args);
      return null;
    }
    case 'ipc': return new Promise((resolve) => {
      const { from, message } = ask;
      deps.ipc.deliver({ message, from, sender: window?.contents.object ?? {}, reply: (isOk, value) => resolve({ isOk, value }) });
      if (message.kind === 'send') resolve(null);
    });
  }
}

async function look({ calls, windows, api, ipc, downloads, browser }: ControlDeps): Promise<Look> {
  return {
    calls: calls.map(({ type, name, args }) => ({ type, name, args: args.map(plain) })),
    windows: windows.map(({ options, isShown }) => ({ options, isShown: isShown() })),
    switches: api.switches(),
    messages: ipc.channels(),
    downloads: downloads(),
    endpoint: (await browser())?.endpoint ?? null,
  };
}

const plain = (value: unknown): unknown => (typeof value === 'function' ? 'function' : value);

/** True when main swallowed the key; otherwise the page gets it. */
async function press({ contents }: OpenedWindow, key: string): Promise<boolean> {
  const parts = key.split('+');
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  const input = { type: 'keyDown', key: parts.at(-1), control: has('Control'), alt: has('Alt'), meta: has('Meta'), shift: has('Shift'), isAutoRepeat: false };
  const { isPrevented } = contents.send('before-input-event', {}, input);
  if (!isPrevented) await (await contents.host()).page.keyboard.press(key);
  return isPrevented;
}
