// The hub as a child process that can be traced, killed and started again on the same folder and port.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Credentials, SampleHall } from '@hallcall/protocol';

export type HubProcess = {
  readonly url: string;
  readonly data: string;
  readonly sample: () => Promise<SampleHall>;
  /** Credentials of the sample's kiosk. */
  readonly kiosk: () => Credentials;
  /** SIGKILL, or the signal given; resolves when it has ended. */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'hallcall-chaos-'));

const main = join(import.meta.dirname, '../../apps/hub/src/main.ts');
const ready = 'Hallcall hub ready: ';

/** Starts the sample hall's hub. `under` is a command that runs it, such as strace with its options. */
export async function startHubProcess(
  options: { readonly data: string; readonly port: number; readonly under: readonly string[]; readonly args: readonly string[] },
): Promise<HubProcess> {
  const { data, port, under, args } = options;
  const [command = '', ...rest] = [
    ...under, process.execPath, main, '--sample', '--child', '--port', String(port), '--data', data, '--agent', 'http://127.0.0.1:9/', ...args,
  ];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const url = await readyUrl(child);
  return {
    url, data,
    sample: async () => (await (await fetch(`${url}sample`)).json()) as SampleHall,
    kiosk: () => JSON.parse(readFileSync(join(data, 'agent-credentials.json'), 'utf8')) as Credentials,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      // The group, because a tracer passes no signal on.
      if (child.pid !== undefined) process.kill(-child.pid, signal);
      await closed;
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('the child has no output'));
    child.once('close', (code) => reject(new Error(`the hub ended with ${String(code)} before it was ready`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith(ready)) resolve(line.slice(ready.length));
    });
  });
}
