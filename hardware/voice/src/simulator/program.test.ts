import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { systemTimers } from '@hallcall/link';
import { createManualTime } from '@hallcall/link/testing';
import { decodeWav, type Pcm } from '@hallcall/voice';
import { afterEach, expect, test } from 'vitest';
import { createCommandSink } from '../sink/command-sink.ts';
import { probeSound, probeTitle } from '../sink/probe.ts';
import type { Speaker } from '../sink/speaker.ts';
import { simulatedPlayer, startSpeakerSimulator } from './simulator.ts';
import type { HeardSound } from './sound-log.ts';

type Program = ChildProcessByStdio<Writable, Readable, null>;

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function startProgram(...args: string[]): Promise<{ child: Program; control: string }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  closing.push(() => child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  const { ready, control }: { ready: boolean; control: string } = JSON.parse(String(line));
  expect(ready).toBe(true);
  return { child, control };
}

function speakerAt(control: string, timers = systemTimers): Speaker {
  const speaker = createCommandSink({ ...simulatedPlayer(control), timers, now: Date.now });
  closing.push(() => speaker.close());
  return speaker;
}

const tone = (ms: number): Pcm => ({ rate: 48_000, samples: Float32Array.from({ length: ms * 48 }, (_, i) => 0.5 * Math.sin(i / 20)) });

