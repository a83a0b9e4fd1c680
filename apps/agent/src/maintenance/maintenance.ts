// Who may end the kiosk's shell: a PIN, checked here and nowhere else. A right one gives a token that counts once; the shell
// asks for it before it ends. Wrong ones are counted on disk, and after the fifth each makes the next wait longer.
import { randomBytes } from 'node:crypto';
import { isPin } from '@hallcall/pin';
import type { MaintenanceProblem, MaintenanceToken } from '@hallcall/protocol';
import { readPinFile, writePinFile, type PinRecord } from './pin-file.ts';

export type MaintenanceDeps = {
  /** DATA/maintenance.json */
  readonly file: string;
  /** Own clock, epoch ms. */
  readonly now: () => number;
  readonly log: MaintenanceLog;
};

/** pino fits. */
export type MaintenanceLog = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
};

export type Maintenance = {
  /** A token, or why not. Tries are answered one after the other. */
  tryPin(pin: string): Promise<MaintenanceToken | MaintenanceProblem>;
  /** True once for a token that is younger than `tokenMs`. */
  confirm(token: string): boolean;
};

export const triesBeforeLock = 5;
export const firstLockMs = 30_000;
export const longestLockMs = 60 * 60_000;
export const tokenMs = 30_000;

export function createMaintenance({ file, now, log }: MaintenanceDeps): Maintenance {
  let held: PinRecord | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let issued: { readonly token: string; readonly until: number } | null = null;

  /** What is on disk; the count in memory stands in for one that could not be written. */
  function current(): PinRecord | null {
    try {
      const read = readPinFile(file);
      if (read === null || held === null || read.pin !== held.pin) held = read;
      else held = { pin: read.pin, failures: Math.max(read.failures, held.failures), lockedUntil: Math.max(read.lockedUntil, held.lockedUntil) };
    } catch (error) {
      log.warn({ err: error }, 'the maintenance file cannot be used');
      held = null;
    }
    return held;
  }

  function keep(record: PinRecord): void {
    held = record;
    try {
      writePinFile(file, record);
    } catch (error) {
      log.warn({ err: error }, 'the maintenance tries could not be written');
    }
  }

  async function answer(pin: string): Promise<MaintenanceToken | MaintenanceProblem> {
    const record = current();
    if (record === null) return { code: 'maintenance.notSet' };
    const waitMs = waitOf(record, now());
    if (waitMs > 0) {
      // The clock was set back: the longest wait begins now, and ends.
      if (record.lockedUntil > now() + waitMs) keep({ ...record, lockedUntil: now() + waitMs });
      return { code: 'maintenance.locked', waitMs };
    }
    // Counted before it is looked at: a process killed in between has not given a try for nothing.
    const failures = record.failures + 1;
    const lockedMs = lockMs(failures);
    keep({ ...record, failures, lockedUntil: now() + lockedMs });
    if (!(await isPin(pin, record.pin))) {
      return lockedMs > 0 ? { code: 'maintenance.locked', waitMs: lockedMs } : { code: 'maintenance.wrongPin', triesLeft: triesBeforeLock - failures };
    }
    // Another PIN may have been set meanwhile.
    if (current()?.pin === record.pin) keep({ ...record, failures: 0, lockedUntil: 0 });
    issued = { token: randomBytes(32).toString('base64url'), until: now() + tokenMs };
    return { token: issued.token };
  }

  return {
    tryPin(pin) {
      const mine = turn.then(async () => {
        const result = await answer(pin);
        const outcome = 'token' in result ? 'right' : result.code;
        if (outcome === 'right') log.info({ outcome }, 'maintenance PIN tried');
        else log.warn({ outcome }, 'maintenance PIN tried');
        return result;
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
    confirm(token) {
      const isGood = issued !== null && issued.token === token && now() < issued.until;
      if (isGood) issued = null;
      log.info({ isGood }, 'maintenance exit asked for');
      return isGood;
    },
  };
}

/** A clock that was set back must not lock anybody out for longer than the longest wait. */
function waitOf({ lockedUntil }: PinRecord, now: number): number {
  return Math.min(Math.max(0, lockedUntil - now), longestLockMs);
}

/** After the fifth wrong PIN 30 s, then twice as long each time, up to an hour. */
function lockMs(failures: number): number {
  if (failures < triesBeforeLock) return 0;
  return Math.min(firstLockMs * 2 ** (failures - triesBeforeLock), longestLockMs);
}
