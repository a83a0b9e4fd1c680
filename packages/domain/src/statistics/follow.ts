// Keeps the records in step with the log of one service day. It knows what an event means, and nothing of any figure.
import type { EventOf, TimedEvent } from '../event.ts';
import type { QueueId, WindowId } from '../ids.ts';
import { followDuty, noteLast } from './follow-duty.ts';
import { idsOf, newestOf, type Records, type StopEnd, type StopRecord, type TicketRecord, type Turn } from './records.ts';
import { stepRecords } from './step-records.ts';
import { takeBack } from './take-back.ts';

type TicketEvent = EventOf<'ticket.cancelled' | 'ticket.abandoned' | 'notice.issued' | 'stop.added' | 'stop.itemAdded'>;
type TurnEvent = EventOf<'stop.opened' | 'ticket.called' | 'stop.resumed' | 'ticket.recalled' | 'stop.started' | 'action.undone'>;
type LeavingEvent = EventOf<'stop.finished' | 'stop.missed' | 'stop.held' | 'stop.transferred' | 'stop.dropped' | 'stop.abandoned'>;

/** Takes in the next event of the day. Total: what names an unknown ticket changes nothing. */
export function follow(records: Records, { at, event }: TimedEvent): void {
  noteLast(records, at, event);
  switch (event.type) {
    case 'ticket.issued':
    // Whatever was told of the mistaken entry was nobody's.
    case 'ticket.revived':
      return issued(records, event);
    case 'day.reopened':
      return reopened(records);
    case 'clock.stepped':
      return stepRecords(records, event.to - event.from);
    case 'window.opened':
    case 'window.closed':
    case 'window.paused':
    case 'window.resumed':
      return followDuty(records, at, event);
    case 'ticket.cancelled':
    case 'ticket.abandoned':
    case 'notice.issued':
    case 'stop.added':
    case 'stop.itemAdded':
      return onTicket(records.tickets.get(event.ticketId), at, event);
    case 'stop.opened':
    case 'ticket.called':
    case 'stop.resumed':
    case 'ticket.recalled':
    case 'stop.started':
    case 'action.undone':
      return onTurn(records.tickets.get(event.ticketId), at, event);
    case 'stop.finished':
    case 'stop.missed':
    case 'stop.held':
    case 'stop.transferred':
    case 'stop.dropped':
    case 'stop.abandoned':
      return leaving(records.tickets.get(event.ticketId)?.stops[event.stop], at, event);
    // Nothing that is counted: a restored or released stop waits on, as before its first call or after it.
    case 'stop.restored':
    case 'stop.released':
    case 'ticket.madeUrgent':
    case 'notice.paid':
    case 'notice.voided':
    case 'notice.expired':
    case 'paper.changed':
    case 'reprint.requested':
    case 'ticket.printOrdered':
    case 'ticket.recognized':
    case 'visitors.turnedAway':
    case 'window.takenOver':
    case 'window.helping':
    case 'window.helped':
    case 'slip.ordered':
    case 'slip.changed':
    case 'booking.made':
    case 'booking.cancelled':
    case 'booking.kept':
    case 'booking.missed':
    case 'dayPaper.ordered':
    case 'dayPaper.changed':
    case 'root.acknowledged':
    case 'call.shown':
    case 'call.spoken':
    case 'zone.muted':
    case 'emergency.begun':
    case 'emergency.ended':
    case 'day.opened':
    case 'day.closed':
    case 'config.adopted':
    case 'epoch.raised':
    case 'agent.reported':
    case 'numbers.resumed':
    case 'registry.changed':
      return;
  }
}

function onTicket(ticket: TicketRecord | undefined, at: number, event: TicketEvent): void {
  if (!ticket) return;
  switch (event.type) {
    case 'ticket.cancelled':
      return cancelled(ticket, at, event.reason === 'superseded');
    case 'ticket.abandoned':
      return endAll(ticket, at, { kind: 'abandoned', byDayClose: true });
    case 'notice.issued':
      return billed(ticket, at, event);
    case 'stop.added':
      ticket.stops[event.stop] = newStop({ queueId: event.queueId, items: [event.itemId], estimateMs: null }, []);
      return;
    case 'stop.itemAdded': {
      const stop = ticket.stops[event.stop];
      if (stop) stop.items = idsOf(event.items);
    }
  }
}

