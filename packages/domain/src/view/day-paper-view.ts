// Papers of closed days in the views. What stands on them is not in the fold: the hub adds it from its tables.
import type { DayPart } from '../day-paper-schema.ts';
import type { DayRoot } from '../day-root.ts';
import type { DaySummary } from '../day-summary.ts';
import type { DeviceId, JobId, ServiceDate } from '../ids.ts';
import type { SlipOutcome } from '../slip-schema.ts';
import type { DayPaperJob, DeepReadonly, ReadonlyHall } from '../state.ts';

/** A paper that an agent is to print, with all that stands on it besides names. */
export type DayPaperOrder = {
  readonly jobId: JobId;
  /** 0 is the paper itself; every further one says 补打. */
  readonly copy: number;
  readonly part: DayPart;
  readonly root: DayRoot;
  readonly summary: DaySummary;
};

/** The newest copy of each part of each closed day that was printed since the last opening. */
export type DayPaperView = { readonly date: ServiceDate; readonly part: DayPart; readonly copy: number; /** Null: on its way. */ readonly outcome: SlipOutcome | null };

const ofAgent = 8;

/** Ordered from this device and not reported, oldest first, at most 8. */
export const openDayPapers = (state: ReadonlyHall, deviceId: DeviceId): readonly DeepReadonly<DayPaperJob>[] =>
  [...state.dayPaperByJob.values()].filter((job) => job.deviceId === deviceId && job.outcome === null).slice(0, ofAgent);

/** Newest first. */
export function dayPaperViews(state: ReadonlyHall): DayPaperView[] {
  const jobs = [...state.dayPaperByJob.values()].toReversed();
  return jobs
    .filter((job, index) => jobs.findIndex(({ date, part }) => date === job.date && part === job.part) === index)
    .map(({ date, part, copy, outcome }) => ({ date, part, copy, outcome }));
}
