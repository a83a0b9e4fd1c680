import type { Readable } from 'node:stream';

export type CardOptions = {
  /** Time before the first sound. */
  readonly wakeMs: number;
  /** Ends after so much sound; null plays all. */
  readonly cutAfterMs: number | null;
};

const bytesPerMs = 96;
const bufferBytes = 200 * bytesPerMs;
const stepMs = 10;

/**
 * Takes s16le, mono, 48 kHz at the pace of a sound card with a buffer of 200 ms: `sound` gets the samples when they would
 * be heard. Resolves with whether all of the input was.
 */
export async function soundCard(input: Readable, { wakeMs, cutAfterMs }: CardOptions, sound: (bytes: Buffer) => void): Promise<boolean> {
  const buffer = fillBuffer(input);
  while (!buffer.isReady()) await sleep(stepMs);
  await sleep(wakeMs);
  let startedAt = performance.now();
  let played = 0;
  while (!buffer.isOver()) {
    await sleep(stepMs);
    const due = samples((performance.now() - startedAt) * bytesPerMs) - played;
    const bytes = buffer.take(due);
    // An underrun: the time passes in silence.
    if (bytes.length < due) startedAt += (due - bytes.length) / bytesPerMs;
    played += bytes.length;
    if (bytes.length > 0) sound(bytes);
    if (cutAfterMs !== null && played >= cutAfterMs * bytesPerMs) return false;
  }
  return cutAfterMs === null;
}

type CardBuffer = { isReady(): boolean; isOver(): boolean; take(count: number): Buffer };

function fillBuffer(input: Readable): CardBuffer {
  let held = Buffer.alloc(0);
  let hasEnded = false;
  input.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    if (held.length >= bufferBytes) input.pause();
  });
  const end = (): void => void (hasEnded = true);
  input.once('end', end).once('error', end);
  return {
    isReady: () => hasEnded || held.length >= bufferBytes,
    isOver: () => hasEnded && held.length < 2,
    take(count) {
      const taken = held.subarray(0, Math.min(count, samples(held.length)));
      held = held.subarray(taken.length);
      if (held.length < bufferBytes) input.resume();
      return taken;
    },
  };
}

/** Whole samples only. */
const samples = (bytes: number): number => Math.floor(bytes / 2) * 2;

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
