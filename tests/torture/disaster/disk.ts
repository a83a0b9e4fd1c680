// The disk fails a program at the system call: full, broken, or slow to sync.
import { pause } from '../../chaos/until.ts';
import { attach } from './attach.ts';

const injections = {
  diskFull: 'pwrite64:error=ENOSPC',
  diskError: 'fsync:error=EIO',
  /** µs before each. */
  slowDisk: 'fsync:delay_enter=60000',
} as const;

export type DiskFault = keyof typeof injections;

/** `between` happens in the middle of it. */
export async function failDisk(pid: number, fault: DiskFault, forMs: number, between: () => Promise<void>): Promise<void> {
  const call = injections[fault].split(':')[0] ?? '';
  const failing = await attach(pid, ['-e', `trace=${call}`, '-e', `inject=${injections[fault]}`, '-o', '/dev/null']);
  await pause(forMs / 2);
  await between();
  await pause(forMs / 2);
  await failing.detach();
}
