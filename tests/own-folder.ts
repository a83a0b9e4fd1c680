// One temporary directory a test run: whatever its tests and the programs they start leave behind goes with it.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';

/** Caches that later runs profit from stay beside the run's directory; in it they are links. */
const kept = ['hallcall-compile-cache', `playwright-transform-cache-${userInfo().uid}`];

/** Global set-up of both runners, before their workers start; gives the tear-down. The name is short: paths of sockets end at 107 bytes. */
export default function openOwnFolder(): () => void {
  const outer = tmpdir();
  const before = process.env['TMPDIR'];
  const own = mkdtempSync(join(outer, 'hallcall-test-'));
  for (const name of kept) {
    mkdirSync(join(outer, name), { recursive: true });
    symlinkSync(join(outer, name), join(own, name));
  }
  process.env['TMPDIR'] = own;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    remove(own);
  };
}

/** A program that is still ending may write meanwhile: tried again for a while, then said; it fails no test. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch (cause) {
    console.warn(`${basename(folder)} stays in the temporary directory: ${String(cause)}`);
  }
}
