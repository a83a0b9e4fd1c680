// The paper of a closed day: ordered with every close, whatever closed it, and again by a manager (RULES.md, D30–D33, D35).
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { DayPaperRow, DayPart } from '../day-paper-schema.ts';
import type { EventOf, HallEvent } from '../event.ts';
import type { DeviceId, JobId, ServiceDate } from '../ids.ts';
import type { ReadonlyHall } from '../state.ts';
import { isNews } from './slip.ts';

/** D30: what a close brings with it, behind the events of the decision. */
export function withDayPapers(decision: Decision, context: Context): Decision {
  if (decision.kind !== 'events') return decision;
  const closed = decision.events.find((event) => event.type === 'day.closed');
  const papers = closed ? firstPapers(closed.date, context) : [];
  return papers.length === 0 ? decision : accept(...decision.events, ...papers);
}

function firstPapers(date: ServiceDate, context: Context): HallEvent[] {
  const deviceId = context.config.day.summaryPrinter;
  // The context's ids have the form that the schema of JobId asks for.
  return deviceId === null ? [] : parts.map((part) => ({ type: 'dayPaper.ordered', jobId: context.newId() as JobId, date, part, copy: 0, deviceId }));
}

const parts = [1, 2] as const satisfies readonly DayPart[];

/** D31 */
export function orderDayPaper(state: ReadonlyHall, { jobId, date, part }: CommandOf<'dayPaper.order'>, { config, past }: Context): Decision {
  const { day } = state;
  if (state.dayPaperByJob.has(jobId)) return accept();
  const isClosed = day?.date === date ? day.closed !== null : past.isClosed(date);
  if (!isClosed) return reject({ code: 'day.notClosed', date });
  const deviceId: DeviceId | null = config.day.summaryPrinter;
  if (deviceId === null) return reject({ code: 'dayPaper.noPrinter' });
  const copies = [...state.dayPaperByJob.values()].filter((job) => job.date === date && job.part === part && !job.isWithdrawn).map(({ copy }) => copy);
  return accept({ type: 'dayPaper.ordered', jobId, date, part, copy: Math.max(0, ...copies) + 1, deviceId });
}

/** D32: never refused; null: this job is none of a day's papers. */
export function reportDayPaper(state: ReadonlyHall, { jobId, outcome, at }: CommandOf<'slip.report'>, { actor, now }: Context): Decision | null {
  const job = state.dayPaperByJob.get(jobId);
  if (!job) return null;
  if (actor.role !== 'agent' || actor.deviceId !== job.deviceId || !isNews(job.outcome, outcome)) return accept();
  return accept(changed(job, outcome, Math.min(at, now)));
}

const changed = ({ jobId, date }: { readonly jobId: JobId; readonly date: ServiceDate }, outcome: EventOf<'dayPaper.changed'>['outcome'], at: number): HallEvent => ({ type: 'dayPaper.changed', jobId, date, outcome, at });

/** Two parts of a fortnight: a printer that nobody ever repairs makes no state that grows. */
const mostWaiting = 28;

/** D35: what nobody reported yet, the newest of it, and what became of those of the day before. */
export function carriedDayPapers({ dayPaperByJob, day }: ReadonlyHall): DayPaperRow[] {
  const jobs = [...dayPaperByJob.values()];
  const waiting = jobs.filter(({ outcome, isWithdrawn, date }) => outcome === null && !isWithdrawn && date !== day?.date).slice(-mostWaiting);
  return jobs.filter((job) => job.date === day?.date || waiting.includes(job)).map((job) => ({ ...job }));
}