function issued({ tickets }: Records, { ticketId, issuedAt, booked, stops }: EventOf<'ticket.issued' | 'ticket.revived'>): void {
  const planned = stops.map(({ queueId, items, after, estimateMs }) => newStop({ queueId, items: idsOf(items), estimateMs: estimateMs ?? null }, after.length === 0 ? [issuedAt] : []));
  const items = [...new Set(planned.flatMap((stop) => stop.items))];
  const queueId = planned.reduceRight<QueueId | null>((_, stop) => stop.queueId, null);
  tickets.set(ticketId, { ticketId, issuedAt, queueId, items, booked: booked ?? null, stops: planned, isSuperseded: false });
}

const newStop = (asked: Pick<StopRecord, 'queueId' | 'items' | 'estimateMs'>, openings: number[]): StopRecord => ({ ...asked, openings, turns: [], end: null });

function onTurn(ticket: TicketRecord | undefined, at: number, event: TurnEvent): void {
  const stop = ticket?.stops[event.stop];
  if (!ticket || !stop) return;
  switch (event.type) {
    case 'stop.opened':
      stop.openings.push(at);
      return;
    case 'ticket.called':
      stop.turns.push(newTurn(event, { at, queueId: event.queueId, why: event.why ?? 'order', passed: event.passed?.length ?? 0 }));
      return;
    case 'stop.resumed':
      stop.turns.push(newTurn(event, { at, queueId: stop.queueId, why: null, passed: 0 }));
      return;
    case 'ticket.recalled':
      for (const turn of newestOf(stop)) turn.recalls += 1;
      return;
    case 'stop.started':
      for (const turn of newestOf(stop)) turn.startedAt = at;
      return;
    case 'action.undone':
      return takeBack(ticket, stop, event);
  }
}

/** The events by which a visitor goes from a window, or ends a stop. */
function leaving(stop: StopRecord | undefined, at: number, event: LeavingEvent): void {
  if (!stop) return;
  switch (event.type) {
    case 'stop.finished':
      leave(stop, at, 'done');
      stop.end = { kind: 'done', at, windowId: event.windowId, outcome: event.outcome, pieces: event.count, startInferred: event.startInferred };
      return;
    case 'stop.missed':
      return leave(stop, at, 'missed');
    case 'stop.held':
      return leave(stop, at, 'held');
    case 'stop.transferred':
      leave(stop, at, 'sent');
      stop.queueId = event.queueId;
      return;
    case 'stop.dropped':
      return endStop(stop, at, { kind: 'cancelled' });
    case 'stop.abandoned':
      return endStop(stop, at, { kind: 'abandoned', byDayClose: false });
  }
}

type Call = Pick<Turn, 'queueId' | 'why' | 'passed'> & { readonly at: number };

const newTurn = ({ windowId }: { readonly windowId: WindowId }, { at, ...call }: Call): Turn => ({ ...call, windowId, calledAt: at, recalls: 0, startedAt: null, left: null });

function leave(stop: StopRecord, at: number, how: NonNullable<Turn['left']>['how']): void {
  for (const turn of newestOf(stop)) turn.left ??= { at, how };
}

/** What has ended stays as it ended: a number that a merge cancels later is not counted at all. */
function endStop(stop: StopRecord, at: number, end: StopEnd): void {
  if (stop.end !== null) return;
  leave(stop, at, 'ended');
  stop.end = end;
}

function endAll(ticket: TicketRecord, at: number, end: StopEnd): void {
  for (const stop of ticket.stops) endStop(stop, at, end);
}

function cancelled(ticket: TicketRecord, at: number, isSuperseded: boolean): void {
  if (isSuperseded) ticket.isSuperseded = true;
  endAll(ticket, at, { kind: 'cancelled' });
}

/** Away to pay: the stop waits for the one at the bank, which waits from now on. */
function billed(ticket: TicketRecord, at: number, { queueId, notice }: EventOf<'notice.issued'>): void {
  for (const stop of ticket.stops.slice(notice.stop, notice.stop + 1)) leave(stop, at, 'billed');
  ticket.stops[notice.bankStop] = newStop({ queueId, items: [], estimateMs: null }, [at]);
}

/** What only the close had abandoned goes on. */
function reopened({ tickets }: Records): void {
  for (const { stops } of tickets.values()) {
    for (const stop of stops) if (stop.end?.kind === 'abandoned' && stop.end.byDayClose) stop.end = null;
  }
}
