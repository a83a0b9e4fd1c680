import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from './recording.ts';

/** A virtual sound card of its own: whatever its children play can be recorded, and nobody hears it. */
export type NullSink = {
  /** For programs that shall play into the speaker of this name. */
  env(name: string): Record<string, string>;
  /** Records from now on; `stop` resolves with what the speaker played until then. */
  record(name: string): { stop(): Promise<Recording> };
  close(): Promise<void>;
};

const programs = ['/usr/bin/pulseaudio', '/usr/bin/parec', '/usr/bin/paplay'] as const;
const rate = 48_000;
/** Without a client for so long it ends by itself, so that it does not outlive a test that was killed. */
const idleSeconds = 300;
/** Of the recorder; the card works in blocks of it, and repeats up to one block where a sound begins. */
const latencyMs = 20;
/** What has been played arrives in the recording within this time. */
const tailMs = 150;

/** The program that a test with a null sink lacks, or null. */
export function missingForNullSink(): string | null {
  return programs.find((program) => !existsSync(program)) ?? null;
}

/** Starts PulseAudio in a private folder with one silent speaker a name. Rejects when it does not start. */
export async function startNullSink({ names }: { readonly names: readonly string[] }): Promise<NullSink> {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-sound-'));
  const socket = join(folder, 'pulse.sock');
  const own = {
    PULSE_SERVER: `unix:${socket}`,
    PULSE_COOKIE: join(folder, 'cookie'),
    PULSE_RUNTIME_PATH: folder,
    PULSE_STATE_PATH: folder,
  };
  const server = spawn(programs[0], serverArgs(socket, names), {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder, PULSE_STATE_PATH: folder },
  });
  const children = new Set([server]);
  const killAll = (): void => {
    for (const child of children) child.kill('SIGKILL');
  };
  process.once('exit', killAll);
  const close = async (): Promise<void> => {
    process.off('exit', killAll);
    await Promise.all([...children].map(endOf));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(socket, server);
    const ears = await Promise.all(names.map((name) => listen(name, { ...process.env, ...own }, children)));
    return {
      env: (name) => ({ ...own, PULSE_SINK: name }),
      record: (name) => record(ears[names.indexOf(name)], name),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function serverArgs(socket: string, names: readonly string[]): string[] {
  const plain = ['-n', '--daemonize=no', '--use-pid-file=no', `--exit-idle-time=${idleSeconds}`, '--high-priority=yes', '--realtime=no'];
  const protocol = ['-L', `module-native-protocol-unix auth-anonymous=1 socket=${socket}`];
  return [...plain, ...protocol, ...names.flatMap((name) => ['-L', `module-null-sink sink_name=${name} rate=${rate} channels=2`])];
}

async function answers(socket: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (isOver(server)) break;
    if (existsSync(socket) && (await canConnect(socket))) return;
    await sleep(20);
  }
  throw new Error('pulseaudio did not start');
}

function canConnect(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(socket, () => {
      line.destroy();
      resolve(true);
    });
    line.once('error', () => resolve(false));
  });
}

/**
 * Hears one speaker all the time: a card that nobody listens to sleeps up to 2 s before it notices a recorder. Pieces come in
 * any size, but a recording begins with a whole sample.
 */
type Ear = { readonly child: ChildProcess; readonly recordings: Set<Buffer[]> };

async function listen(name: string, env: NodeJS.ProcessEnv, children: Set<ChildProcess>): Promise<Ear> {
  const args = ['-d', `${name}.monitor`, '--raw', `--rate=${rate}`, '--channels=1', '--format=s16le', `--latency-msec=${latencyMs}`];
  const child = spawn(programs[1], args, { stdio: ['ignore', 'pipe', 'ignore'], env });
  children.add(child);
  const recordings = new Set<Buffer[]>();
  let half = Buffer.alloc(0);
  child.stdout.on('data', (piece: Buffer) => {
    const bytes = Buffer.concat([half, piece]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
    half = bytes.subarray(whole.length);
    for (const chunks of recordings) chunks.push(whole);
  });
  const failed = once(child, 'close').then(() => Promise.reject(new Error(`nothing to hear from ${name}`)));
  await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => undefined);
  return { child, recordings };
}

function record(ear: Ear | undefined, name: string): { stop(): Promise<Recording> } {
  if (ear === undefined || isOver(ear.child)) throw new Error(`there is no speaker ${name}`);
  const chunks: Buffer[] = [];
  ear.recordings.add(chunks);
  return {
    async stop() {
      await sleep(tailMs);
      ear.recordings.delete(chunks);
      if (isOver(ear.child)) throw new Error(`the recording of ${name} broke off`);
      const bytes = Buffer.concat(chunks);
      return { rate, samples: Float32Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => bytes.readInt16LE(i * 2) / 32_768) };
    },
  };
}

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function endOf(child: ChildProcess): Promise<void> {
  if (isOver(child)) return;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
