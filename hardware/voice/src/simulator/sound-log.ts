import { encodeWav, mixRate } from '@hallcall/voice';

/** One utterance as the hall heard it; times are epoch milliseconds, `endedAt` null while it sounds. */
export type HeardSound = {
  readonly number: number;
  readonly title: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** It was played to its end. */
  readonly isWhole: boolean;
  /** Its shape: at most 200 values from 0 to 100. */
  readonly peaks: readonly number[];
};

/** Takes one utterance while it sounds. */
export type SoundTake = { add(bytes: Buffer): void; end(isWhole: boolean): void };

/** What the hall heard, the newest last; older ones are forgotten. */
export type SoundLog = {
  begin(title: string): SoundTake;
  sounds(): readonly HeardSound[];
  /** A sound as WAV file, or null. */
  wav(number: number): Uint8Array | null;
  isSounding(): boolean;
};

type Entry = { number: number; title: string; startedAt: number; endedAt: number | null; isWhole: boolean; chunks: Buffer[]; bytes: number };

const keptSounds = 40;
/** A minute each: 5.8 MB. What is longer is not kept, but still heard. */
const keptBytes = 60 * mixRate * 2;
const peakCount = 200;

/** Makes an empty log. */
export function createSoundLog(now: () => number): SoundLog {
  const entries: Entry[] = [];
  let count = 0;
  return {
    begin(title) {
      count += 1;
      const entry: Entry = { number: count, title, startedAt: now(), endedAt: null, isWhole: false, chunks: [], bytes: 0 };
      entries.push(entry);
      if (entries.length > keptSounds) entries.shift();
      return {
        add(bytes) {
          if (entry.bytes + bytes.length > keptBytes) return;
          entry.chunks.push(bytes);
          entry.bytes += bytes.length;
        },
        end(isWhole) {
          if (entry.endedAt === null) Object.assign(entry, { endedAt: now(), isWhole });
        },
      };
    },
    sounds: () => entries.map(describe),
    wav(number) {
      const entry = entries.find((other) => other.number === number);
      return entry === undefined ? null : encodeWav({ rate: mixRate, samples: samplesOf(entry) });
    },
    isSounding: () => entries.some(({ endedAt }) => endedAt === null),
  };
}

function describe(entry: Entry): HeardSound {
  const { number, title, startedAt, endedAt, isWhole } = entry;
  return { number, title, startedAt, endedAt, isWhole, peaks: peaksOf(samplesOf(entry)) };
}

/** An odd last byte is half a sample and is left out. */
function samplesOf({ chunks }: Entry): Float32Array {
  const bytes = Buffer.concat(chunks);
  return Float32Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => bytes.readInt16LE(i * 2) / 32_768);
}

function peaksOf(samples: Float32Array): number[] {
  const count = Math.min(peakCount, samples.length);
  return Array.from({ length: count }, (_, i) => {
    const part = samples.subarray(Math.floor((i * samples.length) / count), Math.floor(((i + 1) * samples.length) / count));
    return Math.round(part.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) * 100);
  });
}
