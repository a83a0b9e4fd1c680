import { expect, test } from 'vitest';
import { encodeWav } from '../mix/wav-encode.ts';
import type { Manifest } from '../types.ts';
import { readManifest } from './manifest.ts';
import { createVoiceBank, openPack } from './voice-bank.ts';

const clip = (file: string, changes: object = {}) => ({ file, sha256: 'x', gain: 1, trimHeadMs: 0, trimTailMs: 0, ...changes });
const manifest = (clips: Manifest['clips']): Manifest => ({ version: 1, language: 'zh', engine: 'test', voice: 'test', clips });
const wav = (samples: number, rate: number) => encodeWav({ rate, samples: new Float32Array(samples).fill(0.25) });

const pcm = (samples: number) => ({ rate: 48_000, samples: new Float32Array(samples) });

test('a manifest is taken as it stands or not at all', () => {
  const good = manifest({ qing3: clip('qing3.wav') });
  expect(readManifest(JSON.parse(JSON.stringify(good)))).toEqual(good);
  const bad: unknown[] = [
    null, [], 'x', {}, { ...good, version: 2 }, { ...good, language: 'fr' }, { ...good, engine: 1 }, { ...good, clips: [] }, { ...good, clips: { a: null } },
    { ...good, clips: { a: clip('../a.wav') } }, { ...good, clips: { a: clip('a/b.wav') } }, { ...good, clips: { a: clip('') } },
    { ...good, clips: { a: clip('a.wav', { gain: -1 }) } }, { ...good, clips: { a: clip('a.wav', { trimHeadMs: Number.NaN }) } }, { ...good, clips: { a: clip('a.wav', { sha256: 1 }) } },
  ];
  expect(bad.map(readManifest)).toEqual(bad.map(() => null));
});

test('clips come out at 48 kHz, trimmed and louder as the manifest says', () => {
  const files: Record<string, Uint8Array> = { 'a.wav': wav(100, 48_000), 'b.wav': wav(240, 24_000), 'd.wav': new Uint8Array(9) };
  const pack = openPack(
    manifest({ a: clip('a.wav', { gain: 2 }), b: clip('b.wav', { trimHeadMs: 1, trimTailMs: 4 }), c: clip('c.wav'), d: clip('d.wav') }),
    (file) => files[file] ?? null,
  );
  expect(pack.problems).toEqual([{ clip: 'c', problem: 'missing' }, { clip: 'd', problem: 'notWav' }]);
  const bank = createVoiceBank([pack]);
  expect(bank.clip('zh', 'a')).toEqual({ rate: 48_000, samples: new Float32Array(100).fill(0.5) });
  expect(bank.clip('zh', 'b')?.samples.length).toBe(480 - 48 - 192);
  expect([bank.clip('en', 'a'), bank.clip('zh', 'c')]).toEqual([null, null]);
});

test('a second pack of a language fills the gaps of the first', () => {
  const bank = createVoiceBank([{ language: 'zh', clips: new Map([['a', pcm(1)]]) }, { language: 'zh', clips: new Map([['a', pcm(2)], ['b', pcm(3)]]) }]);
  expect(['a', 'b', 'c'].map((id) => bank.clip('zh', id)?.samples.length ?? null)).toEqual([1, 3, null]);
});
