// Opening and closing the service day, and taking a new configuration into force.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import { hasEnded } from '../evolve-parts.ts';
import { bookingRows } from '../evolve-booking.ts';
import type { Prefix, ServiceDate } from '../ids.ts';
import { serviceDateAt } from '../service-day.ts';
import type { DayState, DeepReadonly, ReadonlyHall } from '../state.ts';
import { closedBookings, unheldBookings } from './booking.ts';
import { carriedDayPapers } from './day-paper.ts';
import { owes } from './owes.ts';
import { settledWhileClosed } from './payment.ts';

type By = EventOf<'day.opened'>['by'];

/** D1–D3, D8: opens the date that `now` belongs to; the same date again is reopened, an older day is closed first. */
export function openDay(state: ReadonlyHall, by: By, context: Context): Decision {
  const date = serviceDateAt(context.config, context.now);
  const { day } = state;
  if (day?.date === date && !day.closed) return reject({ code: 'day.alreadyOpen' });
  if (day && day.date > date) return reject({ code: 'day.clockImplausible', lastEventAt: state.lastEventAt });
  return accept(...openingEvents(state, { date, by }, context));
}

/** The events of an opening that may be: the date is not open, and none before the last one. */
export function openingEvents(state: ReadonlyHall, { date, by }: Pick<EventOf<'day.opened'>, 'date' | 'by'>, context: Context): HallEvent[] {
  const { configVersion, now } = context;
  const { day } = state;
  if (day?.date === date) return [{ type: 'day.reopened', date, by, config: configVersion }, ...settledWhileClosed(state, now)];
  const closing = day && !day.closed ? closingEvents(state, { day, by: 'overdue' }, context) : [];
  const unheld = unheldBookings(state, { date, closed: closing.length > 0 && day ? day.date : null });
  return [...closing, ...unheld, { type: 'day.opened', date, by, config: configVersion, numbersAfter: numbersAfter(state, date), ...goingOn(state, date) }];
}

/** H5, Y9, BK10, D35, D36: the fold of the log begins here, so what outlives the day stands in it. */
function goingOn(state: ReadonlyHall, date: ServiceDate): Pick<EventOf<'day.opened'>, 'emergency' | 'notices' | 'bookings' | 'dayPapers' | 'rootAcks'> {
  const { emergency, noticeById } = state;
  const open = [...noticeById.values()].filter(({ status }) => status === 'open');
  // Only what is still to be paid is kept.
  const notices = open.map((notice) => ({ ...notice, lines: [...notice.lines] }));
  const bookings = bookingRows(state, date);
  const dayPapers = carriedDayPapers(state);
  return {
    ...(emergency ? { emergency } : {}), ...(notices.length > 0 ? { notices } : {}), ...(bookings.length > 0 ? { bookings } : {}),
    ...(dayPapers.length > 0 ? { dayPapers } : {}), ...(state.rootAcks.length > 0 ? { rootAcks: [...state.rootAcks] } : {}),
  };
}

/** Numbers of the date that are on paper already, from before a restore. */
function numbersAfter(state: ReadonlyHall, date: string): Record<Prefix, number> {
  return state.floors?.date === date ? (Object.fromEntries(state.floors.after) as Record<Prefix, number>) : {};
}

/** D4: whoever has not been served is abandoned, every window closes. */
export function closeDay(state: ReadonlyHall, by: EventOf<'day.closed'>['by'], context: Context): Decision {
  if (!state.day || state.day.closed) return reject({ code: 'day.closed' });
  return accept(...closingEvents(state, { day: state.day, by }, context));
}

/** The events of a close, in order: visitors, windows, bookings, the day itself. */
export function closingEvents(state: ReadonlyHall, { day, by }: Pick<EventOf<'day.closed'>, 'by'> & { readonly day: DeepReadonly<DayState> }, context: Context): HallEvent[] {
  const { date } = day;
  const events: HallEvent[] = [];
  for (const ticket of state.ticketById.values()) {
    if (ticket.stops.some((stop) => !hasEnded(stop))) events.push({ type: 'ticket.abandoned', ticketId: ticket.ticketId, reason: 'dayClosed' });
  }
  for (const window of state.windowById.values()) {
    if (window.clerkId) events.push({ type: 'window.closed', windowId: window.windowId, by: 'dayClosed' });
  }
  return [...events, ...closedBookings(state, day, context), { type: 'day.closed', date, by }];
}

/** G1: a configuration must not take away what people stand in or sit at. `context.config` is the new one. */
export function adoptConfig(state: ReadonlyHall, command: CommandOf<'config.adopt'>, { config }: Context): Decision {
  const windows = new Set<string>(config.windows.map((window) => window.id));
  const queues = new Set<string>(config.queues.map((queue) => queue.id));
  const isOpen = state.day !== null && !state.day.closed;
  const inUse = isOpen
    ? [
        ...[...state.windowById.values()].filter((window) => window.clerkId && !windows.has(window.windowId)).map((window) => window.windowId),
        ...liveQueues(state).filter((queue) => !queues.has(queue)),
        ...(config.payment ? [] : payersQueues(state)),
      ]
    : [];
  return inUse.length > 0 ? reject({ code: 'config.inUse', ids: inUse }) : accept({ type: 'config.adopted', version: command.version });
}

/** Where visitors are on their way to pay: without a bank window nobody could confirm it. */
function payersQueues(state: ReadonlyHall): string[] {
  const tickets = [...state.ticketById.values()];
  return [...new Set(tickets.flatMap((ticket) => ticket.stops.filter((stop) => !hasEnded(stop) && owes(state, ticket, stop.index)).map(({ queueId }) => queueId)))];
}

function liveQueues(state: ReadonlyHall): string[] {
  const queues = new Set<string>();
  for (const ticket of state.ticketById.values()) for (const stop of ticket.stops) if (!hasEnded(stop)) queues.add(stop.queueId);
  return [...queues];
}
