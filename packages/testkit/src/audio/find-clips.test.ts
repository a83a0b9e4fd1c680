import { expect, test } from 'vitest';
import { createSeeded } from '../seeded.ts';
import { findClips, findUtterance } from './find-clips.ts';
import { cut, decimate, type Recording, rms } from './recording.ts';

const rate = 48_000;

/** Something like a syllable: noise of few kHz that swells and fades; each seed is another. */
function syllable(seed: number, ms: number): Recording {
  const random = createSeeded(seed);
  let last = 0;
  const length = (ms * rate) / 1000;
  return {
    rate,
    samples: Float32Array.from({ length }, (_, i) => {
      last += (random.below(2001) / 1000 - 1 - last) * 0.2;
      return last * Math.sin((Math.PI * i) / length);
    }),
  };
}

function joined(...parts: readonly Recording[]): Recording {
  return { rate, samples: Float32Array.from(parts.flatMap(({ samples }) => [...samples])) };
}
const silence = (ms: number): Recording => ({ rate, samples: new Float32Array((ms * rate) / 1000) });
const quieter = ({ samples }: Recording, factor: number): Recording => ({ rate, samples: samples.map((sample) => sample * factor) });

const [a, b, c, other] = [syllable(1, 300), syllable(2, 250), syllable(3, 400), syllable(4, 300)];
const wanted = [
  { name: 'a', pcm: a, expectedAtMs: 500 },
  { name: 'b', pcm: b, expectedAtMs: 800 },
  { name: 'c', pcm: c, expectedAtMs: 1050 },
];

test('every clip is found at its place, also between two samples of the search', () => {
  const shifted = { rate, samples: joined(silence(500), a, b, c, silence(500)).samples.slice(3) };
  const found = findClips(shifted, wanted, { searchMs: 500 });
  expect(found.map(({ name, identity, atMs }) => [name, identity > 0.999, Math.round((atMs ?? 0) * 48)])).toEqual([
    ['a', true, 500 * 48 - 3], ['b', true, 800 * 48 - 3], ['c', true, 1050 * 48 - 3],
  ]);
});

test('another clip, silence and a whisper are not taken for it', () => {
  const [wrong] = findClips(joined(silence(500), other, silence(500)), wanted.slice(0, 1), { searchMs: 500 });
  expect(wrong?.identity).toBeLessThan(0.35);
  const nothing = [{ name: 'a', identity: 0, atMs: null }];
  expect(findClips(silence(2000), wanted.slice(0, 1), { searchMs: 500 })).toEqual(nothing);
  expect(findClips(joined(silence(500), quieter(a, 0.1), silence(500)), wanted.slice(0, 1), { searchMs: 500 })).toEqual(nothing);
  expect(findClips(silence(100), wanted.slice(0, 1), { searchMs: 50 })).toEqual(nothing);
});

test('swapped clips are found in the wrong order, or not near their places', () => {
  const swapped = joined(silence(500), b, a, c, silence(500));
  const wide = findClips(swapped, wanted, { searchMs: 500 });
  expect(wide.toSorted((x, y) => (x.atMs ?? 0) - (y.atMs ?? 0)).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  const near = findClips(swapped, wanted, { searchMs: 100 });
  expect(near.map(({ identity }) => identity > 0.5)).toEqual([false, false, true]);
});

test('of two equal clips the one near the expected place counts', () => {
  const twice = joined(silence(500), a, a, silence(500));
  const places = [500, 800].map((expectedAtMs) => findClips(twice, [{ name: 'a', pcm: a, expectedAtMs }], { searchMs: 500 })[0]?.atMs);
  expect(places).toEqual([500, 800]);
});

test('an utterance is found anywhere in a minute', () => {
  const minute = { rate, samples: new Float32Array(60 * rate) };
  minute.samples.set(joined(a, b, c).samples, 41 * rate);
  expect(findUtterance(minute, joined(a, b, c))).toMatchObject({ atMs: 41_000 });
  expect(findUtterance(minute, other).identity).toBeLessThan(0.35);
});

test('stretches and loudness', () => {
  const tone = { rate, samples: Float32Array.from({ length: rate }, (_, i) => Math.sin((2 * Math.PI * 500 * i) / rate)) };
  expect(rms(tone)).toBeCloseTo(Math.SQRT1_2, 4);
  expect(rms(cut(joined(tone, silence(1000)), 1000, 2000))).toBe(0);
  expect(cut(tone, 250, 500).samples.length).toBe(rate / 4);
  expect(rms(decimate(tone, 8000))).toBeCloseTo(Math.SQRT1_2, 2);
  expect(() => decimate({ rate: 44_100, samples: tone.samples }, 8000)).toThrow('44100');
});
