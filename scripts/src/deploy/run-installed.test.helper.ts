// Installed programs at work, with what stands around them: strace, systemd's socket, simulated printers.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TicketProgress } from '@hallcall/protocol';
import { expect } from 'vitest';
import { startChild, type Child } from '../hall/child.ts';
import { root } from './root.ts';

const waitMs = 20_000;

/** Why nothing can be traced here, or null. */
export const whyNoTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0 ? null : 'strace is missing or may not trace here';

export type Running = {
  readonly child: ChildProcess;
  /** The address that it says it serves. */
  readonly address: () => Promise<string>;
  /** The first line that matches. */
  readonly says: (pattern: RegExp) => Promise<string>;
  /** Its exit code, once it has ended by itself. */
  readonly ended: Promise<number | null>;
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Every system call that named a file, once it has ended; empty without strace. */
  readonly files: () => Promise<string>;
};

/** As systemd gives it to a service. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Starts a program from nowhere in particular, with nothing of this process's environment; `trace` takes its system calls,
 * and those of the programs that it starts unless it is followed `alone`.
 */
export function startInstalled(
  command: readonly string[], environment: Readonly<Record<string, string>>, trace: string, followed: 'alone' | 'withPrograms' = 'withPrograms',
): Running {
  // -D: the program stays this process's child, with its signals and its exit code.
  const tracing = whyNoTrace ? [] : ['strace', '-D', '-f', ...(followed === 'alone' ? ['-b', 'execve'] : []), '-q', '-e', 'trace=%file', '-e', 'signal=none', '-o', trace];
  const [program = '', ...args] = [...tracing, ...command];
  const child = spawn(program, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: path, ...environment } });
  const lines = linesOf(child);
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  const says = async (pattern: RegExp): Promise<string> => {
    const find = (): string | undefined => lines.find((line) => pattern.test(line));
    await expect.poll(() => find() ?? (child.exitCode === null ? null : lines), { timeout: waitMs }).toMatch(pattern);
    return find() ?? '';
  };
  return {
    child, says, ended,
    address: async () => /http\S+/.exec(await says(/^Hallcall (hub|agent) ready: /))?.[0] ?? '',
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async files() {
      if (whyNoTrace) return '';
      const end = new RegExp(`^${child.pid} +\\+\\+\\+ exited`, 'm');
      await expect.poll(() => end.test(readFileSync(trace, 'utf8')), { timeout: waitMs }).toBe(true);
      return readFileSync(trace, 'utf8');
    },
  };
}

/** What both ends of a program say, line by line, growing. */
function linesOf({ stdout, stderr }: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [stdout, stderr]) if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  return lines;
}

export type Listening = { readonly child: ChildProcess; readonly told: readonly string[] };

/** Reads systemd's end of the socket. */
export async function listenAsSystemd(socket: string): Promise<Listening> {
  const program = 'socket(S, AF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0])); $| = 1; print "$m\\n" while defined recv(S, $m, 4096, 0);';
  const child = spawn('perl', ['-MSocket', '-e', program, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told = linesOf(child);
  await expect.poll(() => existsSync(socket), { timeout: waitMs }).toBe(true);
  return { child, told };
}

export type SimulatedPrinter = { readonly child: Child; readonly port: number; readonly control: string };

export async function startPrinter(name: string, args: readonly string[], folder: string): Promise<SimulatedPrinter> {
  const child = await startChild({
    name, script: join(root, 'hardware/printer/src/simulator/main.ts'), args: [...args, '--control', '0'],
    isReady: (line) => line.includes('"ready":true'), log: join(folder, `${name}.txt`), readyMs: waitMs,
  });
  // The simulator's own line.
  const { port, control } = JSON.parse(child.readyLine) as { port: number; control: string };
  return { child, port, control };
}

/** One tap at the agent's page, repeated until the paper's truth is known. */
export async function takeTicket(page: string): Promise<TicketProgress | null> {
  const body = JSON.stringify({ requestId: randomUUID(), items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh' });
  const tap = async (): Promise<TicketProgress | null> => {
    const answer = await fetch(new URL('page/take', page), { method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(page).origin }, body });
    return answer.ok ? ((await answer.json()) as TicketProgress) : null;
  };
  let last: TicketProgress | null = null;
  await expect.poll(async () => {
    last = await tap();
    return last?.phase === 'issued' && last.paper !== 'printing';
  }, { timeout: waitMs }).toBe(true);
  return last;
}
