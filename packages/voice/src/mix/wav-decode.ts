// Reads WAV files as people and programs write them: extra chunks, several channels, other sample formats, and the open
// length of a program that wrote to a pipe. A damaged file is a value that says what is wrong.
import type { Pcm } from '../types.ts';

export type WavProblem =
  /** No RIFF/WAVE file at all. */
  | 'notWav'
  /** It ends before its data do. */
  | 'cutOff'
  /** Compressed, or samples of a size that is not known here. */
  | 'format'
  /** No sound in it. */
  | 'empty';
export type WavResult = { readonly ok: true; readonly pcm: Pcm } | { readonly ok: false; readonly problem: WavProblem };

type Format = { readonly rate: number; readonly channels: number; readonly bits: number; readonly isFloat: boolean };
type Chunk = { readonly name: string; readonly at: number; readonly size: number };

/** Lengths from here on mean that the writer did not know. */
const openLength = 0x7fff_0000;

/** Several channels become one. */
export function decodeWav(bytes: Uint8Array): WavResult {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (nameAt(view, 0) !== 'RIFF' || nameAt(view, 8) !== 'WAVE') return failed('notWav');
  const chunks = chunksOf(view);
  const format = formatOf(view, chunks.find(({ name }) => name === 'fmt '));
  const data = chunks.find(({ name }) => name === 'data');
  if (!format) return failed(data ? 'format' : 'cutOff');
  if (!data) return failed('cutOff');
  const isOpen = data.size >= openLength;
  const there = view.byteLength - data.at;
  if (data.size > there && !isOpen) return failed('cutOff');
  const read = readerOf(format);
  if (!read) return failed('format');
  const samples = mono(view, data.at, Math.min(data.size, there), format, read);
  return samples.length === 0 ? failed('empty') : { ok: true, pcm: { rate: format.rate, samples } };
}

const failed = (problem: WavProblem): WavResult => ({ ok: false, problem });

function nameAt(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return '';
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** Each chunk is padded to an even length. */
function chunksOf(view: DataView): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    chunks.push({ name: nameAt(view, at), at: at + 8, size });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function formatOf(view: DataView, chunk: Chunk | undefined): Format | null {
  if (!chunk || chunk.size < 16 || chunk.at + 16 > view.byteLength) return null;
  const word = (offset: number): number => view.getUint16(chunk.at + offset, true);
  const isExtended = word(0) === 0xfffe && chunk.size >= 26 && chunk.at + 26 <= view.byteLength;
  const code = isExtended ? word(24) : word(0);
  const [channels, rate, bits] = [word(2), view.getUint32(chunk.at + 4, true), word(14)];
  const isKnown = (code === 1 || code === 3) && channels >= 1 && channels <= 8 && rate >= 4_000 && rate <= 384_000;
  return isKnown ? { rate, channels, bits, isFloat: code === 3 } : null;
}

type Reader = (view: DataView, at: number) => number;

function readerOf({ bits, isFloat }: Format): Reader | null {
  if (isFloat) return bits === 32 ? (view, at) => bounded(view.getFloat32(at, true)) : null;
  switch (bits) {
    case 8: return (view, at) => (view.getUint8(at) - 128) / 128;
    case 16: return (view, at) => view.getInt16(at, true) / 32_768;
    case 24: return (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608;
    case 32: return (view, at) => view.getInt32(at, true) / 2_147_483_648;
    default: return null;
  }
}

const bounded = (sample: number): number => (Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0);

function mono(view: DataView, at: number, size: number, { channels, bits }: Format, read: Reader): Float32Array {
  const width = bits / 8;
  return Float32Array.from({ length: Math.floor(size / (width * channels)) }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += read(view, at + (frame * channels + channel) * width);
    return sum / channels;
  });
}
