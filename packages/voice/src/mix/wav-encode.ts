import type { Pcm } from '../types.ts';

const headerBytes = 44;

/** A WAV file: mono, 16 bit, little endian. Samples beyond ±1 are clipped. */
export function encodeWav({ rate, samples }: Pcm): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, name: string): void => bytes.set(Array.from(name, (letter) => letter.charCodeAt(0)), at);
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, i) => view.setInt16(headerBytes + i * 2, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))), true));
  return bytes;
}
