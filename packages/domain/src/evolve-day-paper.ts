// Folds the papers of closed days. What an opening does not take along stands in the log, and any closed day can be printed again.
import type { DayPaperRow } from './day-paper-schema.ts';
import type { EventOf } from './event.ts';
import type { ServiceDate } from './ids.ts';
import type { HallState } from './state.ts';

const papersKept = 40;

/** Word about a paper that is forgotten changes nothing. */
export function evolveDayPaper(state: HallState, at: number, event: EventOf<'dayPaper.ordered' | 'dayPaper.changed'>): void {
  if (event.type === 'dayPaper.changed') {
    const job = state.dayPaperByJob.get(event.jobId);
    if (job) job.outcome = event.outcome;
    return;
  }
  const { jobId, date, part, copy, deviceId } = event;
  state.dayPaperByJob.set(jobId, { jobId, date, part, copy, deviceId, at, outcome: null, isWithdrawn: false });
  const [oldest] = state.dayPaperByJob.keys();
  if (oldest !== undefined && state.dayPaperByJob.size > papersKept) state.dayPaperByJob.delete(oldest);
}

/** D33: the day goes on, so its paper is not true any more; what became of it stays on record. */
export function withdrawDayPapers(state: HallState, date: ServiceDate): void {
  for (const job of state.dayPaperByJob.values()) if (job.date === date) job.isWithdrawn = true;
}

/** D35 */
export function carryDayPapers(state: HallState, rows: readonly DayPaperRow[]): void {
  for (const row of rows) state.dayPaperByJob.set(row.jobId, { ...row });
}
