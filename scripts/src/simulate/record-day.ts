// A log read as a plan: who came when and wanted what, how long each visit took, who was not there, which windows worked.
// Who was called when, and to which window, is left out: that is decided anew.
import { isOpenAt, type EventOf, type HallConfig, type TicketId, type TimedEvent } from '@hallcall/domain';
import { handle, type Handlers } from './by-type.ts';
import { latestMinutes } from './profile.ts';
import { createTurnRecorder } from './record-turns.ts';
import type { DayPlan, RosterStep, Visitor, WindowPlan } from './visitor.ts';

const minuteMs = 60_000;

/** `hall` is the one that is to be played: windows that the log does not know work all day, others of the log are left out. */
export function recordDay(events: readonly TimedEvent[], hall: HallConfig): DayPlan {
  const opened = events[0];
  const closed = events.at(-1);
  if (opened?.event.type !== 'day.opened' || closed?.event.type !== 'day.closed') throw new Error('not a whole day');
  const isByManager = closed.event.by === 'manager' && hall.timetable.kind !== 'always';
  return {
    // Whom the timetable would have let in before was the hub that was not there yet.
    startsAt: isOpenAt(hall, opened.at - minuteMs) ? opened.at : opened.at - minuteMs,
    managerOpensAt: opened.event.by === 'manager' ? opened.at : null,
    managerClosesAt: isByManager ? closed.at : closed.at + latestMinutes * minuteMs,
    visitors: recordVisitors(events, closed.at),
    windows: recordRoster(events, hall),
  };
}

type Draft = { -readonly [K in keyof Omit<Visitor, 'turns'>]: Visitor[K] } & { readonly issuedAt: number };

function recordVisitors(events: readonly TimedEvent[], closedAt: number): Visitor[] {
  const drafts = new Map<TicketId, Draft>();
  const turns = createTurnRecorder();
  for (const { at, event } of events) {
    if ('lateDay' in event && event.lateDay !== undefined) continue;
    handle(notes, event, drafts, at);
    turns.see(at, event);
  }
  return [...drafts.values()].map((draft) => ({ ...draft, turns: turns.of(draft.ticketId, closedAt) }));
}

function draftOf(at: number, event: EventOf<'ticket.issued' | 'ticket.revived'>): Draft {
  const { ticketId, issuedAt, stops, chain, device, personClass, needs, booked, language, offline, number } = event;
  return {
    ticketId, device, language, issuedAt: at, arrivesAt: issuedAt,
    items: stops.flatMap(({ items }) => items), chain: chain ?? null,
    personClass: personClass ?? 'ordinary', needs: needs ?? [], booked: booked ?? null,
    offline: offline ? { number, heardAt: at } : null,
    paper: null, claimsAfterMs: null, urgentAfterMs: null, leaves: null,
  };
}

/** What happens to a ticket apart from calls. Times count from when the hub heard of it. */
const notes: Handlers<[drafts: Map<TicketId, Draft>, at: number]> = {
  'ticket.issued'(event, drafts, at) {
    drafts.set(event.ticketId, draftOf(at, event));
  },
  'ticket.revived'(event, drafts, at) {
    drafts.set(event.ticketId, draftOf(at, event));
  },
  'paper.changed'({ ticketId, copy, jobId, outcome }, drafts, at) {
    const draft = drafts.get(ticketId);
    if (!draft || copy !== 0) return;
    const afterMs = at - draft.issuedAt;
    if (jobId !== null) draft.paper ??= { outcome, afterMs };
    else if (outcome === 'shown') draft.claimsAfterMs ??= afterMs;
  },
  'ticket.madeUrgent'({ ticketId }, drafts, at) {
    const draft = drafts.get(ticketId);
    if (draft) draft.urgentAfterMs ??= at - draft.issuedAt;
  },
  'ticket.cancelled'({ ticketId, reason }, drafts, at) {
    const draft = drafts.get(ticketId);
    // The visitor is in the log once more, with the number on the paper.
    if (reason === 'superseded') drafts.delete(ticketId);
    else if (draft) draft.leaves = { afterMs: at - draft.arrivesAt, says: true };
  },
};

function recordRoster(events: readonly TimedEvent[], hall: HallConfig): WindowPlan[] {
  const steps = new Map<string, RosterStep[]>(hall.windows.map(({ id }) => [id, []]));
  for (const { at, event } of events) {
    const own = 'windowId' in event ? steps.get(event.windowId) : undefined;
    if (event.type === 'window.opened') own?.push({ at, what: 'open' });
    else if (event.type === 'window.paused') own?.push({ at, what: 'pause', reason: event.reason });
    else if (event.type === 'window.resumed') own?.push({ at, what: 'resume' });
    else if (event.type === 'window.closed' && event.by !== 'dayClosed') own?.push({ at, what: 'close' });
  }
  const firstAt = Math.min(...[...steps.values()].flat().map(({ at }) => at), events.at(-1)?.at ?? 0);
  return [...steps].map(([windowId, own]) => ({ windowId, steps: own.length > 0 ? own : [{ at: firstAt, what: 'open' as const }] }));
}
