// The tail of the log as the console shows it.
import type { LogLine, LogView, ReadonlyHall } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';

/** `recent` is oldest first; the view is newest first. */
export function logView(state: ReadonlyHall, recent: readonly StoredEvent[]): LogView {
  return { lines: recent.toReversed().map((stored) => logLine(state, stored)) };
}

function logLine(state: ReadonlyHall, { seq, at, actor, event }: StoredEvent): LogLine {
  return {
    seq, at, actor, type: event.type,
    number: numberOf(state, event),
    windowId: 'windowId' in event ? event.windowId : null,
    outcome: event.type === 'stop.finished' ? event.outcome : null,
  };
}

/** The ticket's number, when the fold still holds the ticket. */
function numberOf(state: ReadonlyHall, event: StoredEvent['event']): LogLine['number'] {
  if (event.type === 'ticket.issued') return event.number;
  if ('ticketId' in event) return state.ticketById.get(event.ticketId)?.number ?? null;
  return event.type === 'call.shown' ? numberOfCall(state, event.callId) : null;
}

function numberOfCall(state: ReadonlyHall, callId: Parameters<ReadonlyHall['callById']['get']>[0]): LogLine['number'] {
  const call = state.callById.get(callId);
  return call ? (state.ticketById.get(call.ticketId)?.number ?? null) : null;
}
