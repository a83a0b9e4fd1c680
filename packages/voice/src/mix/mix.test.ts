import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pcm } from '../types.ts';
import { chime } from './chime.ts';
import { durationMs, gap, mix, sound } from './mix.ts';
import { mixRate } from './rate.ts';
import { resample } from './resample.ts';
import { peakOf, rmsOf, shapeClip, trimSilence } from './shape.ts';

function tone(hertz: number, seconds: number, level: number, rate = mixRate): Pcm {
  return { rate, samples: Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate)) };
}

const largestStep = (samples: Float32Array): number => samples.reduce((most, sample, i) => (i === 0 ? 0 : Math.max(most, Math.abs(sample - (samples[i - 1] ?? 0)))), 0);
/** Correlation at lag 0, 1 for the same shape. */
function likeness(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((sum, sample, i) => sum + sample * (b[i] ?? 0), 0);
  return dot / (rmsOf(a) * rmsOf(b) * a.length);
}

const middle = (pcm: Pcm) => pcm.samples.subarray(mixRate / 10, (mixRate * 4) / 10);

const crossings = (part: Float32Array) => part.filter((sample, i) => i > 0 && sample >= 0 && (part[i - 1] ?? 0) < 0).length;

test('resampling keeps pitch, level and length, from every usual rate', () => {
  for (const rate of [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 96_000]) {
    const out = resample(tone(440, 0.5, 0.8, rate), mixRate);
    expect(out.samples.length).toBe(Math.round((Math.round(0.5 * rate) * mixRate) / rate));
    expect(likeness(middle(out), middle(tone(440, 0.5, 0.8)))).toBeGreaterThan(0.9999);
    expect(rmsOf(middle(out))).toBeCloseTo(0.8 / Math.SQRT2, 3);
  }
});

test('resampling down lets no frequency fold back', () => {
  const out = resample(tone(30_000, 0.2, 0.8, 96_000), mixRate);
  expect(rmsOf(out.samples.subarray(1_000, 8_000))).toBeLessThan(0.002);
});

test('a shaped clip has no silence, the common loudness and soft ends', () => {
  const raw = mixOf([gap(300), sound(tone(300, 0.4, 0.05)), gap(500)]);
  const { samples, rate } = shapeClip(raw);
  expect(rate).toBe(mixRate);
  expect(Math.abs(samples.length / mixRate - 0.4)).toBeLessThan(0.012);
  expect(rmsOf(samples)).toBeGreaterThan(0.115);
  expect(rmsOf(samples)).toBeLessThan(0.125);
  expect([samples[0], samples.at(-1)].map((sample) => Math.abs(sample ?? 1))).toEqual([0, 0]);
});

test('a peak stops the loudness; silence stays silence', () => {
  const spiky = { rate: mixRate, samples: Float32Array.from({ length: 24_000 }, (_, i) => (i % 2_000 === 500 ? 0.5 : 0.005)) };
  expect(peakOf(shapeClip(spiky).samples)).toBeLessThanOrEqual(0.95);
  expect(peakOf(shapeClip(spiky).samples)).toBeGreaterThan(0.9);
  expect(shapeClip({ rate: 22_050, samples: new Float32Array(5_000) }).samples.length).toBe(0);
  expect(trimSilence({ rate: mixRate, samples: new Float32Array(0) }).samples.length).toBe(0);
});

test('the chime lasts 1.5 s, begins and ends in silence and is two falling tones', () => {
  const { samples, rate } = chime();
  expect([samples.length, rate]).toEqual([72_000, 48_000]);
  expect(Math.abs(samples[0] ?? 1) + Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  expect(crossings(samples.subarray(4_800, 14_400)) / 0.2).toBeCloseTo(660, -1);
  expect(crossings(samples.subarray(33_600, 57_600)) / 0.5).toBeCloseTo(523, -1);
  expect(peakOf(samples)).toBeGreaterThan(0.45);
  expect(peakOf(samples)).toBeLessThanOrEqual(0.5);
});

test('a mix is as long as its parts, to the sample, whatever their rates', () => {
  const clip = fc.record({ rate: fc.constantFrom(8_000, 22_050, 44_100, 48_000), length: fc.integer({ min: 0, max: 400 }) });
  fc.assert(fc.property(fc.array(fc.oneof(clip, fc.integer({ min: 0, max: 50 })), { maxLength: 6 }), (list) => {
    const parts = list.map((part) => (typeof part === 'number' ? gap(part) : sound({ rate: part.rate, samples: new Float32Array(part.length).fill(0.1) })));
    const expected = list.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part * 48 : Math.round((part.length * mixRate) / part.rate)), 0);
    expect(mix(parts, 1).samples.length).toBe(expected);
    expect(durationMs(parts)).toBeCloseTo(expected / 48, 9);
  }), { numRuns: 60 });
});

test('no click where clips meet: no step is larger than within the clips themselves', () => {
  const loud = [tone(211, 0.31, 0.94), tone(197.3, 0.157, 0.94), { rate: mixRate, samples: new Float32Array(9_000).fill(0.9) }];
  const { samples } = mix([...loud, ...loud.toReversed()].map(sound), 1);
  expect(largestStep(samples)).toBeLessThan(0.04);
  const naive = new Float32Array(loud.flatMap((pcm) => [...pcm.samples]));
  expect(largestStep(naive)).toBeGreaterThan(0.5);
});

test('nothing is louder than 0.95, gain scales, order stays', () => {
  const hot: Pcm = { rate: mixRate, samples: tone(500, 0.1, 3).samples };
  expect(peakOf(mix([sound(hot)], 1).samples)).toBeLessThanOrEqual(0.9501);
  const [whole, half] = [mix([sound(tone(500, 0.1, 0.4))], 1), mix([sound(tone(500, 0.1, 0.4))], 0.5)];
  expect(peakOf(half.samples)).toBeCloseTo(peakOf(whole.samples) / 2, 6);
  const { samples } = mix([sound(tone(500, 0.1, 0.4)), gap(100), sound(tone(800, 0.1, 0.2))], 1);
  expect([0, 4_800, 9_600].map((at) => peakOf(samples.subarray(at, at + 4_800)))).toEqual([
    expect.closeTo(0.4, 3), 0, expect.closeTo(0.2, 3),
  ]);
});

const mixOf = (parts: Parameters<typeof mix>[0]): Pcm => mix(parts, 1);
