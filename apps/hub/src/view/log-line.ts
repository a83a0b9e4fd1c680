// One event as the console's log shows it: whose number, which window, and what came of it.
import type { CallId, HallEvent, LogFact, LogLine, NoticeId, TicketId, TicketNumber, WindowId } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';

/** Where ids are looked up; null: not known any more. */
export type LogLookUp = {
  readonly number: (ticketId: TicketId) => TicketNumber | null;
  readonly call: (callId: CallId) => { readonly ticketId: TicketId; readonly windowId: WindowId } | null;
  readonly ticketOfNotice: (noticeId: NoticeId) => TicketId | null;
};

export function logLine(lookUp: LogLookUp, { seq, at, actor, event }: StoredEvent): LogLine {
  // What a voice or a board reports names the call only.
  const call = event.type === 'call.shown' || event.type === 'call.spoken' ? lookUp.call(event.callId) : null;
  const fact = factOf(event);
  return {
    seq, at, actor, type: event.type,
    number: event.type === 'ticket.issued' ? event.number : numberOf(lookUp, call?.ticketId ?? ticketOf(lookUp, event)),
    windowId: call?.windowId ?? ('windowId' in event ? event.windowId : null),
    outcome: event.type === 'stop.finished' ? event.outcome : null,
    ...(fact === null ? {} : { fact }),
  };
}

const numberOf = (lookUp: LogLookUp, ticketId: TicketId | null): TicketNumber | null => (ticketId === null ? null : lookUp.number(ticketId));

function ticketOf(lookUp: LogLookUp, event: HallEvent): TicketId | null {
  if ('ticketId' in event) return event.ticketId;
  return 'noticeId' in event ? lookUp.ticketOfNotice(event.noticeId) : null;
}

function factOf(event: HallEvent): LogFact | null {
  switch (event.type) {
    case 'ticket.called':
      return event.chosen?.note ? noted(event.chosen.note) : event.why === undefined ? null : { of: 'called', why: event.why };
    case 'ticket.recalled':
      return { of: 'recalled', attempt: event.attempt };
    case 'call.spoken':
      return { of: 'spoken', outcome: event.outcome, reason: event.reason };
    case 'paper.changed':
    case 'slip.changed':
      return { of: 'paper', outcome: event.outcome };
    case 'ticket.cancelled':
      return { of: 'cancelled', reason: event.reason };
    case 'stop.missed':
      return { of: 'missed', calls: event.calls, isShown: event.proof === 'shown' };
    case 'stop.held':
      return { of: 'held', reason: event.reason };
    case 'stop.transferred':
      return { of: 'transferred', reason: event.reason };
    case 'action.undone':
      return { of: 'undone', what: event.what };
    case 'window.paused':
      return { of: 'paused', reason: event.reason };
    case 'ticket.madeUrgent':
    case 'notice.voided':
      return noted(event.reason);
    default:
      return null;
  }
}

const noted = (note: string): LogFact => ({ of: 'noted', note });
