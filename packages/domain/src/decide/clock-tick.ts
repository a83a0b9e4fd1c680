// What is overdue. The hub sends a tick each second; a tick without events leaves no trace.
import { accept, type Context, type Decision } from '../context.ts';
import type { HallEvent } from '../event.ts';
import { ticketsOf } from '../evolve-parts.ts';
import { addedAt, deadEnd } from '../journey.ts';
import { returnUntil } from '../may-return.ts';
import { clockDoubt, isOpenAt, isOver, serviceDateAt } from '../service-day.ts';
import type { ReadonlyHall } from '../state.ts';
import { assignments } from './auto-assign.ts';
import { missedBookings } from './booking.ts';
import { closingEvents, openingEvents } from './day.ts';
import { isDateDoubted } from './doubted-day.ts';
import { isAnybodyHere } from './overtime.ts';
import { helpOver } from './help.ts';
import { owes } from './owes.ts';
import { expiredNotices } from './payment.ts';
import { overdueSlips } from './slip.ts';
import { resumeNumbers } from './recovery.ts';
import { unspokenCalls } from './speech.ts';

/** E1, D5, P4, P11, M7, H3, Y8, BK8, SU5: the end of a recovery, the timetable, papers nobody reported, missed visitors who did not return, calls nobody spoke, bookings nobody came for, help that is not needed any more. */
export function tick(state: ReadonlyHall, context: Context): Decision {
  const turning = turnDay(state, context);
  if (turning.length > 0) return accept(...turning);
  const isSure = !isDateDoubted(state, context);
  return accept(...overdue.flatMap((events) => (isSure || !bySureDate.includes(events) ? events(state, context) : [])));
}

type Overdue = (state: ReadonlyHall, context: Context) => readonly HallEvent[];

/** The calls by themselves come last: whatever changes the queues is before them. */
const overdue = [
  resumeNumbers, overduePapers, overdueSlips, expiredRestores, unspokenCalls, expiredNotices, missedBookings, helpOver, assignments,
] as const satisfies readonly Overdue[];

/** D7: what cannot be taken back when the clock turns out to be wrong. */
const bySureDate: readonly Overdue[] = [resumeNumbers, expiredRestores, expiredNotices, missedBookings];

function turnDay(state: ReadonlyHall, context: Context): readonly HallEvent[] {
  const { config, now } = context;
  const { day } = state;
  const date = serviceDateAt(config, now);
  if (day && !day.closed && day.date === date) {
    const isDone = day.openedBy === 'timetable' && isOver(config, date, now) && !isAnybodyHere(state, config);
    return isDone ? closingEvents(state, { day, by: 'timetable' }, context) : [];
  }
  if (clockDoubt(config, state.lastEventAt, now)) return [];
  if (day && !day.closed && day.date < date && !isOpenAt(config, now)) return closingEvents(state, { day, by: 'overdue' }, context);
  const isKeptClosed = day?.date === date && day.closed?.by === 'manager';
  if (isKeptClosed || !isOpenAt(config, now) || (day && day.date > date)) return [];
  return openingEvents(state, { date, by: 'timetable' }, context);
}

function overduePapers(state: ReadonlyHall, { config, now }: Context): HallEvent[] {
  const events: HallEvent[] = [];
  for (const { ticketId, issuedAt } of ticketsOf(state, state.pendingPaper)) {
    if (now - issuedAt < config.policy.paperPendingMs) continue;
    events.push({ type: 'paper.changed', ticketId, jobId: null, copy: 0, outcome: 'unknown', paper: 'unknown', at: now });
  }
  return events;
}

/** M7, M8: in an emergency or a closed day nobody can return. What comes after a stop that nobody returns to is dropped, unless it only waits for money. */
function expiredRestores(state: ReadonlyHall, { config, now }: Context): HallEvent[] {
  const { day, emergency, emergencyEndedAt } = state;
  if (emergency || !day) return [];
  const events: HallEvent[] = [];
  for (const ticket of ticketsOf(state, state.missed)) {
    const { ticketId } = ticket;
    for (const stop of ticket.stops) {
      if (stop.life.status !== 'missed' || now < returnUntil(stop.life.at, { day, emergencyEndedAt }, config.policy)) continue;
      events.push({ type: 'stop.abandoned', ticketId, stop: stop.index, reason: 'restoreExpired' });
      const isOwed = owes(state, ticket, stop.index);
      events.push(...(isOwed ? addedAt(ticket, [stop.index], now) : deadEnd(ticket, stop.index, now)));
    }
  }
  return events;
}