async function get(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

async function post(url: string, body: string): Promise<[number, unknown]> {
  const response = await fetch(url, { method: 'POST', body });
  return [response.status, await response.json()];
}

/** Asks until it is so; the test's own time limit ends it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

test('what the speaker plays is in the log, sample by sample', async () => {
  const { control } = await startProgram();
  const pcm = tone(500);
  expect(await speakerAt(control).play(pcm, 'A012 → 3').ended).toBe('whole');
  const [sound] = (await get(`${control}/log`)) as HeardSound[];
  expect(sound).toEqual({
    number: 1, title: 'A012 → 3', startedAt: expect.any(Number), endedAt: expect.any(Number), isWhole: true, peaks: Array.from({ length: 200 }, () => expect.closeTo(50, -1)),
  });
  const response = await fetch(`${control}/log/1.wav`);
  expect(response.headers.get('content-type')).toBe('audio/wav');
  const heard = decodeWav(new Uint8Array(await response.arrayBuffer()));
  expect(heard.ok && heard.pcm.samples.length).toBe(pcm.samples.length);
  expect(heard.ok && heard.pcm.samples.every((sample, i) => Math.abs(sample - (pcm.samples[i] ?? 0)) < 0.0001)).toBe(true);
  expect(await get(`${control}/state`)).toMatchObject({ faults: [], isSounding: false });
});

test('a stop breaks the sound off, and the next one is whole', async () => {
  const simulator = await startSpeakerSimulator({ controlPort: 0 });
  closing.push(() => simulator.close());
  const speaker = speakerAt(simulator.controlUrl);
  const playing = speaker.play(tone(20_000), 'a');
  await until(() => simulator.sounds().some(({ peaks }) => peaks.length > 0));
  expect(simulator.state()).toMatchObject({ isSounding: true });
  playing.stop();
  expect(await playing.ended).toBe('stopped');
  await until(() => simulator.state()['isSounding'] === false);
  expect(await speaker.play(tone(50), 'b').ended).toBe('whole');
  expect(simulator.sounds().map(({ title, isWhole }) => [title, isWhole])).toEqual([['a', false], ['b', true]]);
  // It was paced like a sound card: of 20 s only the beginning was heard.
  expect(simulator.wav(1)?.length).toBeLessThan(20_000 * 96);
});

test('its faults, as the sink sees them', async () => {
  const simulator = await startSpeakerSimulator({ controlPort: 0, cutAfterMs: 60, wakeMs: 20 });
  closing.push(() => simulator.close());
  const time = createManualTime();
  const speaker = speakerAt(simulator.controlUrl, time.timers);
  const withFault = async (fault: Parameters<typeof simulator.setFault>[0], advanceMs: number): Promise<unknown> => {
    simulator.setFault(fault, true);
    const { ended } = speaker.play(tone(200), fault);
    time.advance(advanceMs);
    const outcome = await ended.catch((error: unknown) => error);
    simulator.setFault(fault, false);
    return outcome;
  };
  expect(await withFault('missing', 0)).toMatchObject({ code: 'missing' });
  expect(await withFault('fails', 0)).toMatchObject({ code: 'failed', mayBeHeard: false });
  expect(await withFault('cutsMidWord', 1000)).toMatchObject({ code: 'failed', mayBeHeard: true });
  expect(await withFault('hangs', 3200)).toMatchObject({ code: 'hung' });
  expect(await withFault('slow', 0)).toBe('whole');
  await until(() => simulator.state()['isSounding'] === false);
  expect(simulator.sounds().map(({ title, isWhole }) => [title, isWhole])).toEqual([['cutsMidWord', false], ['slow', true]]);
  expect(simulator.wav(1)?.length).toBeLessThan(200 * 96);
});

test('a probe is played to its end and leaves nothing in the log', async () => {
  const simulator = await startSpeakerSimulator({ controlPort: 0 });
  closing.push(() => simulator.close());
  const speaker = speakerAt(simulator.controlUrl);
  expect(await speaker.play(probeSound, probeTitle).ended).toBe('whole');
  expect([simulator.sounds(), simulator.state()['isSounding']]).toEqual([[], false]);
});

test('mistakes are answered with a sentence', async () => {
  const { control } = await startProgram();
  expect(await post(`${control}/fault`, '{"fault":"hangs","on":true}')).toMatchObject([200, { faults: ['hangs'] }]);
  expect(await post(`${control}/fault`, '{"fault":"hangs","on":false}')).toMatchObject([200, { faults: [] }]);
  expect(await post(`${control}/fault`, '{"fault":"fire","on":true}')).toMatchObject([400, { error: expect.stringContaining('cutsMidWord') }]);
  expect(await post(`${control}/fault`, '{"fault":"fails"}')).toEqual([400, { error: 'on must be true or false' }]);
  expect(await post(`${control}/fault`, '{')).toEqual([400, { error: 'the body is not JSON' }]);
  expect(await post(`${control}/fault`, 'x'.repeat(5000))).toMatchObject([413, { error: expect.stringContaining('4096') }]);
  expect(await post(`${control}/sounds`, 'x')).toMatchObject([400, { error: expect.stringContaining('title') }]);
  expect(await post(`${control}/sounds?title=${'x'.repeat(201)}`, 'x')).toMatchObject([400, {}]);
  expect(await post(`${control}/sounds?title=odd`, 'xyz')).toMatchObject([200, {}]);
  expect(await post(`${control}/state`, '')).toMatchObject([405, {}]);
  expect((await fetch(`${control}/fault`)).status).toBe(405);
  expect(await get(`${control}/log/9.wav`)).toEqual({ error: 'there is no such sound' });
  expect(await get(`${control}/nothing`)).toEqual({ error: 'there is nothing at /nothing' });
  expect(await get(`${control}/log`)).toMatchObject([{ number: 1, title: 'odd', isWhole: true, peaks: [expect.any(Number)] }]);
});

test('the log keeps the last forty', async () => {
  const simulator = await startSpeakerSimulator({ controlPort: 0 });
  closing.push(() => simulator.close());
  for (let n = 1; n <= 42; n += 1) await post(`${simulator.controlUrl}/sounds?title=${n}`, 'xxxx');
  const titles = simulator.sounds().map(({ title }) => title);
  expect([titles.length, titles[0], titles.at(-1), simulator.wav(2), simulator.wav(3)?.length]).toEqual([40, '3', '42', null, 48]);
});

test('it ends when its parent ends its input, and on SIGTERM; a taken port and a wrong one are said', async () => {
  const first = await startProgram();
  first.child.stdin.end();
  expect(await once(first.child, 'exit')).toEqual([0, null]);
  const second = await startProgram();
  const { port } = new URL(second.control);
  for (const [value, code, words] of [[port, 1, 'EADDRINUSE'], ['x', 2, '--control x']] as const) {
    const child = spawn(process.execPath, [main, '--control', value], { stdio: ['pipe', 'ignore', 'pipe'] });
    const [[message], exit] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')]);
    expect([String(message).includes(words), exit]).toEqual([true, [code, null]]);
  }
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

test('without a simulator the player fails like one without a sound card', async () => {
  const simulator = await startSpeakerSimulator({ controlPort: 0 });
  await simulator.close();
  await expect(speakerAt(simulator.controlUrl, createManualTime().timers).play(tone(100), 'a').ended).rejects.toMatchObject({ code: 'failed', mayBeHeard: false });
});
