// How far one tap has come, in the words of the page's protocol; the paper's truth follows from its jobs.
import type { PaperTruth, TicketProgress } from '@hallcall/protocol';
import { boundsOf } from '../bounds.ts';
import { estimatesOf } from '../estimates.ts';
import type { Issue, Job, JobState, ReadonlyAgent } from '../core/state.ts';

const truthOf: Record<JobState, PaperTruth> = {
  queued: 'printing', sending: 'printing', acked: 'printed', sent: 'sent', failed: 'failed', unknown: 'unknown',
};

/** Null for a tap that this agent has never heard of (or has forgotten, days later). */
export function progressOf(state: ReadonlyAgent, requestId: string, linkOf: (ticketId: string) => string): TicketProgress | null {
  const issue = state.issueByRequest.get(requestId);
  if (!issue) return null;
  if (issue.end === null) return { requestId, phase: 'asking' };
  if (issue.end.kind === 'refused') return { requestId, phase: 'refused', refusal: issue.end.refusal };
  const { ticket } = issue.end;
  const newest = newestJob(state, ticket.ticketId);
  return {
    requestId, phase: 'issued', paper: paperTruth(issue, newest), copy: newest?.copy ?? 0,
    ticket: {
      ticketId: ticket.ticketId, number: ticket.number, stops: ticket.stops, chain: ticket.chain, day: ticket.day,
      issuedAt: ticket.issuedAt, offline: ticket.offline, ahead: ticket.ahead, bounds: boundsOf(ticket.stops), estimates: estimatesOf(ticket), url: linkOf(ticket.ticketId),
    },
  };
}

/** A copy on its way goes first; otherwise a noted number outweighs paper that did not come. */
function paperTruth({ isNoted }: Issue, newest: Job | null): PaperTruth {
  const truth = newest ? truthOf[newest.state] : 'failed';
  return isNoted && (truth === 'failed' || truth === 'unknown') ? 'shown' : truth;
}

function newestJob(state: ReadonlyAgent, ticketId: string): Job | null {
  let newest: Job | null = null;
  for (const job of state.jobById.values()) {
    if ('ticket' in job && job.ticket.ticketId === ticketId && (newest === null || job.copy > newest.copy)) newest = job;
  }
  return newest;
}
