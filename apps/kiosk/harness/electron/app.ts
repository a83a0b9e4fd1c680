// app, with the order Electron insists on: what must come before ready throws after it.
import { createEmitter } from './emitter.ts';
import type { Guard } from './guard.ts';

export type AppDeps = {
  readonly guard: Guard;
  /** False: another shell of this kind runs already. */
  readonly hasLock: boolean;
  /** Starts Chromium with the switches that main asked for; Electron is ready once that runs. */
  readonly boot: (switches: readonly string[]) => Promise<unknown>;
  readonly exit: (code: number) => void;
};

export function createApp({ guard, hasLock, boot, exit }: AppDeps) {
  const { listening, send } = createEmitter();
  const switches: string[] = [];
  const paths: Record<string, string> = { appData: '/stand-in/appData' };
  let isReady = false;
  let ready: Promise<void> | null = null;

  async function start(): Promise<void> {
    // What the rest of main's first turn asks for counts, too.
    await new Promise((resolve) => setImmediate(resolve));
    await boot(switches);
    isReady = true;
    send('ready');
  }

  const object = guard.object('App', {
    ...listening,
    isPackaged: false,
    commandLine: guard.object('CommandLine', {
      appendSwitch: (name: string, value?: string) => void switches.push(value === undefined ? name : `${name}=${value}`),
    }),
    whenReady: () => (ready ??= start()),
    isReady: () => isReady,
    requestSingleInstanceLock: () => hasLock,
    enableSandbox: () => beforeReady('app.enableSandbox'),
    getPath: (name: string) => paths[name] ?? '/stand-in',
    setPath: (name: string, path: string) => void (paths[name] = path),
    exit,
    quit() {
      send('before-quit');
      exit(0);
    },
  });

  function beforeReady(what: string): void {
    if (isReady) throw new Error(`${what} can only be called before app is ready`);
  }

  return { object, send, switches: () => switches, beforeReady };
}
