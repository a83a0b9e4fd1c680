// Sounds and pauses one after another: gapless by construction, no click where two meet, never louder than allowed.
import type { Pcm } from '../types.ts';
import { mixRate, samplesOf } from './rate.ts';
import { resample } from './resample.ts';
import { fadeEdges, maxPeak, peakOf } from './shape.ts';

export type Part = { readonly kind: 'sound'; readonly pcm: Pcm } | { readonly kind: 'pause'; readonly ms: number };

export const sound = (pcm: Pcm): Part => ({ kind: 'sound', pcm });
export const gap = (ms: number): Part => ({ kind: 'pause', ms });

/** One sound of all the parts, 48 kHz; `gain` is a factor between 0 and 1. */
export function mix(parts: readonly Part[], gain: number): Pcm {
  const samples = new Float32Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    if (part.kind === 'sound') samples.set(fitting(part.pcm, gain), at);
    at += partLength(part);
  }
  return { rate: mixRate, samples };
}

/** How long the mix will be, milliseconds. */
export function durationMs(parts: readonly Part[]): number {
  return (lengthOf(parts) / mixRate) * 1000;
}

/** The sound with soft edges, and softer where it would be too loud. */
function fitting(pcm: Pcm, gain: number): Float32Array {
  const { samples } = fadeEdges(resample(pcm, mixRate));
  const factor = (maxPeak / Math.max(maxPeak, peakOf(samples))) * gain;
  if (factor !== 1) for (let i = 0; i < samples.length; i += 1) samples[i] = (samples[i] ?? 0) * factor;
  return samples;
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + partLength(part), 0);
}

/** In samples of the mix, as `resample` makes them. */
function partLength(part: Part): number {
  return part.kind === 'pause' ? samplesOf(part.ms) : Math.round((part.pcm.samples.length * mixRate) / part.pcm.rate);
}
