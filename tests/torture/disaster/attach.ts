// strace on a program that runs already, for a while: it only watches, or lets system calls fail or wait.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type Attached = { readonly detach: () => Promise<void> };

/** Resolves once every thread of `pid` is under it. Ends by itself when the program does. */
export async function attach(pid: number, options: readonly string[]): Promise<Attached> {
  const strace = spawn('strace', ['-f', '-e', 'signal=none', ...options, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(strace, 'close');
  const lines = createInterface({ input: strace.stderr });
  await Promise.race([once(lines, 'line'), ended]);
  return {
    async detach() {
      strace.kill('SIGINT');
      await ended;
    },
  };
}

/** Why programs that run cannot be put under strace here, or null. */
export async function whyNoAttach(): Promise<string | null> {
  const { error } = spawnSync('strace', ['--version']);
  if (error) return 'strace is not installed';
  const sleeper = spawn('sleep', ['5']);
  await once(sleeper, 'spawn');
  const { status } = spawnSync('timeout', ['-s', 'INT', '0.3', 'strace', '-q', '-o', '/dev/null', '-p', String(sleeper.pid)]);
  sleeper.kill('SIGKILL');
  // 124: timeout had to end it, so it was attached.
  return status === 124 ? null : 'strace may not attach to running programs here';
}
