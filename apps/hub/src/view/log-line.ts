// One event as the console's log shows it: whose number, which window, and what came of it.
import type { CallId, HallEvent, ItemId, LogFact, LogLine, NoticeId, TicketId, TicketNumber, WindowId } from '@hallcall/domain';
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
    number: event.type === 'ticket.issued' || event.type === 'ticket.revived' ? event.number : numberOf(lookUp, call?.ticketId ?? ticketOf(lookUp, event)),
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

type Facts = { readonly [T in HallEvent['type']]?: (event: Extract<HallEvent, { type: T }>) => LogFact | null };
const noted = (note: string): LogFact => ({ of: 'noted', note });
const itemOf = (itemId: ItemId | undefined): LogFact | null => (itemId === undefined ? null : { of: 'item', itemId });

const facts: Facts = {
  'ticket.issued': ({ stops }) => itemOf(stops[0]?.items[0]?.itemId),
  'booking.made': ({ items }) => itemOf(items[0]?.itemId),
  'stop.itemAdded': ({ itemId }) => itemOf(itemId),
  'stop.added': ({ itemId }) => itemOf(itemId),
  'window.helping': ({ queueId }) => ({ of: 'queue', queueId }),
  'window.helped': ({ queueId }) => ({ of: 'queue', queueId }),
  'notice.issued': ({ notice }) => ({ of: 'amount', fen: notice.fen }),
  'dayPaper.changed': ({ outcome }) => ({ of: 'paper', outcome }),
  'zone.muted': ({ isMuted }) => ({ of: 'muted', isMuted }),
  'ticket.called': ({ chosen, why }) => (chosen?.note ? noted(chosen.note) : why === undefined ? null : { of: 'called', why }),
  'ticket.recalled': ({ attempt }) => ({ of: 'recalled', attempt }),
  'call.spoken': ({ outcome, reason }) => ({ of: 'spoken', outcome, reason }),
  'paper.changed': ({ outcome }) => ({ of: 'paper', outcome }),
  'slip.changed': ({ outcome }) => ({ of: 'paper', outcome }),
  'ticket.cancelled': ({ reason }) => ({ of: 'cancelled', reason }),
  'stop.missed': ({ calls, proof }) => ({ of: 'missed', calls, isShown: proof === 'shown' }),
  'stop.held': ({ reason }) => ({ of: 'held', reason }),
  'stop.transferred': ({ reason }) => ({ of: 'transferred', reason }),
  'action.undone': ({ what }) => ({ of: 'undone', what }),
  'window.paused': ({ reason }) => ({ of: 'paused', reason }),
  'ticket.madeUrgent': ({ reason }) => noted(reason),
  'notice.voided': ({ reason }) => noted(reason),
  'root.acknowledged': ({ date, reason }) => noted(`${date} · ${reason}`),
};

/** The table pairs each type with its own event, which a look-up by a union cannot say. */
function factOf(event: HallEvent): LogFact | null {
  const fact = facts[event.type] as ((event: HallEvent) => LogFact | null) | undefined;
  return fact?.(event) ?? null;
}
