// The hub's wall clock, put forward and back under it: libfaketime on the hub alone, which reads a file; the monotonic clock is left alone.
import { existsSync, globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type HallClock = {
  /** For the hub's process. */
  readonly env: Readonly<Record<string, string>>;
  readonly step: (seconds: number) => void;
  readonly close: () => void;
};

const minute = 60;
const day = 24 * 60 * minute;
/** Seconds, one after another: the first one changes the day, so that a run of few steps has met that. Behind a day back nobody opens the day again that was closed (D8), so the next one goes forward again. */
export const steps: readonly number[] = [day, -5, 45 * minute, -90, 12 * minute, -45 * minute, 5, 90, -day, day, -12 * minute];

/** Null where libfaketime is not installed. */
export function openHallClock(): HallClock | null {
  const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');
  if (library === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-clock-'));
  const file = join(folder, 'offset');
  let offset = 0;
  const write = (): void => {
    writeFileSync(`${file}.next`, `${offset < 0 ? '' : '+'}${offset}\n`);
    renameSync(`${file}.next`, file);
  };
  write();
  return {
    env: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_NO_CACHE: '1', NO_FAKE_STAT: '1' },
    step(seconds) {
      offset += seconds;
      write();
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
      forgetDead();
    },
  };
}

/** The library shares its memory under the program's number, and one that is killed leaves it. */
function forgetDead(): void {
  for (const file of globSync('/dev/shm/{faketime_shm,sem.faketime_sem}_*')) if (!existsSync(`/proc/${file.split('_').at(-1) ?? ''}`)) rmSync(file, { force: true });
}
