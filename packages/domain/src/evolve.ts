// Folds one event into the state its owner holds. No rules here: it is total, never refuses, never throws on an event
// that `decide` has made. Events of an earlier day (`lateDay`) and of the registry leave the fold's day alone.
import type { HallEvent, EventOf, TimedEvent } from './event.ts';
import { stepClock } from './evolve-clock.ts';
import { evolveDayPaper } from './evolve-day-paper.ts';
import { evolveDay } from './evolve-day.ts';
import { evolveBooking } from './evolve-booking.ts';
import { evolveEdge } from './evolve-edge.ts';
import { evolvePayment } from './evolve-payment.ts';
import { noteOccupancy, visitOf } from './evolve-occupancy.ts';
import { giveItemsBack, takeItems } from './evolve-quota.ts';
import { evolveHelp } from './evolve-help.ts';
import { evolveRootAck } from './evolve-root-ack.ts';
import { evolveSlip, keepPass, usePass } from './evolve-slip.ts';
import { keepOrder, madeUrgent } from './evolve-order.ts';
import { endStop, keepCall, setLife, setPaper, ticketOf, windowOf } from './evolve-parts.ts';
import { noteAction } from './last-action.ts';
import { awaitsSpeech } from './speakable.ts';
import { noteBreak } from './usual-break.ts';
import { expectedMs, learn } from './wait-lessons.ts';
import { numberKey, type HallState, type Stop, type Ticket } from './state.ts';

/** Changes `state` by one event that happened `at` (epoch ms). */
export function evolve(state: HallState, { at, event }: TimedEvent): void {
  noteTime(state, at, event);
  if ('lateDay' in event && event.lateDay !== undefined && event.lateDay !== state.day?.date) return;
  noteAction(state, at, event);
  const visit = visitOf(state, event);
  apply(state, at, event);
  noteOccupancy(state, { at, event }, visit);
}

/** With the hour that comes twice. */
const longestDayMs = 25 * 3_600_000;

/**
 * D7: the clock is judged by the open day as far as it was not stepped; nothing that happens later or under another clock proves it right,
 * nor what happens in a day that was left open while the hub was away.
 */
function noteTime(state: HallState, at: number, event: HallEvent): void {
  const isOpening = event.type === 'day.opened' || event.type === 'day.reopened';
  const seenAt = event.type === 'clock.stepped' ? event.from : at;
  if (isOpening || (!state.hasClockStepped && isWithinDay(state, seenAt))) state.lastEventAt = seenAt;
  if (isOpening) state.hasClockStepped = false;
  if (event.type === 'clock.stepped') state.hasClockStepped = true;
}

const isWithinDay = ({ day }: HallState, at: number): boolean => day !== null && !day.closed && at - Math.max(day.openedAt, day.reopenedAt) <= longestDayMs;

function apply(state: HallState, at: number, event: HallEvent): void {
  switch (event.type) {
    case 'day.opened':
    case 'day.closed':
    case 'day.reopened':
    case 'epoch.raised':
    case 'agent.reported':
    case 'numbers.resumed':
    case 'config.adopted':
      return evolveDay(state, at, event);
    case 'ticket.issued':
      return issued(state, event, state.totals.issued);
    case 'ticket.revived':
      return revived(state, event);
    case 'paper.changed':
      return paperChanged(state, event);
    case 'reprint.requested':
      return reprintRequested(state, at, event);
    case 'ticket.printOrdered':
      return reprintRequested(state, at, { ...event, copy: 0 });
    case 'ticket.recognized':
      return recognized(state, event);
    case 'ticket.cancelled':
      // The printed number is listed as urgent in its stead.
      if (event.reason === 'superseded') state.urgent.delete(event.ticketId);
      giveItemsBack(state, event.ticketId);
      return endTicket(state, event.ticketId, { status: 'cancelled', at, reason: event.reason });
    case 'ticket.abandoned':
      return endTicket(state, event.ticketId, { status: 'abandoned', at, reason: event.reason });
    case 'stop.dropped':
      endStop(state, ticketOf(state, event.ticketId), event.stop, { status: 'cancelled', at, reason: 'dropped' });
      return;
    case 'stop.opened':
    case 'stop.restored':
      return backInQueue(state, event);
    case 'ticket.called':
      return called(state, at, event);
    case 'ticket.madeUrgent':
      return madeUrgent(state, at, event);
    case 'ticket.recalled':
      return recalled(state, at, event);
    case 'call.shown':
      return shown(state, event);
    case 'call.spoken':
      return spoken(state, event);
    case 'zone.muted':
      if (event.isMuted) state.mutedZones.add(event.zone);
      else state.mutedZones.delete(event.zone);
      return;
    case 'emergency.begun':
      state.emergency = { kind: event.kind, since: at };
      return;
    case 'emergency.ended':
      state.emergency = null;
      state.emergencyEndedAt = at;
      return;
    case 'stop.started':
    case 'stop.finished':
    case 'stop.missed':
      return atWindow(state, at, event);
    case 'stop.abandoned': {
      const ticket = ticketOf(state, event.ticketId);
      endStop(state, ticket, event.stop, { status: 'abandoned', at, reason: event.reason });
      return;
    }
    case 'stop.held':
    case 'stop.resumed':
    case 'stop.released':
    case 'stop.transferred':
    case 'stop.itemAdded':
    case 'stop.added':
    case 'action.undone':
      return evolveEdge(state, at, event);
    case 'notice.issued':
    case 'notice.paid':
    case 'notice.voided':
    case 'notice.expired':
      return evolvePayment(state, event);
    case 'slip.ordered':
    case 'slip.changed':
      return evolveSlip(state, at, event);
    case 'booking.made':
    case 'booking.cancelled':
    case 'booking.kept':
    case 'booking.missed':
      return evolveBooking(state, event);
    case 'dayPaper.ordered':
    case 'dayPaper.changed':
      return evolveDayPaper(state, at, event);
    case 'root.acknowledged':
      return evolveRootAck(state, event);
    case 'window.opened':
    case 'window.takenOver':
    case 'window.closed':
    case 'window.paused':
    case 'window.resumed':
    case 'window.helping':
    case 'window.helped':
      return duty(state, at, event);
    case 'clock.stepped':
      return stepClock(state, event);
    case 'registry.changed':
    case 'visitors.turnedAway':
      return;
  }
}

