// The hub's own log in DATA/log: one file and the one before it, each at most `maxBytes`.
import { existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { makeDataFolder } from './store/make-data-folder.ts';

const maxBytes = 10 * 1024 * 1024;

/** The destination measures the whole piece anew with each line: larger ones cost more than fewer writes save. */
const pieceBytes = 4_000;

/** Written in the background and in pieces, at least once a second, so that no command waits for the log. `flush` writes what is left. */
export function openLog(folder: string, level: string): { readonly log: Logger; readonly flush: () => void } {
  makeDataFolder(folder);
  const file = join(folder, 'hub.log');
  const destination = pino.destination({ dest: file, sync: false, mode: 0o600, minLength: pieceBytes });
  let written = existsSync(file) ? statSync(file).size : 0;
  destination.on('write', (bytes: number) => {
    written += bytes;
    if (written < maxBytes) return;
    written = 0;
    renameSync(file, `${file}.1`);
    destination.reopen();
  });
  const timer = setInterval(() => destination.flush(), 1_000);
  timer.unref();
  return {
    log: pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination),
    flush: () => destination.flushSync(),
  };
}
