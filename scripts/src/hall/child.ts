// One program of the hall as a child process: it says when it is ready on its standard output, and it ends when its
// standard input ends, so that nothing outlives whoever started it, however that one died.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { makeFolder } from '@hallcall/host';

export type Child = {
  readonly name: string;
  readonly pid: number;
  /** The line that said it was ready. */
  readonly readyLine: string;
  /** Tells the child something on its standard input, one line. */
  tell(line: string): void;
  /** Any signal, SIGSTOP and SIGKILL included. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code once it has ended; null after a signal. */
  readonly ended: Promise<number | null>;
  /** SIGTERM, then waits; SIGKILL when it takes longer than `graceMs`. */
  stop(graceMs?: number): Promise<number | null>;
};

export type ChildOptions = {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** True for the line that says the child is ready. */
  readonly isReady: (line: string) => boolean;
  /** File that takes the child's standard error and everything after its ready line. */
  readonly log: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Longest wait for the ready line, ms. */
  readonly readyMs: number;
};

/** Rejects with the child's last words when it ends or stays silent before it is ready. */
export async function startChild({ name, script, args, isReady, log, env, readyMs }: ChildOptions): Promise<Child> {
  makeFolder(dirname(log), 0o700);
  const sink = createWriteStream(log, { flags: 'a' });
  // A full disk must not end the hall: the log is then silent.
  sink.on('error', () => undefined);
  const program = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const ended = new Promise<number | null>((resolve) => program.once('close', (code) => resolve(code)));
  program.stdin.on('error', () => undefined);
  const said: string[] = [];
  program.stderr.on('data', (chunk: Buffer) => {
    sink.write(chunk);
    said.push(chunk.toString('utf8'));
    if (said.length > 50) said.shift();
  });
  const readyLine = await firstReadyLine(program, { name, isReady, readyMs, said, onLine: (line) => sink.write(`${line}\n`) });
  return {
    name,
    pid: program.pid ?? 0,
    readyLine,
    tell: (line) => void program.stdin.write(`${line}\n`),
    signal: (signal) => void program.kill(signal),
    ended,
    async stop(graceMs = 5_000) {
      program.kill('SIGTERM');
      const timer = setTimeout(() => program.kill('SIGKILL'), graceMs);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
  };
}

type Waiting = Pick<ChildOptions, 'name' | 'isReady' | 'readyMs'> & {
  readonly said: readonly string[];
  readonly onLine: (line: string) => void;
};

function firstReadyLine(child: ChildProcess, { name, isReady, readyMs, said, onLine }: Waiting): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return;
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${name} was not ready within ${readyMs} ms: ${said.join('')}`));
    }, readyMs);
    createInterface({ input: child.stdout }).on('line', (line) => {
      onLine(line);
      if (!isReady(line)) return;
      clearTimeout(timer);
      resolve(line);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      reject(new Error(said.join('').trim() || `${name} ended with ${String(code)}`));
    });
  });
}
