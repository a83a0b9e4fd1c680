// The hub as a child process that can be traced, killed and started again on the same folder and port.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials, SampleHall } from '@hallcall/protocol';
import { killStarting, startProgram, type Program, type ProgramOptions } from './program.ts';

export type HubProcess = Pick<Program, 'pid' | 'signal' | 'isRunning' | 'ended' | 'said'> & {
  readonly url: string;
  readonly data: string;
  readonly sample: () => Promise<SampleHall>;
  /** Credentials of the sample's kiosk. */
  readonly kiosk: () => Credentials;
  /** SIGKILL, or the signal given; resolves when it has ended. */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
};

export type HubProcessOptions = {
  readonly data: string;
  readonly port: number;
  /** A command that runs it, such as strace with its options. */
  readonly under: readonly string[];
  readonly args: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'hallcall-chaos-'));

/** The hub's program, for its other commands. */
export const hubProgram = join(import.meta.dirname, '../../apps/hub/src/main.ts');

/** Starts the sample hall's hub. */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  const { data } = options;
  const program = await startProgram(programOf(options));
  const url = program.ready;
  return {
    ...program, url, data,
    sample: async () => (await (await fetch(`${url}sample`)).json()) as SampleHall,
    kiosk: () => JSON.parse(readFileSync(join(data, 'agent-credentials.json'), 'utf8')) as Credentials,
    async kill(signal) {
      program.signal(signal);
      await program.ended;
    },
  };
}

/** SIGKILL a while after it was started, ready or not; resolves when it has ended. */
export const killHubStarting = (options: HubProcessOptions, afterMs: number): Promise<void> => killStarting(programOf(options), afterMs);

function programOf({ data, port, under, args, nodeArgs = [], env = {} }: HubProcessOptions): ProgramOptions {
  const command = [
    ...under, process.execPath, ...nodeArgs, hubProgram, '--sample', '--child', '--port', String(port), '--data', data, '--agent', 'http://127.0.0.1:9/', ...args,
  ];
  return { command, readyMark: 'Hallcall hub ready: ', env };
}
