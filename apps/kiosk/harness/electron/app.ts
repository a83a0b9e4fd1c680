// app, with the order Electron insists on: what must come before ready throws after it.
import { createEmitter } from './emitter.ts';
import type { Guard } from './guard.ts';

export type AppDeps = {
  readonly guard: Guard;
  /** False: another shell of this kind runs already. */
  readonly hasLock: boolean;
  readonly exit: (code: number) => void;
};

export function createApp({ guard, hasLock, exit }: AppDeps) {
  const { listening, send } = createEmitter();
  const switches: string[] = [];
  const paths: Record<string, string> = { appData: '/stand-in/appData' };
  let isReady = false;
  const ready = new Promise<void>((resolve) => {
    setImmediate(() => {
      isReady = true;
      resolve();
      send('ready');
    });
  });

  const object = guard.object('App', {
    ...listening,
    isPackaged: false,
    commandLine: guard.object('CommandLine', {
      appendSwitch: (name: string, value?: string) => void switches.push(value === undefined ? name : `${name}=${value}`),
    }),
    whenReady: () => ready,
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

  return { object, send, switches: () => switches, ready, beforeReady };
}
