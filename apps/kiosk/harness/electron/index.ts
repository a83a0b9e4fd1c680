// The module `electron` as the built main imports it: real Chromium behind, every use held against electron.d.ts.
// What it cannot show stands in apps/kiosk/README.md.
import { readFileSync } from 'node:fs';
import type { ApiFile } from '../api/api-text.ts';
import { apiFile } from '../api/electron-files.ts';
import { createApp } from './app.ts';
import { openChromium, screenSize, type Browser } from './chromium.ts';
import { answerTest } from './control.ts';
import { createEmitter } from './emitter.ts';
import { createGuard, type Call } from './guard.ts';
import { createIpcMain } from './ipc-main.ts';
import { createProtocol } from './protocol.ts';
import { createSession } from './session.ts';
import { openWindow, type OpenedWindow, type WindowOptions } from './window.ts';

// Our own file.
const api = JSON.parse(readFileSync(apiFile, 'utf8')) as ApiFile;
const calls: Call[] = [];
const guard = createGuard(api, (call) => void calls.push(call));
const windows: OpenedWindow[] = [];
let browser: Promise<Browser> | null = null;
let isExiting = false;

/** At most a second for Chromium to close: the exit itself must come. */
function exit(code: number): void {
  if (isExiting) return;
  isExiting = true;
  const closed = browser?.then(({ close }) => close()).catch(() => undefined);
  void Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 1_000))]).finally(() => process.exit(code));
}

const boot = (switches: readonly string[]): Promise<Browser> => (browser ??= openChromium(switches));
const own = createApp({ guard, hasLock: process.env['STAND_IN_LOCK'] !== 'taken', boot, exit });
const schemes = createProtocol(guard, own.beforeReady);
const theSession = createSession(guard);
const ipc = createIpcMain(guard);
const screenEvents = createEmitter();
const bounds = { x: 0, y: 0, ...screenSize };

function open(options: WindowOptions): object {
  const context = boot(own.switches()).then(async (opened) => {
    await theSession.apply(opened.context);
    return opened.context;
  });
  const window = openWindow({
    api, guard, context, schemes: schemes.schemes, serve: schemes.serve, ipc, mayDownload: theSession.mayDownload,
    onContents: (contents) => void own.send('web-contents-created', {}, contents),
    onClosed: () => void own.send('window-all-closed'),
  }, options);
  windows.push(window);
  return window.object;
}

export const app = own.object;
export const protocol = schemes.object;
export const ipcMain = ipc.object;
export const session = guard.object('Session', { defaultSession: theSession.object }, 'class');
export const screen = guard.object('Screen', { ...screenEvents.listening, getPrimaryDisplay: () => guard.object('Display', { bounds, workArea: bounds }) });
export const powerSaveBlocker = guard.object('PowerSaveBlocker', { start: () => 1, stop: () => undefined, isStarted: () => true });
export const Menu = guard.object('Menu', { setApplicationMenu: () => undefined }, 'class');
/** A function of its own, not an arrow: `new` must work on it. */
export const BrowserWindow = function BrowserWindow(options: WindowOptions = {}): object {
  return open(options);
};

answerTest({ api: own, windows, calls, ipc, serve: schemes.serve, downloads: theSession.downloads, browser: () => browser, exit });
