import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualTime } from '@hallcall/link/testing';
import type { Pcm } from '@hallcall/voice';
import { afterEach, expect, test } from 'vitest';
import { openSpeaker, type Speaker } from './open-speaker.ts';

const call: Pcm = { rate: 48_000, samples: new Float32Array(4_800).fill(0.5) };
/** Notes each title and the last sound; works only while there is a file `works`. */
const player = 'cd "$1"; echo "$2" >>titles; cat >sound; [ -e works ]';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-speaker-'));
  const time = createManualTime();
  const speaker = openSpeaker({ sink: 'command', command: ['/bin/sh', '-c', player, 'player', folder, '{title}'] }, time);
  closing.push(() => rmSync(folder, { recursive: true }), () => speaker.close());
  closing.reverse();
  return { ...time, folder, speaker, titles: () => readFileSync(join(folder, 'titles'), 'utf8').trim().split('\n') };
}

const stateOf = (speaker: Speaker): string => `${speaker.part().state} ${speaker.part().code}`;
const healthChange = (speaker: Speaker): Promise<void> => new Promise((resolve) => speaker.onHealth(resolve));

test('a speaker that failed gets no call before a stretch of silence has ended well on it', async () => {
  const { speaker, folder, titles, pass } = bench();
  expect(speaker.canSound()).toBe(true);
  const failing = speaker.sink.play(call, 'A001').ended;
  await expect(failing).rejects.toMatchObject({ code: 'failed' });
  expect(speaker.canSound()).toBe(false);
  // The first probe fails as well.
  await healthChange(speaker);
  expect([stateOf(speaker), speaker.canSound(), titles()]).toEqual(['fault speaker.failing', false, ['A001', 'hallcall probe']]);
  writeFileSync(join(folder, 'works'), '');
  const mended = healthChange(speaker);
  await pass(15_000);
  expect(speaker.canSound()).toBe(false);
  // As long as the silence takes.
  await pass(500);
  await mended;
  await pass(0);
  expect([stateOf(speaker), speaker.canSound(), titles()]).toEqual(['ok ready', true, ['A001', 'hallcall probe', 'hallcall probe']]);
  const sound = readFileSync(join(folder, 'sound'));
  expect([sound.length, sound.every((byte) => byte === 0)]).toEqual([48_000, true]);
});

test('a speaker whose program is not there cannot sound, however often it is asked', async () => {
  const { timers, now } = createManualTime();
  const speaker = openSpeaker({ sink: 'command', command: ['/nowhere/player'] }, { timers, now });
  closing.push(() => speaker.close());
  expect([speaker.canSound(), stateOf(speaker)]).toEqual([false, 'fault speaker.missing']);
});
