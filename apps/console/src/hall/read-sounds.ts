import type { HeardSound } from '@hallcall/hardware-voice';
import { fieldOf } from './use-simulator.ts';

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
