// Proves what a recording says, without ears: the normalised correlation of each clip with the place where it should be.
import { correlate } from './correlate.ts';
import { decimate, type Recording } from './recording.ts';

/** A clip that should be heard, as loud as it should be heard. */
export type WantedClip = {
  readonly name: string;
  readonly pcm: Recording;
  /** From the beginning of the recording; null searches all of it. */
  readonly expectedAtMs: number | null;
};

/** `identity`: 1 is the very clip at this place, another clip has at most 0.35, silence has 0 and no place. */
export type FoundClip = { readonly name: string; readonly identity: number; readonly atMs: number | null };

const searchRate = 8000;
/** Windows with less than this share of the clip's energy are skipped: noise fits everything a little. */
const leastEnergy = 0.05;
/** Of places as good as this, the one nearest to the expected is taken: digits come twice. */
const tie = 0.03;

/** Looks for each clip within `searchMs` of where it is expected. Recordings and clips must be at a multiple of 8 kHz. */
export function findClips(recording: Recording, clips: readonly WantedClip[], { searchMs }: { readonly searchMs: number }): FoundClip[] {
  const coarse = decimate(recording, searchRate);
  return clips.map(({ name, pcm, expectedAtMs }) => {
    const pattern = decimate(pcm, searchRate).samples;
    const from = expectedAtMs === null ? 0 : Math.max(0, toSamples(expectedAtMs - searchMs));
    const to = expectedAtMs === null ? coarse.samples.length : toSamples(expectedAtMs + searchMs) + pattern.length;
    const scores = identities(coarse.samples.subarray(from, to), pattern);
    const best = bestOf(scores, expectedAtMs === null ? 0 : toSamples(expectedAtMs) - from);
    if (best === null) return { name, identity: 0, atMs: null };
    return { name, ...refine(recording, pcm, from + best.at, best.identity) };
  });
}

/** Where in a recording an utterance begins, wherever it is. */
export function findUtterance(recording: Recording, pcm: Recording): FoundClip {
  const [found] = findClips(recording, [{ name: 'utterance', pcm, expectedAtMs: null }], { searchMs: 0 });
  return found ?? { name: 'utterance', identity: 0, atMs: null };
}

const toSamples = (ms: number): number => Math.round((ms * searchRate) / 1000);

/** The normalised correlation at each offset; 0 where the recording is too quiet. */
function identities(signal: Float32Array, pattern: Float32Array): Float64Array {
  const scores = correlate(signal, pattern);
  const wanted = energyOf(pattern);
  let energy = energyOf(signal.subarray(0, pattern.length));
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = energy < wanted * leastEnergy || wanted === 0 ? 0 : (scores[at] ?? 0) / Math.sqrt(wanted * energy);
    energy += (signal[at + pattern.length] ?? 0) ** 2 - (signal[at] ?? 0) ** 2;
  }
  return scores;
}

function bestOf(scores: Float64Array, expectedAt: number): { at: number; identity: number } | null {
  const top = scores.reduce((best, score) => Math.max(best, score), 0);
  if (top <= 0) return null;
  let nearest = -1;
  for (let at = 0; at < scores.length; at += 1) {
    const isPeak = (scores[at] ?? 0) >= top - tie && (scores[at] ?? 0) >= (scores[at - 1] ?? 0) && (scores[at] ?? 0) >= (scores[at + 1] ?? 0);
    if (isPeak && (nearest < 0 || Math.abs(at - expectedAt) < Math.abs(nearest - expectedAt))) nearest = at;
  }
  return { at: nearest, identity: scores[nearest] ?? 0 };
}

/** Between two samples of the search lie several of the recording: the best of them. */
function refine(recording: Recording, pcm: Recording, at: number, coarse: number): { identity: number; atMs: number } {
  const step = recording.rate / searchRate;
  const isFiner = step > 1 && pcm.rate === recording.rate;
  const from = Math.max(0, (at - 1) * step);
  const end = (at + 1) * step + pcm.samples.length;
  const scores = isFiner ? identities(recording.samples.subarray(from, end), pcm.samples) : new Float64Array(0);
  const identity = scores.reduce((best, score) => Math.max(best, score), 0);
  if (identity <= coarse) return { identity: coarse, atMs: (at * 1000) / searchRate };
  return { identity, atMs: ((from + scores.indexOf(identity)) * 1000) / recording.rate };
}

function energyOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum;
}
