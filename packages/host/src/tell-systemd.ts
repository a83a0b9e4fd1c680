// Tells systemd that a program serves, and goes on telling it for as long as the event loop turns: a program that hangs is
// then killed and started anew. Node cannot write to systemd's datagram socket. One shell, started once, hands each line
// to `systemd-notify`, so that the program itself, with all its memory, forks a single time in its life.
import { spawn, type ChildProcess } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

const relay = 'while read -r line; do systemd-notify "$line"; done';

/**
 * To be called once the program serves. Does nothing outside systemd (no NOTIFY_SOCKET). `pid` is the program's own: a
 * watchdog that was meant for its parent is left alone. Returns what to call at the beginning of the end.
 */
export function tellSystemd(environment: Environment, pid: number): () => void {
  if (environment['NOTIFY_SOCKET'] === undefined) return () => undefined;
  const shell = startRelay(environment);
  const say = (line: string): void => void shell.stdin?.write(`${line}\n`);
  say('READY=1');
  const everyMs = watchdogMs(environment, pid) / 2;
  const timer = everyMs > 0 ? setInterval(() => say('WATCHDOG=1'), everyMs) : null;
  timer?.unref();
  return () => {
    if (timer) clearInterval(timer);
    shell.stdin?.end('STOPPING=1\n');
  };
}

/** Ends with its input, thus also with a program that was killed. */
function startRelay(environment: Environment): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', relay], { stdio: ['pipe', 'ignore', 'inherit'], env: environment });
  // Without a relay the watchdog runs out and systemd does the rest.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return shell;
}

/** 0: nobody watches. */
function watchdogMs(environment: Environment, pid: number): number {
  const meant = environment['WATCHDOG_PID'];
  const microseconds = Number(environment['WATCHDOG_USEC'] ?? 0);
  const isMine = meant === undefined || meant === String(pid);
  return isMine && Number.isFinite(microseconds) ? microseconds / 1_000 : 0;
}
