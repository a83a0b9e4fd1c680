// Electron's main process: one locked window on one address. No business state; losing this process loses nothing.
import { join } from 'node:path';
import { app } from 'electron';
import { confirmToken, probe } from './ask-home.ts';
import { beforeReady } from './before-ready.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createHome } from './home.ts';
import { lockDown } from './lock-down.ts';
import { log } from './log.ts';
import { readOptions, type ShellOptions } from './options.ts';
import { ownPageUrl, serveOwnPages } from './own-pages.ts';
import { createRecovery, giveUpStatus } from './recover.ts';
import { systemTimers } from './timers.ts';
import { answerVerbs } from './verbs.ts';
import { openWindow } from './window.ts';

// Electron would show a dialog and stay.
for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(kind, (error: unknown) => {
    log('bug', { error: String(error) });
    app.exit(giveUpStatus);
  });
}

function run({ page, home: url, timing }: ShellOptions): void {
  serveOwnPages();
  lockDown(url);
  const { webContents: contents } = openWindow();
  // What did not load is told by `did-fail-load`.
  const show = (address: string): void => void contents.loadURL(address).catch(() => undefined);
  const recovery = createRecovery({ contents, timers: systemTimers, countWithinMs: timing.countWithin });
  const heartbeat = createHeartbeat(systemTimers, timing.silentAfter, recovery.silent);
  const home = createHome({
    timers: systemTimers, timing, heartbeat,
    probe: () => probe(url),
    showOwn: (own) => show(ownPageUrl(page, own)),
    showHome: () => show(url.href),
  });
  recovery.watch(home);
  answerVerbs({ contents, home: url, onBeat: heartbeat.beat, confirm: (token) => confirmToken(page, url, token) });
  home.start();
}

const options = readOptions(process.argv.slice(app.isPackaged ? 1 : 2), app.isPackaged ? null : (process.env['HALLCALL_SHELL_TIMING'] ?? null));
// A kiosk and a board on one machine are two programs with two profiles.
app.setPath('userData', join(app.getPath('appData'), `hallcall-${options.page}`));
if (app.requestSingleInstanceLock()) {
  beforeReady();
  void app.whenReady().then(() => run(options));
} else {
  app.exit(0);
}
