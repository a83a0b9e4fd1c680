import { fieldOf } from './use-simulator.ts';

/** What the simulated speaker played; times in epoch milliseconds. */
export type HeardSound = {
  readonly number: number;
  readonly title: string;
  readonly startedAt: number;
  /** Null while it sounds. */
  readonly endedAt: number | null;
  readonly isWhole: boolean;
  /** Loudness over its length, 0 to 100. */
  readonly peaks: readonly number[];
};

/** The speaker's log, newest first. */
export function readSounds(list: readonly unknown[]): readonly HeardSound[] {
  return list.flatMap(readSound).toReversed();
}

function readSound(entry: unknown): HeardSound[] {
  const [number, title, startedAt, endedAt, peaks] = ['number', 'title', 'startedAt', 'endedAt', 'peaks'].map((name) => fieldOf(entry, name));
  if (typeof number !== 'number' || typeof title !== 'string' || typeof startedAt !== 'number' || !Array.isArray(peaks)) return [];
  return [{
    number, title, startedAt,
    endedAt: typeof endedAt === 'number' ? endedAt : null,
    isWhole: fieldOf(entry, 'isWhole') === true,
    peaks: peaks.filter((peak: unknown) => typeof peak === 'number'),
  }];
}
