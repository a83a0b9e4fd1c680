// What names a closed service day for good: the hash of its last event in the chain of the log.
import { z } from 'zod';
import { Instant, ServiceDate } from './ids.ts';

/** The root itself: sha256, lower-case hex. */
export const RootHash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The chain is linear, so the hash of `day.closed` alone covers every event up to it, those of the day (`firstSeq` is its opening,
 * `lastSeq` the close) and all before. A reopened day has one root a close, with the same `firstSeq`.
 */
export const DayRoot = z.strictObject({
  date: ServiceDate, epoch: z.int().min(1), firstSeq: z.int().min(1), lastSeq: z.int().min(2), root: RootHash,
  /** When the day was closed, epoch ms. */
  at: Instant,
});
export type DayRoot = z.infer<typeof DayRoot>;
