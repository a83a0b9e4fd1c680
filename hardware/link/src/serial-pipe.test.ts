import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenPipe } from './open-pipe.ts';
import type { Pipe, PipeError } from './pipe.ts';
import { systemTimers } from './timers.ts';

const openPipe = createOpenPipe(systemTimers);
let folder: string;
let cable: ChildProcess;
const pipes: Pipe[] = [];

/** A null-modem cable: what goes into one end comes out of the other. */
async function plugIn(): Promise<void> {
  for (const end of ['a', 'b']) rmSync(join(folder, end), { force: true });
  const ends = ['a', 'b'].map((end) => `pty,raw,echo=0,link=${join(folder, end)}`);
  cable = spawn('/usr/bin/socat', ends, { stdio: 'ignore' });
  await once(cable, 'spawn');
  while (!existsSync(join(folder, 'a')) || !existsSync(join(folder, 'b'))) await pause(5);
}

async function pullOut(): Promise<void> {
  if (cable.exitCode !== null || cable.signalCode !== null) return;
  const ended = once(cable, 'exit');
  cable.kill('SIGKILL');
  await ended;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

async function open(end: 'a' | 'b', baudRate = 115_200): Promise<Pipe> {
  const pipe = await openPipe({ kind: 'serial', path: join(folder, end), baudRate }, 1000);
  pipes.push(pipe);
  return pipe;
}

function collect(pipe: Pipe): Buffer[] {
  const got: Buffer[] = [];
  pipe.onData((bytes) => got.push(Buffer.from(bytes)));
  return got;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(5);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hallcall-serial-'));
  await plugIn();
});

afterEach(async () => {
  for (const pipe of pipes.splice(0)) await pipe.abort();
  await pullOut();
  rmSync(folder, { recursive: true, force: true });
});

test('every byte value passes both ways, flow-control bytes included', async () => {
  const [a, b] = [await open('a'), await open('b')];
  const [atA, atB] = [collect(a), collect(b)];
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  await a.write(all, 2000);
  await b.write(all, 2000);
  await until(() => Buffer.concat(atA).length === 256 && Buffer.concat(atB).length === 256);
  expect([Buffer.concat(atA), Buffer.concat(atB)]).toEqual([Buffer.from(all), Buffer.from(all)]);
});

test('a second opener of the same line is refused', async () => {
  await open('a');
  await expect(open('a')).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('lock') });
});

test('an absent line is unreachable, in words', async () => {
  const opening = openPipe({ kind: 'serial', path: join(folder, 'none'), baudRate: 9600 }, 1000);
  await expect(opening).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('No such file') });
});

test('unplugging closes the pipe, also one that is only written to; a new one opens after plugging in', async () => {
  const a = await open('a');
  const closed = new Promise<PipeError>((resolve) => {
    a.onClosed(resolve);
  });
  await pullOut();
  expect(await closed).toMatchObject({ code: 'closed' });
  await expect(a.write(Uint8Array.of(1), 100)).rejects.toMatchObject({ code: 'closed' });
  await plugIn();
  const [again, b] = [await open('a'), await open('b')];
  const got = collect(b);
  await again.write(Buffer.from('fresh'), 1000);
  await until(() => Buffer.concat(got).length >= 5);
  expect(Buffer.concat(got).toString()).toBe('fresh');
});

test('a line that nobody reads: deadline, nothing of the rest after reopening, and the process works on', async () => {
  // The line stays up between the two openings, and holds what the first one wrote.
  const hold = openSync(join(folder, 'a'), constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  // The far end is stopped, as a device that holds its flow control: the kernel takes little and then nothing.
  cable.kill('SIGSTOP');
  const a = await open('a');
  await expect(a.write(new Uint8Array(1024 * 1024).fill(0x55), 300)).rejects.toMatchObject({ code: 'deadline' });
  // Four stuck drains would hold all worker threads, and no file could be looked at any more.
  expect((await Promise.all(Array.from({ length: 8 }, () => stat(folder)))).length).toBe(8);
  await a.close();
  const [again, b] = [await open('a'), await open('b')];
  const got = collect(b);
  cable.kill('SIGCONT');
  await again.write(Buffer.from('fresh'), 1000);
  await until(() => Buffer.concat(got).includes('fresh'));
  closeSync(hold);
  // What the far end's kernel had taken before (4 kB on a pty) counts as received; of the rest nothing comes.
  const text = Buffer.concat(got).toString();
  expect([text.endsWith('Ufresh'), text.length]).toEqual([true, 4095 + 'fresh'.length]);
});

test('a write is done when its bytes have had the time to leave at the line rate', async () => {
  const a = await open('a', 9600);
  const done: string[] = [];
  const short = a.write(new Uint8Array(10), 5000).then(() => done.push('10 bytes'));
  const timer = pause(60).then(() => done.push('60 ms'));
  const long = a.write(new Uint8Array(200), 5000).then(() => done.push('200 bytes'));
  await Promise.all([short, timer, long]);
  expect(done).toEqual(['10 bytes', '60 ms', '200 bytes']);
});
