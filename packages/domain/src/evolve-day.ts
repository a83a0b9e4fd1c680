// Events of the service day as a whole: opening, closing, numbers, configuration.
import type { EventOf } from './event.ts';
import { carryDayPapers, withdrawDayPapers } from './evolve-day-paper.ts';
import { carryBookings, reopenBookings } from './evolve-booking.ts';
import { setLife } from './evolve-parts.ts';
import type { Prefix } from './ids.ts';
import { lifeReopened } from './life-reopened.ts';
import { noTotals, type HallState } from './state.ts';

type DayEvent = EventOf<
  'day.opened' | 'day.closed' | 'day.reopened' | 'epoch.raised' | 'agent.reported' | 'numbers.resumed' | 'config.adopted'
>;

/** Changes the state by an event that concerns the whole day. */
export function evolveDay(state: HallState, at: number, event: DayEvent): void {
  switch (event.type) {
    case 'day.opened':
      return opened(state, at, event);
    case 'day.closed':
      if (state.day) state.day.closed = { at, by: event.by };
      return;
    case 'day.reopened':
      return reopened(state, at, event);
    case 'epoch.raised':
      state.recovery = { since: at, awaited: new Set(event.agents), highest: new Map() };
      return;
    case 'agent.reported':
      return reported(state, event);
    case 'numbers.resumed':
      state.recovery = null;
      state.floors = { date: event.date, after: new Map(numbersOf(event.after)) };
      if (state.day?.date === event.date) for (const [prefix, n] of numbersOf(event.after)) state.highest.set(prefix, n);
      return;
    case 'config.adopted':
      state.config = event.version;
      return;
  }
}

function opened(state: HallState, at: number, event: EventOf<'day.opened'>): void {
  state.day = { date: event.date, openedAt: at, reopenedAt: 0, openedBy: event.by, closed: null };
  state.config = event.config;
  for (const part of [state.highest, state.ticketById, state.ticketIdByNumber, state.ticketIdsByPerson, state.waiting, state.preferable, state.preferredRow, state.queueCalls, state.occupancies, state.takenByItem, state.windowById, state.callById]) part.clear();
  for (const part of [state.pendingPaper, state.troubledPaper, state.missed, state.held, state.openReprints, state.urgent]) part.clear();
  state.calls.length = 0;
  state.breaks.length = 0;
  state.waitLessons.length = 0;
  state.mutedZones.clear();
  for (const part of [state.noticeById, state.passByCode, state.passUse, state.slipByJob, state.dayPaperByJob, state.knownAs, state.told]) part.clear();
  carryBookings(state, event.bookings ?? []);
  carryDayPapers(state, event.dayPapers ?? []);
  state.rootAcks = event.rootAcks ?? [];
  for (const notice of event.notices ?? []) state.noticeById.set(notice.noticeId, notice);
  state.emergency = event.emergency ?? null;
  state.emergencyEndedAt = 0;
  state.skippedTo = 0;
  Object.assign(state.totals, noTotals());
  for (const [prefix, n] of numbersOf(event.numbersAfter)) state.highest.set(prefix, n);
}

function reopened(state: HallState, at: number, event: EventOf<'day.reopened'>): void {
  if (!state.day) return;
  state.day.closed = null;
  withdrawDayPapers(state, event.date);
  state.day.reopenedAt = at;
  state.day.openedBy = event.by;
  state.config = event.config;
  reopenBookings(state, state.day.date);
  for (const ticket of state.ticketById.values()) {
    for (const stop of ticket.stops) {
      const life = lifeReopened(stop.life);
      if (life !== stop.life) setLife(state, ticket, stop, life);
    }
  }
}

function reported(state: HallState, event: EventOf<'agent.reported'>): void {
  if (!state.recovery) return;
  state.recovery.awaited.delete(event.deviceId);
  const highest = state.recovery.highest.get(event.date) ?? new Map<Prefix, number>();
  for (const [prefix, n] of numbersOf(event.highest)) highest.set(prefix, Math.max(n, highest.get(prefix) ?? 0));
  state.recovery.highest.set(event.date, highest);
}

/** Entries of a record by prefix; `Object.entries` forgets the brand that the schema has checked. */
const numbersOf = (record: Readonly<Record<Prefix, number>>): [Prefix, number][] => Object.entries(record) as [Prefix, number][];