function issued(state: HallState, event: EventOf<'ticket.issued'>, ordinal: number): void {
  state.totals.issued += 1;
  if (event.offline) state.totals.offline += 1;
  register(state, event, { ordinal, reprints: [] });
}

/** Nothing is left of the entry but what was called and printed of it; the number counts once, and stands where the entry stood. */
function revived(state: HallState, event: EventOf<'ticket.revived'>): void {
  const { ticketId, number, stops, ordinal, reprints } = ticketOf(state, event.ticketId);
  for (const { life } of stops) state.totals[life.status] -= 1;
  state.ticketIdByNumber.delete(numberKey(number));
  state.urgent.delete(ticketId);
  register(state, { ...event, ticketId }, { ordinal, reprints });
  if (event.as !== ticketId) state.knownAs.set(event.as, ticketId);
}

function recognized(state: HallState, event: EventOf<'ticket.recognized'>): void {
  const ticket = ticketOf(state, event.ticketId);
  const { as, deviceId, number, says } = event;
  state.knownAs.set(as, ticket.ticketId);
  state.told.set(ticket.ticketId, says ? { as, deviceId, says } : null);
  if (!number) return;
  state.ticketIdByNumber.delete(numberKey(ticket.number));
  state.ticketIdByNumber.set(numberKey(number), ticket.ticketId);
  ticket.number = number;
}

type Kept = Pick<Ticket, 'ordinal' | 'reprints'>;

function register(state: HallState, event: Omit<EventOf<'ticket.issued'>, 'type'>, { ordinal, reprints }: Kept): void {
  const { ticketId, number } = event;
  const stops = event.stops.map(({ queueId, items, after, bound, estimateMs }, index): Stop => ({
    queueId, items, after, index, addedAt: null, place: { at: event.placeAt, tie: number.n }, bound: bound ?? null, overtaken: 0, keepsPlace: false, sender: null, onlyAt: null, returnedFrom: null, restores: 0,
    toldMs: estimateMs ?? null, expectedMs: expectedMs(state, estimateMs), life: { status: 'blocked' },
  }));
  state.ticketById.set(ticketId, {
    ticketId, number, stops, language: event.language, issuedAt: event.issuedAt, ordinal, device: event.device, offline: event.offline, chain: event.chain ?? null,
    personClass: event.personClass ?? 'ordinary', needs: event.needs ?? [], booked: event.booked ?? null, pass: event.pass ?? null, personKey: event.personKey ?? null, desk: event.desk ?? null, urgent: null,
    paper: event.paper, paperAt: event.issuedAt, reprints, activeAt: null, lastActionAt: null,
  });
  state.ticketIdByNumber.set(numberKey(number), ticketId);
  if (event.personKey) state.ticketIdsByPerson.set(event.personKey, [...(state.ticketIdsByPerson.get(event.personKey) ?? []), ticketId]);
  if (number.n < 5000) state.highest.set(number.prefix, Math.max(number.n, state.highest.get(number.prefix) ?? 0));
  state.totals.blocked += stops.length;
  const ticket = ticketOf(state, ticketId);
  usePass(state, event);
  takeItems(state, ticket);
  for (const stop of stops) if (stop.after.length === 0) setLife(state, ticket, stop, { status: 'waiting' });
}

function paperChanged(state: HallState, event: EventOf<'paper.changed'>): void {
  const ticket = ticketOf(state, event.ticketId);
  const reprint = ticket.reprints.find((copy) => copy.jobId === event.jobId);
  if (reprint) {
    reprint.outcome = event.outcome;
    if (ticket.reprints.every((copy) => copy.outcome !== null)) state.openReprints.delete(ticket.ticketId);
  }
  if (ticket.paper !== event.paper) setPaper(state, ticket, event.paper, event.at);
}

