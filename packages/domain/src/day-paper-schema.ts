// The paper of a closed day: its summary and its root, in two copies.
import { z } from 'zod';
import { DeviceId, Instant, JobId, ServiceDate } from './ids.ts';
import { SlipOutcome } from './slip-schema.ts';

/** 1 stays in the hall, 2 goes to the archive. */
export const DayPart = z.literal([1, 2]);
export type DayPart = z.infer<typeof DayPart>;

export const dayPaperIntents = [
  /** Prints again; the page makes `jobId` once a press. */
  z.strictObject({ type: z.literal('dayPaper.order'), jobId: JobId, date: ServiceDate, part: DayPart }),
] as const;

/** A paper as `day.opened` takes it along. */
export const DayPaperRow = z.strictObject({
  jobId: JobId, date: ServiceDate, part: DayPart, copy: z.int().min(0), deviceId: DeviceId, at: Instant, outcome: SlipOutcome.nullable(), isWithdrawn: z.boolean(),
});
export type DayPaperRow = z.infer<typeof DayPaperRow>;

/** They stand behind the close, so the root that the paper tells does not cover them. What stands on it is counted from the log. */
export const dayPaperEvents = [
  /** `copy` 0 is the paper itself; every further one says 补打. */
  z.strictObject({ type: z.literal('dayPaper.ordered'), jobId: JobId, date: ServiceDate, part: DayPart, copy: z.int().min(0), deviceId: DeviceId }),
  z.strictObject({ type: z.literal('dayPaper.changed'), jobId: JobId, date: ServiceDate, outcome: SlipOutcome, at: Instant }),
] as const;
