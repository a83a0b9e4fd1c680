// A program of the hall as a child that tests may stop, kill and start again: with its own process group, so that a tracer goes with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pause } from './until.ts';

export type Program = {
  readonly pid: number;
  /** What followed the words of readiness on their line. */
  readonly ready: string;
  /** To the whole group. Nothing happens once it has ended. */
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly isRunning: () => boolean;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  /** Its last words on standard error. */
  readonly said: () => string;
};

export type ProgramOptions = {
  readonly command: readonly string[];
  /** What the line of readiness begins with. */
  readonly readyMark: string;
  readonly env: Readonly<Record<string, string>>;
};

const linesKept = 50;

/** Rejects with its last words when it ends before it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { readyLine, ...program } = spawnProgram(options);
  return { ...program, ready: await readyLine };
}

/** Starts it, and kills it after a while, ready or not; resolves when it has ended. Rejects with its last words when it ended by itself. */
export async function killStarting(options: ProgramOptions, afterMs: number): Promise<void> {
  const { readyLine, ...program } = spawnProgram(options);
  readyLine.catch(() => undefined);
  await Promise.race([pause(afterMs), program.ended]);
  await killRunning(program);
}

/** SIGKILL; resolves when it has ended. Rejects with its last words when it had ended by itself, by whatever signal. */
export async function killRunning({ signal, ended, said, isRunning }: Pick<Program, 'signal' | 'ended' | 'said' | 'isRunning'>): Promise<void> {
  const wasRunning = isRunning();
  signal('SIGKILL');
  const code = await ended;
  if (!wasRunning || code !== null) throw new Error(`ended by itself with ${String(code)} before it was killed: ${said()}`);
}

type Spawned = Omit<Program, 'ready'> & { readonly readyLine: Promise<string> };

function spawnProgram({ command: [file = '', ...args], readyMark, env }: ProgramOptions): Spawned {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...env } });
  const words: string[] = [];
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      words.push(line);
      if (words.length > linesKept) words.shift();
    });
  }
  const said = (): string => words.join('\n');
  const ended = new Promise<number | null>((resolve) => void child.once('close', (code) => resolve(code)));
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const signal = (name: NodeJS.Signals): void => {
    // The group, because a tracer passes no signal on.
    if (isRunning() && child.pid !== undefined) process.kill(-child.pid, name);
  };
  // One that is stopped would not notice that its parent is gone.
  const endToo = (): void => signal('SIGKILL');
  process.on('exit', endToo);
  void ended.finally(() => process.off('exit', endToo));
  return { pid: child.pid ?? 0, readyLine: lineOf(child, readyMark, said), isRunning, ended, said, signal };
}

function lineOf(child: ChildProcess, mark: string, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('the child has no output'));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`ended with ${String(code)} before it was ready: ${said()}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith(mark)) resolve(line.slice(mark.length));
    });
  });
}

/** How agents and simulators begin their first line. */
export const readyMark = '{"ready":true,';

/** The words after that mark are the rest of one JSON object. */
export const readyOf = ({ ready }: Program): Readonly<Record<string, unknown>> => JSON.parse(`{${ready}`) as Record<string, unknown>;