function reprintRequested(state: HallState, at: number, { ticketId, jobId, copy, deviceId }: Omit<EventOf<'reprint.requested'>, 'type'>): void {
  ticketOf(state, ticketId).reprints.push({ jobId, copy, deviceId, at, outcome: null });
  state.openReprints.add(ticketId);
}

function endTicket(state: HallState, ticketId: EventOf<'ticket.cancelled'>['ticketId'], life: Parameters<typeof endStop>[3]): void {
  const ticket = ticketOf(state, ticketId);
  for (const stop of ticket.stops) endStop(state, ticket, stop.index, life);
}

function backInQueue(state: HallState, event: EventOf<'stop.opened'> | EventOf<'stop.restored'>): void {
  const ticket = ticketOf(state, event.ticketId);
  const stop = ticket.stops[event.stop];
  if (!stop) return;
  if (event.type === 'stop.opened') {
    stop.place = { at: event.placeAt, tie: event.tie ?? ticket.number.n };
    const bound = event.bound ?? null;
    if (bound !== stop.bound) stop.overtaken = 0;
    stop.bound = bound;
  } else {
    stop.place = event.place;
    stop.returnedFrom = 'missed';
    if (!event.isFree) stop.restores += 1;
  }
  setLife(state, ticket, stop, { status: 'waiting' });
}

function called(state: HallState, at: number, event: EventOf<'ticket.called'>): void {
  const ticket = ticketOf(state, event.ticketId);
  const stop = ticket.stops[event.stop];
  if (!stop) return;
  keepOrder(state, at, event, stop.place);
  learn(state, at, ticket, stop, event);
  const call = keepCall(state, { ...event, attempt: 1, at });
  setLife(state, ticket, stop, { status: 'called', windowId: event.windowId, clerkId: event.clerkId, calls: [call] });
  ticket.activeAt = event.windowId;
  const window = windowOf(state, event.windowId);
  window.active = { ticketId: event.ticketId, stop: event.stop };
  window.callsByQueue.set(event.queueId, (window.callsByQueue.get(event.queueId) ?? 0) + 1);
  window.changedAt = at;
}

function recalled(state: HallState, at: number, event: EventOf<'ticket.recalled'>): void {
  const ticket = ticketOf(state, event.ticketId);
  const stop = ticket.stops[event.stop];
  if (stop?.life.status !== 'called') return;
  const call = keepCall(state, { ...event, at });
  setLife(state, ticket, stop, { ...stop.life, calls: [...stop.life.calls, call] });
}

function shown(state: HallState, event: EventOf<'call.shown'>): void {
  const call = state.callById.get(event.callId);
  if (call && call.shownAt === null) call.shownAt = event.at;
}

function spoken(state: HallState, { callId, outcome, reason, at }: EventOf<'call.spoken'>): void {
  const call = state.callById.get(callId);
  if (!call || !awaitsSpeech(call)) return;
  call.speech = { outcome, reason, at };
  call.reports += 1;
}

function atWindow(state: HallState, at: number, event: EventOf<'stop.started'> | EventOf<'stop.finished'> | EventOf<'stop.missed'>): void {
  const ticket = ticketOf(state, event.ticketId);
  const stop = ticket.stops[event.stop];
  if (!stop) return;
  const window = windowOf(state, event.windowId);
  window.changedAt = at;
  if (event.type === 'stop.started') {
    if (stop.life.status === 'called') setLife(state, ticket, stop, { ...stop.life, status: 'serving', startedAt: at });
    return;
  }
  window.active = null;
  ticket.activeAt = null;
  if (event.type === 'stop.finished') {
    const { outcome, count, missing, windowId } = event;
    setLife(state, ticket, stop, { status: 'done', at, outcome, count, ...(missing ? { missing: { ...missing, windowId } } : {}) });
    keepPass(state, event, stop);
  } else setLife(state, ticket, stop, { status: 'missed', windowId: event.windowId, at, proven: event.proof === 'shown' });
}

function duty(state: HallState, at: number, event: EventOf<'window.opened' | 'window.takenOver' | 'window.closed' | 'window.paused' | 'window.resumed' | 'window.helping' | 'window.helped'>): void {
  const window = windowOf(state, event.windowId);
  if (event.type === 'window.helping' || event.type === 'window.helped') return evolveHelp(window, at, event);
  window.changedAt = at;
  switch (event.type) {
    case 'window.opened':
      window.clerkId = event.clerkId;
      window.callsByQueue.clear();
      return;
    case 'window.takenOver':
      window.clerkId = event.clerkId;
      return;
    case 'window.closed':
      window.clerkId = null;
      window.pause = null;
      window.help = null;
      return;
    case 'window.paused':
      window.pause = { reason: event.reason, since: at };
      return;
    case 'window.resumed':
      if (window.pause) noteBreak(state, at, window.pause);
      window.pause = null;
      return;
  }
}
