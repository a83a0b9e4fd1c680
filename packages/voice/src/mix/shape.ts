// A raw recording becomes a clip: 48 kHz, no silence at its ends, as loud as every other, no click where it begins and ends.
import type { Pcm } from '../types.ts';
import { mixRate } from './rate.ts';
import { resample } from './resample.ts';

/** No sample of a mix is larger. */
export const maxPeak = 0.95;
/** Loudness that clips are brought to, so that languages and voices match. */
const targetRms = 0.12;
/** A frame whose loudness is below this is silence. */
const silence = { level: 0.003, frameMs: 5 } as const;
const fade = { headMs: 3, tailMs: 8 } as const;

/** Everything a clip needs before it may be mixed; without samples when the recording is silent. */
export function shapeClip(raw: Pcm): Pcm {
  return fadeEdges(normalise(trimSilence(resample(raw, mixRate))));
}

/** Without the silent frames at both ends; a frame more is kept, so that soft beginnings are not cut into. */
export function trimSilence({ rate, samples }: Pcm): Pcm {
  const size = Math.max(1, Math.round((silence.frameMs * rate) / 1000));
  const frames = Array.from({ length: Math.ceil(samples.length / size) }, (_, i) => rmsOf(samples.subarray(i * size, (i + 1) * size)));
  const isLoud = (level: number): boolean => level > silence.level;
  const first = frames.findIndex(isLoud);
  if (first < 0) return { rate, samples: new Float32Array(0) };
  return { rate, samples: samples.slice(Math.max(0, first - 1) * size, (frames.findLastIndex(isLoud) + 2) * size) };
}

/** To the common loudness, or as near as the largest peak allows. */
function normalise({ rate, samples }: Pcm): Pcm {
  const peak = peakOf(samples);
  if (peak === 0) return { rate, samples };
  return { rate, samples: scaled(samples, Math.min(targetRms / rmsOf(samples), maxPeak / peak)) };
}

/** Rises from and falls to nothing within a few milliseconds. */
export function fadeEdges({ rate, samples }: Pcm): Pcm {
  const faded = samples.slice();
  const end = samples.length - 1;
  const ramp = (ms: number): number => Math.min(Math.round((ms * rate) / 1000), Math.floor(samples.length / 2));
  const [head, tail] = [ramp(fade.headMs), ramp(fade.tailMs)];
  for (let i = 0; i < head; i += 1) faded[i] = (faded[i] ?? 0) * (i / head);
  for (let i = 0; i < tail; i += 1) faded[end - i] = (faded[end - i] ?? 0) * (i / tail);
  return { rate, samples: faded };
}

export function scaled(samples: Float32Array, factor: number): Float32Array {
  return factor === 1 ? samples : samples.map((sample) => sample * factor);
}

export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < samples.length; i += 1) peak = Math.max(peak, Math.abs(samples[i] ?? 0));
  return peak;
}

export function rmsOf(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i += 1) sum += (samples[i] ?? 0) ** 2;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
