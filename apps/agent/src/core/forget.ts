import type { ServiceDate } from '@hallcall/domain';
import type { CoreContext } from './context.ts';
import type { Fact, Issue, Job, ReadonlyAgent, Write } from './state.ts';

const dayMs = 24 * 60 * 60_000;
/** Counters, and facts that people must look at, stay longer than any clock is likely to be wrong. Days. */
const keptDays = 30;
/** A refused request is remembered at least this long, so that a resent tap gets the same answer. ms. */
const refusalKeptMs = 60 * 60_000;

/** Drops what belongs to earlier days and has been told to the hub. */
export function forgetPast(state: ReadonlyAgent, context: CoreContext): Write[] {
  const before = daysBefore(context.day, keptDays);
  const facts = [...state.factById.values()].filter((fact) => isFactOver(fact, context.day, before)).map((fact) => fact.commandId);
  const jobs = [...state.jobById.values()].filter((job) => isJobOver(state, job, context)).map((job) => job.jobId);
  const requests = [...state.issueByRequest.values()].filter((issue) => isIssueOver(issue, context)).map((issue) => issue.requestId);
  if (facts.length + jobs.length + requests.length === 0) return [];
  return [{ kind: 'forget', facts, jobs, requests, before }];
}

function isFactOver(fact: Fact, today: ServiceDate, before: ServiceDate): boolean {
  return fact.state === 'acknowledged' ? fact.day < today : fact.state !== 'waiting' && fact.day < before;
}

function isJobOver(state: ReadonlyAgent, job: Job, { day: today, now }: CoreContext): boolean {
  // A paper of an earlier day may be ordered today, and stands in the hub's view until its outcome is heard: forgotten before, it would be printed twice.
  if (job.origin === 'day') return now - job.changedAt > dayMs && isEnded(job) && !isUntold(state, job);
  const { day } = job.origin === 'window' ? job.order : job.ticket;
  return day < today && isEnded(job);
}

const isUntold = ({ factById }: ReadonlyAgent, { jobId }: Job): boolean =>
  [...factById.values()].some(({ state, command }) => state === 'waiting' && command.type === 'slip.report' && command.jobId === jobId);

const isEnded = ({ state }: Job): boolean => state !== 'queued' && state !== 'sending';

function isIssueOver({ end, intent, askedAt }: Issue, context: CoreContext): boolean {
  if (end === null || intent?.isOpen === true) return false;
  return end.kind === 'issued' ? end.ticket.day < context.day : context.now - askedAt > refusalKeptMs;
}

function daysBefore(day: ServiceDate, days: number): ServiceDate {
  // The brand survives: a date minus whole days is a date.
  return new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10) as ServiceDate;
}
