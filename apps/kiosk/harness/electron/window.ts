// BrowserWindow: options held against the table, a page of Chromium instead of a window of the system.
import { readFileSync } from 'node:fs';
import { createEmitter } from './emitter.ts';
import type { Guard } from './guard.ts';
import { createContents, type Contents, type ContentsDeps } from './web-contents.ts';

export type WindowOptions = Readonly<Record<string, unknown>> & { readonly webPreferences?: Readonly<Record<string, unknown>> };
export type OpenedWindow = {
  readonly options: WindowOptions;
  readonly object: object;
  readonly contents: Contents;
  readonly send: ReturnType<typeof createEmitter>['send'];
  readonly isShown: () => boolean;
  /** As a person or the system would close it. */
  readonly close: () => boolean;
};

export type WindowDeps = Omit<ContentsDeps, 'preload'> & { readonly guard: Guard; readonly onContents: (contents: object) => void; readonly onClosed: () => void };

export function openWindow(deps: WindowDeps, options: WindowOptions): OpenedWindow {
  const { guard } = deps;
  const preferences = options.webPreferences ?? {};
  guard.options('BrowserWindowConstructorOptions', options);
  guard.options('WebPreferences', preferences);
  const { listening, send } = createEmitter();
  const contents = createContents({ ...deps, preload: preloadOf(preferences) });
  deps.onContents(contents.object);
  let isShown = options['show'] !== false;
  contents.emitter.listening.once('did-finish-load', () => void send('ready-to-show'));
  const object = guard.object('BrowserWindow', {
    ...listening,
    webContents: contents.object,
    show: () => void (isShown = true),
    focus: () => undefined,
    setBounds: () => undefined,
    isDestroyed: () => false,
  });
  return {
    options, object, contents, send, isShown: () => isShown,
    close() {
      if (send('close').isPrevented) return false;
      send('closed');
      deps.onClosed();
      return true;
    },
  };
}

/** Electron's defaults where nothing is said. */
function preloadOf(preferences: Readonly<Record<string, unknown>>): ContentsDeps['preload'] {
  const file = preferences['preload'];
  return {
    source: typeof file === 'string' ? readFileSync(file, 'utf8') : '',
    isIsolated: preferences['contextIsolation'] !== false,
    hasNode: preferences['nodeIntegration'] === true && preferences['sandbox'] === false,
  };
}
