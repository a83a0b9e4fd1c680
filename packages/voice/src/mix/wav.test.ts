import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeWav } from './wav-decode.ts';
import { encodeWav } from './wav-encode.ts';

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const u16 = (n: number) => [n & 255, (n >> 8) & 255];
const u32 = (n: number) => [...u16(n & 0xffff), ...u16(n >>> 16)];
const chunk = (name: string, body: readonly number[]) => [...ascii(name), ...u32(body.length), ...body, ...(body.length % 2 === 1 ? [0] : [])];
const format = (code: number, channels: number, rate: number, bits: number) =>
  [...u16(code), ...u16(channels), ...u32(rate), ...u32((rate * channels * bits) / 8), ...u16((channels * bits) / 8), ...u16(bits)];
const riff = (...chunks: readonly (readonly number[])[]) => {
  const body = [...ascii('WAVE'), ...chunks.flat()];
  return new Uint8Array([...ascii('RIFF'), ...u32(body.length), ...body]);
};
const samplesIn = (bytes: Uint8Array) => {
  const result = decodeWav(bytes);
  return result.ok ? { rate: result.pcm.rate, samples: [...result.pcm.samples] } : result.problem;
};
const mono16 = chunk('fmt ', format(1, 1, 22_050, 16));

test('encoding is a plain 44-byte header and 16-bit samples', () => {
  const bytes = encodeWav({ rate: 48_000, samples: new Float32Array([0, 0.5, -1, 1, 2]) });
  expect([...bytes]).toEqual([
    ...ascii('RIFF'), ...u32(46), ...ascii('WAVE'), ...chunk('fmt ', format(1, 1, 48_000, 16)),
    ...ascii('data'), ...u32(10), 0, 0, 0, 64, 0, 128, 255, 127, 255, 127,
  ]);
});

test('what was encoded is decoded, and encodes to the same bytes', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 50 }), fc.integer({ min: 4_000, max: 96_000 }), (values, rate) => {
    const bytes = encodeWav({ rate, samples: Float32Array.from(values, (value) => value / 32_768) });
    const result = decodeWav(bytes);
    expect(result).toMatchObject({ ok: true, pcm: { rate } });
    expect(result.ok && [...encodeWav(result.pcm)]).toEqual([...bytes]);
  }));
});

test('extra chunks before, between and after, odd ones padded', () => {
  const bytes = riff(chunk('LIST', [1, 2, 3]), mono16, chunk('fact', [0, 0, 0, 0]), chunk('data', [...u16(16_384), ...u16(0)]), chunk('id3 ', [9]));
  expect(samplesIn(bytes)).toEqual({ rate: 22_050, samples: [0.5, 0] });
});

test('a length that the writer did not know ends with the file', () => {
  for (const size of [0x7fff_f000, 0xffff_ffff]) {
    const bytes = new Uint8Array([...ascii('RIFF'), ...u32(size), ...ascii('WAVE'), ...mono16, ...ascii('data'), ...u32(size), ...u16(16_384), 7]);
    expect(samplesIn(bytes)).toEqual({ rate: 22_050, samples: [0.5] });
  }
});

test('8, 16, 24, 32 bit, float, extended headers and two channels', () => {
  expect(samplesIn(riff(chunk('fmt ', format(1, 1, 8_000, 8)), chunk('data', [128, 192, 0])))).toEqual({ rate: 8_000, samples: [0, 0.5, -1] });
  expect(samplesIn(riff(chunk('fmt ', format(1, 1, 48_000, 24)), chunk('data', [0, 0, 64, 0, 0, 192])))).toEqual({ rate: 48_000, samples: [0.5, -0.5] });
  expect(samplesIn(riff(chunk('fmt ', format(1, 1, 48_000, 32)), chunk('data', u32(0x4000_0000))))).toEqual({ rate: 48_000, samples: [0.5] });
  const float = [...new Uint8Array(new Float32Array([0.25, Number.NaN, 3]).buffer)];
  expect(samplesIn(riff(chunk('fmt ', format(3, 1, 48_000, 32)), chunk('data', float)))).toEqual({ rate: 48_000, samples: [0.25, 0, 1] });
  const extended = [...format(0xfffe, 2, 48_000, 16), ...u16(22), ...u16(16), ...u32(3), ...u16(1), ...Array<number>(14).fill(0)];
  expect(samplesIn(riff(chunk('fmt ', extended), chunk('data', [...u16(16_384), ...u16(0)])))).toEqual({ rate: 48_000, samples: [0.25] });
});

test('a damaged or foreign file is a problem', () => {
  const data = chunk('data', [0, 0]);
  expect(samplesIn(new Uint8Array(0))).toBe('notWav');
  expect(samplesIn(new Uint8Array(ascii('ID3 mp3 of some kind')))).toBe('notWav');
  expect(samplesIn(riff(mono16))).toBe('cutOff');
  expect(samplesIn(riff(mono16, [...ascii('data'), ...u32(100), 1, 2]))).toBe('cutOff');
  expect(samplesIn(riff(data))).toBe('format');
  expect(samplesIn(riff(chunk('fmt ', format(85, 1, 48_000, 16)), data))).toBe('format');
  expect(samplesIn(riff(chunk('fmt ', format(1, 0, 48_000, 16)), data))).toBe('format');
  expect(samplesIn(riff(chunk('fmt ', format(1, 1, 48_000, 12)), data))).toBe('format');
  expect(samplesIn(riff(mono16, chunk('data', [])))).toBe('empty');
});

test('no bytes make it throw, and cut off anywhere it is sound or a problem', () => {
  const good = [...encodeWav({ rate: 48_000, samples: new Float32Array(20).fill(0.5) })];
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(good.length), (changes, length) => {
    const bytes = Uint8Array.from(good);
    for (const [at, value] of changes) bytes[at] = value;
    const result = decodeWav(bytes.subarray(0, length));
    expect(result.ok ? result.pcm.samples.every((sample) => Math.abs(sample) <= 1) : result.problem.length > 0).toBe(true);
  }), { numRuns: 500 });
  expect(Array.from({ length: good.length }, (_, length) => decodeWav(Uint8Array.from(good.slice(0, length))).ok)).not.toContain(true);
});
