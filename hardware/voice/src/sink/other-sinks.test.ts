import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualTime } from '@hallcall/link/testing';
import { decodeWav, type Pcm, type Playing } from '@hallcall/voice';
import { expect, test } from 'vitest';
import { createFallbackSink } from './fallback-sink.ts';
import { createHealthKeeper } from './health.ts';
import { probeSound, probeTitle } from './probe.ts';
import { type Speaker, SpeakerError, type SpeakerHealth } from './speaker.ts';
import { createNullSink, createWavSink } from './timed-sink.ts';

const pcm: Pcm = { rate: 48_000, samples: Float32Array.of(...Array.from({ length: 48_000 }, (_, i) => (i % 7) / 8)) };

async function outcome({ ended }: Playing): Promise<unknown> {
  return Promise.race([ended, new Promise((resolve) => setImmediate(resolve, 'sounding'))]);
}

test('the null sink lasts as long as the sound', async () => {
  const time = createManualTime();
  const sink = createNullSink({ timers: time.timers, now: time.now });
  const [first, second] = [sink.play(pcm, 'a'), sink.play(pcm, 'b')];
  time.advance(999);
  expect(await outcome(first)).toBe('sounding');
  second.stop();
  time.advance(1);
  expect([await first.ended, await second.ended]).toEqual(['whole', 'stopped']);
  const third = sink.play(pcm, 'c');
  await sink.close();
  expect(await third.ended).toBe('stopped');
  await expect(sink.play(pcm, 'd').ended).rejects.toMatchObject({ code: 'failed' });
});

test('the wav sink numbers on from what is there, keeps of a stopped sound what was heard, and says when it cannot write', async () => {
  const time = createManualTime();
  const folder = join(mkdtempSync(join(tmpdir(), 'hallcall-wav-')), 'heard');
  const sink = createWavSink(folder, { timers: time.timers, now: time.now });
  const playing = sink.play(pcm, 'a');
  writeFileSync(join(folder, '0041.wav'), '');
  const stopped = sink.play(pcm, 'b');
  time.advance(400);
  stopped.stop();
  time.advance(600);
  stopped.stop();
  expect(await playing.ended).toBe('whole');
  const probing = sink.play(probeSound, probeTitle);
  time.advance(500);
  expect(await probing.ended).toBe('whole');
  expect(readdirSync(folder)).toEqual(['0001.wav', '0041.wav', '0042.wav']);
  const heard = decodeWav(readFileSync(join(folder, '0042.wav')));
  expect(heard).toEqual({ ok: true, pcm: { ...pcm, samples: pcm.samples.slice(0, 19_200) } });
  expect(decodeWav(readFileSync(join(folder, '0001.wav')))).toEqual({ ok: true, pcm });
  const broken = createWavSink(join(folder, '0041.wav'), { timers: time.timers, now: time.now });
  await expect(broken.play(pcm, 'a').ended).rejects.toMatchObject({ code: 'failed', mayBeHeard: false });
  expect(broken.health()).toMatchObject({ state: 'warning', code: 'speaker.failing' });
  await expect(broken.play(probeSound, probeTitle).ended).rejects.toMatchObject({ code: 'failed' });
});

/** A speaker that does what it is told next; it notes what it played. */
function obedient(name: string, played: string[], now: () => number): Speaker & { next: 'whole' | SpeakerError } {
  const keeper = createHealthKeeper(now);
  const speaker = {
    next: 'whole' as 'whole' | SpeakerError,
    health: () => keeper.current(),
    onHealth: (listener: (health: SpeakerHealth) => void) => keeper.onChange(listener),
    play(_pcm: Pcm, title: string): Playing {
      played.push(`${name} ${title}`);
      if (speaker.next === 'whole') {
        keeper.noteWhole();
        return { ended: Promise.resolve('whole'), stop: () => undefined };
      }
      keeper.noteError(speaker.next);
      return { ended: Promise.reject(speaker.next), stop: () => undefined };
    },
    close: () => Promise.resolve(),
  };
  return speaker;
}

test('the next speaker plays what the first could not begin, and stays in front for a minute', async () => {
  const time = createManualTime();
  const played: string[] = [];
  const [a, b] = [obedient('a', played, time.now), obedient('b', played, time.now)];
  const sink = createFallbackSink([a, b], { timers: time.timers });
  const heard: string[] = [];
  sink.onHealth(({ state, code }) => heard.push(`${state} ${code}`));
  expect(await sink.play(pcm, '1').ended).toBe('whole');
  a.next = new SpeakerError('missing', 'gone', false);
  expect(await sink.play(pcm, '2').ended).toBe('whole');
  expect(await sink.play(pcm, '3').ended).toBe('whole');
  a.next = 'whole';
  time.advance(60_000);
  expect(await sink.play(pcm, '4').ended).toBe('whole');
  expect(played).toEqual(['a 1', 'a 2', 'b 2', 'b 3', 'a 4']);
  expect(heard).toEqual(['warning speaker.missing', 'ok ready']);
});

test('what may have been heard is not said again by another speaker', async () => {
  const time = createManualTime();
  const played: string[] = [];
  const [a, b] = [obedient('a', played, time.now), obedient('b', played, time.now)];
  const sink = createFallbackSink([a, b], { timers: time.timers });
  a.next = new SpeakerError('failed', 'broke off', true);
  await expect(sink.play(pcm, '1').ended).rejects.toBe(a.next);
  expect(await sink.play(pcm, '2').ended).toBe('whole');
  expect(played).toEqual(['a 1', 'b 2']);
});

test('no speaker left, no speaker at all, and a stop between two', async () => {
  const time = createManualTime();
  const played: string[] = [];
  const [a, b] = [obedient('a', played, time.now), obedient('b', played, time.now)];
  a.next = new SpeakerError('missing', 'gone', false);
  b.next = new SpeakerError('missing', 'gone too', false);
  const sink = createFallbackSink([a, b], { timers: time.timers });
  await expect(sink.play(pcm, '1').ended).rejects.toBe(b.next);
  expect(sink.health()).toMatchObject({ state: 'fault', code: 'speaker.missing' });
  const playing = sink.play(pcm, '2');
  playing.stop();
  expect(await playing.ended).toBe('stopped');
  expect(played).toEqual(['a 1', 'b 1', 'a 2']);
  const empty = createFallbackSink([], { timers: time.timers });
  await expect(empty.play(pcm, '1').ended).rejects.toMatchObject({ code: 'missing' });
  await Promise.all([sink.close(), empty.close()]);
});
