// The disk fails a program at the system call: full, broken, or slow to sync.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from '../../chaos/until.ts';
import { attach } from './attach.ts';

const injections = {
  diskFull: 'pwrite64:error=ENOSPC',
  diskError: 'fsync:error=EIO',
  /** µs before each. */
  slowDisk: 'fsync:delay_enter=60000',
} as const;

export type DiskFault = keyof typeof injections;

/** `between` happens in the middle of it. Resolves with how many calls really failed, or waited. */
export async function failDisk(pid: number, fault: DiskFault, forMs: number, between: () => Promise<void>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-disk-'));
  const trace = join(folder, 'trace.txt');
  const call = injections[fault].split(':')[0] ?? '';
  const failing = await attach(pid, ['-e', `trace=${call}`, '-e', `inject=${injections[fault]}`, '-o', trace]);
  await pause(forMs / 2);
  await between();
  await pause(forMs / 2);
  await failing.detach();
  const struck = struckIn(readFileSync(trace, 'utf8'));
  rmSync(folder, { recursive: true });
  return struck;
}

/** strace marks each call that it let fail or wait; one whose program died meanwhile has no mark. */
export const struckIn = (trace: string): number => trace.match(/\((?:INJECTED|DELAYED)\)$/gm)?.length ?? 0;
