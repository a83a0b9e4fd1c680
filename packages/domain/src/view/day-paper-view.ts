// Papers of closed days in the views. What stands on them is not in the fold: the hub adds it from its tables.
import type { HallConfig } from '../config.ts';
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

/** The newest copy of each part of a closed day, and of a close that was taken back. */
export type DayPaperView = {
  readonly date: ServiceDate;
  readonly part: DayPart;
  readonly copy: number;
  /** Null: on its way. */
  readonly outcome: SlipOutcome | null;
  /** Nobody has reported it within the policy's time: it is printed when its printer is back. */
  readonly isOverdue?: true;
  /** Its day was opened again: it is not true any more. */
  readonly isWithdrawn?: true;
};

const ofAgent = 8;

/** Ordered from this device and not reported, oldest first, at most 8. */
export const openDayPapers = (state: ReadonlyHall, deviceId: DeviceId): readonly DeepReadonly<DayPaperJob>[] =>
  [...state.dayPaperByJob.values()].filter((job) => job.deviceId === deviceId && job.outcome === null && !job.isWithdrawn).slice(0, ofAgent);

/** Newest first. */
export function dayPaperViews(state: ReadonlyHall, { policy: { paperPendingMs } }: HallConfig, now: number): DayPaperView[] {
  const jobs = [...state.dayPaperByJob.values()].toReversed();
  return jobs
    .filter((job, index) => jobs.findIndex(({ date, part, isWithdrawn }) => date === job.date && part === job.part && isWithdrawn === job.isWithdrawn) === index)
    .map(({ date, part, copy, outcome, at, isWithdrawn }) => ({
      date, part, copy, outcome, ...(isWithdrawn ? { isWithdrawn } : outcome === null && now - at >= paperPendingMs ? { isOverdue: true } : {}),
    }));
}
