// What a hall hears, through a real player and a silent sound card.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { systemTimers } from '@hallcall/link';
import { findClips, findUtterance, isQuietRun, leastIdentity, missingForNullSink, type NullSink, type Recording, rms, startNullSink } from '@hallcall/testkit/audio';
import { chime, decodeWav, mix, type Pcm, shapeClip, sound } from '@hallcall/voice';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paplaySink } from './sink/presets.ts';
import type { Speaker } from './sink/speaker.ts';

const espeak = '/usr/bin/espeak-ng';
const missing = missingForNullSink() ?? (existsSync(espeak) ? null : espeak);
if (missing !== null && isQuietRun) throw new Error(`${missing} is not installed`);
if (missing !== null) console.warn(`NOT RUN: what a hall hears, because ${missing} is not installed`);
/** A machine that lets its programs wait for half a second tears holes into what is heard. */
const retry = isQuietRun ? 0 : 2;
/** A clip that reaches this may have been heard: what must be silent stays below it, however strictly the rest is judged. */
const mayBeHeard = 0.8;
const isMissing = missing !== null;

const words = ['qing3', 'A', 'ling2', 'yao1', 'er4', 'hao4', 'dao4', 'san1', 'hao4 chuang1 kou3'];
let hall: NullSink;
let speaker: Speaker;
let clips: { name: string; pcm: Pcm }[] = [];

beforeAll(async () => {
  if (missing !== null) return;
  clips = [{ name: 'chime', pcm: chime() }, ...words.map((word) => ({ name: word, pcm: spoken(word) }))];
  hall = await startNullSink({ names: ['hall', 'corridor'] });
  speaker = paplaySink({ env: hall.env('hall'), timers: systemTimers, now: Date.now });
});

afterAll(async () => {
  if (missing !== null) return;
  await speaker.close();
  await hall.close();
});

function spoken(word: string): Pcm {
  const wav = execFileSync(espeak, ['-v', 'cmn-latn-pinyin', '-s', '150', '-a', '80', '--stdin', '--stdout'], { input: word });
  const result = decodeWav(wav);
  if (!result.ok) throw new Error(`espeak-ng wrote no sound: ${result.problem}`);
  return shapeClip(result.pcm);
}

/** The players that this process started. */
function playersOf(parent: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return new RegExp(`^\\d+ \\(paplay\\) \\S ${parent} `).test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  }).map(Number);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

const utterance = (parts: readonly { readonly pcm: Pcm }[]): Pcm => mix(parts.map(({ pcm }) => sound(pcm)), 1);

/** Each clip with its distance from where the utterance has it. */
function heardIn(recording: Recording, parts: readonly { readonly name: string; readonly pcm: Pcm }[]): { name: string; identity: number; offMs: number }[] {
  let at = findUtterance(recording, chime()).atMs ?? 0;
  const wanted = parts.map((part) => {
    const expectedAtMs = at;
    at += (part.pcm.samples.length / part.pcm.rate) * 1000;
    return { ...part, expectedAtMs };
  });
  return findClips(recording, wanted, { searchMs: 200 }).map(({ name, identity, atMs }, i) => ({
    name, identity, offMs: (atMs ?? Infinity) - (wanted[i]?.expectedAtMs ?? 0),
  }));
}

test.skipIf(isMissing)('the hall hears the chime and every word in its order, the corridor nothing', { retry }, async () => {
  const [inHall, inCorridor] = [hall.record('hall'), hall.record('corridor')];
  expect(await speaker.play(utterance(clips), 'A012').ended).toBe('whole');
  const [heard, corridor] = await Promise.all([inHall.stop(), inCorridor.stop()]);
  const found = heardIn(heard, clips);
  console.log(`identity at least ${Math.min(...found.map(({ identity }) => identity)).toFixed(3)}, off at most ${Math.max(...found.map(({ offMs }) => Math.abs(offMs))).toFixed(1)} ms`);
  expect(found.filter(({ identity, offMs }) => identity < leastIdentity || Math.abs(offMs) > 100)).toEqual([]);
  expect(rms(corridor)).toBe(0);
  // The same recording is no proof of the same words in another order.
  const swapped = clips.map((clip, i) => (i === 4 || i === 7 ? (clips[11 - i] ?? clip) : clip));
  const wrong = heardIn(heard, swapped).filter(({ identity }) => identity < mayBeHeard);
  expect(wrong.map(({ name }) => name)).toEqual(['dao4', 'yao1']);
});

test.skipIf(isMissing)('after a stop the hall is silent, and what follows is heard', { retry }, async () => {
  const inHall = hall.record('hall');
  const playing = speaker.play(utterance(clips), 'A012');
  await sleep(900);
  playing.stop();
  expect(await playing.ended).toBe('stopped');
  // A recording begins with what its buffer holds of the past.
  await sleep(300);
  const after = hall.record('hall');
  await sleep(300);
  expect(rms(await after.stop())).toBe(0);
  const last = clips.slice(-1);
  expect(await speaker.play(utterance(last), 'next').ended).toBe('whole');
  const heard = await inHall.stop();
  const identityOf = (parts: typeof clips): number[] =>
    findClips(heard, parts.map((part) => ({ ...part, expectedAtMs: null })), { searchMs: 0 }).map(({ identity }) => identity);
  expect(identityOf(last).every((identity) => identity >= leastIdentity)).toBe(true);
  // Not one word of the stopped one.
  expect(identityOf(clips.slice(3, -1)).filter((identity) => identity > mayBeHeard)).toEqual([]);
});

test.skipIf(isMissing)('a player killed in the middle of a word has failed, and the next one plays', { retry }, async () => {
  const { ended } = speaker.play(utterance(clips.slice(1)), 'broken');
  const outcome = ended.catch((error: unknown) => error);
  await sleep(800);
  for (const pid of playersOf(process.pid)) process.kill(pid, 'SIGKILL');
  expect(await outcome).toMatchObject({ code: 'failed', mayBeHeard: true });
  const inHall = hall.record('hall');
  expect(await speaker.play(utterance(clips.slice(0, 3)), 'next').ended).toBe('whole');
  expect(heardIn(await inHall.stop(), clips.slice(0, 3)).filter(({ identity }) => identity < leastIdentity)).toEqual([]);
  expect(speaker.health().state).toBe('ok');
});

test.skipIf(isMissing)('where nothing is played nothing is heard', async () => {
  const inHall = hall.record('hall');
  await sleep(200);
  const heard = await inHall.stop();
  expect(heard.samples.length).toBeGreaterThan(0);
  expect(rms(heard)).toBe(0);
});

test.skipIf(isMissing)('a Chinese title is played where no locale is set, as under systemd', async () => {
  const names = ['LC_ALL', 'LANG', 'LC_CTYPE'];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) delete process.env[name];
  try {
    await speaker.play(mix([sound(chime())], 1), '请 A 012 号到 3 号窗口').ended;
  } finally {
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
  }
  expect(speaker.health()).toMatchObject({ state: 'ok' });
});
