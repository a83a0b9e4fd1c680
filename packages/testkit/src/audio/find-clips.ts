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
/** Peaks nearer than this belong to one place. */
const placeMs = 50;
/** A place whose score falls behind the best by more is none; between two samples of the search lies up to so much. */
const coarseTie = 0.1;
/** Of places as good as this, the one nearest to the expected is taken: digits come twice. */
const tie = 0.01;

/** Looks for each clip within `searchMs` of where it is expected. Recordings and clips must be at a multiple of 8 kHz. */
export function findClips(recording: Recording, clips: readonly WantedClip[], { searchMs }: { readonly searchMs: number }): FoundClip[] {
  const coarse = decimate(recording, searchRate);
  return clips.map(({ name, pcm, expectedAtMs }) => {
    const pattern = decimate(pcm, searchRate).samples;
    const from = expectedAtMs === null ? 0 : Math.max(0, toSamples(expectedAtMs - searchMs));
    const to = expectedAtMs === null ? coarse.samples.length : toSamples(expectedAtMs + searchMs) + pattern.length;
    const scores = identities(coarse.samples.subarray(from, to), pattern);
    const places = placesOf(scores).map(({ at, identity }) => refine(recording, pcm, from + at, identity));
    return { name, ...nearest(places, expectedAtMs) };
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

type Place = { readonly at: number; readonly identity: number };

/** The best offset of every stretch that has one about as good as the best of all. */
function placesOf(scores: Float64Array): Place[] {
  const top = scores.reduce((best, score) => Math.max(best, score), 0);
  const places: Place[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const identity = scores[at] ?? 0;
    const last = places.at(-1);
    const isSamePlace = last !== undefined && at - last.at < toSamples(placeMs);
    if (identity === 0 || identity < top - coarseTie || (isSamePlace && identity <= last.identity)) continue;
    if (isSamePlace) places.pop();
    places.push({ at, identity });
  }
  return places;
}

type Found = Omit<FoundClip, 'name'>;

function nearest(places: readonly { readonly identity: number; readonly atMs: number }[], expectedAtMs: number | null): Found {
  const top = places.reduce((best, { identity }) => Math.max(best, identity), 0);
  const good = places.filter(({ identity }) => identity >= top - (expectedAtMs === null ? 0 : tie));
  const distance = ({ atMs }: { readonly atMs: number }): number => Math.abs(atMs - (expectedAtMs ?? 0));
  return good.toSorted((a, b) => distance(a) - distance(b))[0] ?? { identity: 0, atMs: null };
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
