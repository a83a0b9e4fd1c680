// What a broken page or process leads to: the page again, and when that does not help, a new start of everything by whoever
// started the shell (status 70).
import { app, type WebContents } from 'electron';
import type { Home } from './home.ts';
import { log } from './log.ts';
import { createTally } from './tally.ts';
import type { Timers } from './timers.ts';

export const giveUpStatus = 70;
const mostCrashes = 3;
/** The third silence in a row is the last. */
const mostSilences = 2;
const aborted = -3;

export type RecoverDeps = { readonly contents: WebContents; readonly timers: Timers; readonly countWithinMs: number };

/** `silent`: the heartbeat stopped. `watch`: from now on whatever happens to the window's processes is answered. */
export function createRecovery({ contents, timers, countWithinMs }: RecoverDeps): { readonly silent: () => void; readonly watch: (home: Home) => void } {
  const crashes = createTally(countWithinMs, timers.now);
  const silences = createTally(countWithinMs, timers.now);

  function again(what: string, { count, most }: { readonly count: number; readonly most: number }): void {
    log(what, { count });
    if (count > most) app.exit(giveUpStatus);
    else contents.reload();
  }

  function watch(home: Home): void {
    contents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') again(`page ${reason}`, { count: crashes.hit(), most: mostCrashes });
    });
    contents.on('unresponsive', () => {
      log('page unresponsive');
      contents.forcefullyCrashRenderer();
    });
    contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
      if (!isMainFrame || code === aborted) return;
      log('page failed', { code, description, url });
      home.failed(isConnection(code) ? 'unreachable' : 'failed');
    });
    contents.on('did-navigate', (_event, url, status) => {
      if (status < 400) return;
      log('page failed', { status, url });
      home.failed('failed');
    });
    app.on('child-process-gone', (_event, { type, reason }) => {
      if (type !== 'GPU' || reason === 'clean-exit') return;
      const count = crashes.hit();
      log(`GPU ${reason}`, { count });
      if (count > mostCrashes) app.exit(giveUpStatus);
    });
  }

  return { silent: () => again('page silent', { count: silences.hit(), most: mostSilences }), watch };
}

/** Chromium numbers its connection errors −100 to −199. */
const isConnection = (code: number): boolean => code <= -100 && code > -200;
