// The sound before every announcement, made of two falling tones, so that it needs no file.
import type { Pcm } from '../types.ts';
import { mixRate, samplesOf } from './rate.ts';

/** E5 and C5. */
const tones = [{ hertz: 659.25, ms: 600 }, { hertz: 523.25, ms: 900 }] as const;
const attackMs = 5;
const decayMs = 550;
const level = 0.5;

/** 1.5 s, 48 kHz; begins and ends in silence. */
export function chime(): Pcm {
  const samples = new Float32Array(samplesOf(chimeMs));
  let at = 0;
  for (const tone of tones) {
    const length = samplesOf(tone.ms);
    for (let i = 0; i < length; i += 1) {
      const envelope = Math.min(1, i / samplesOf(attackMs), (length - i) / samplesOf(decayMs));
      samples[at + i] = level * envelope * Math.sin((2 * Math.PI * tone.hertz * i) / mixRate);
    }
    at += length;
  }
  return { rate: mixRate, samples };
}

const chimeMs = tones.reduce((sum, { ms }) => sum + ms, 0);
