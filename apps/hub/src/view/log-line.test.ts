import type { CallId, HallEvent, TicketId, WindowId } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import { expect, test } from 'vitest';
import { logLine, type LogLookUp } from './log-line.ts';

const number = { prefix: 'A', n: 7 } as ReturnType<LogLookUp['number']>;
const known: LogLookUp = {
  number: (ticketId) => (ticketId === 't1' ? number : null),
  call: (callId) => (callId === 'k1' ? { ticketId: 't1' as TicketId, windowId: 'w1' as WindowId } : null),
  ticketOfNotice: (noticeId) => (noticeId === 'n1' ? ('t1' as TicketId) : null),
};
const line = (event: object) => {
  const { number: of, windowId, outcome, fact } = logLine(known, { seq: 1, epoch: 1, day: null, at: 5, actor: 'x', commandId: null, event: event as HallEvent } satisfies StoredEvent);
  return [of?.n ?? null, windowId, outcome, fact];
};

test.each([
  [{ type: 'call.spoken', callId: 'k1' as CallId, zone: 'A', outcome: 'dropped', reason: 'muted', at: 1 }, 7, 'w1', null, { of: 'spoken', outcome: 'dropped', reason: 'muted' }],
  [{ type: 'call.spoken', callId: 'k9', zone: 'A', outcome: 'spoken', reason: null, at: 1 }, null, null, null, { of: 'spoken', outcome: 'spoken', reason: null }],
  [{ type: 'notice.voided', noticeId: 'n1', reason: '填错', clerkId: 'c' }, 7, null, null, { of: 'noted', note: '填错' }],
  [{ type: 'notice.expired', noticeId: 'n9' }, null, null, null, undefined],
  [{ type: 'stop.finished', ticketId: 't1', stop: 0, windowId: 'w2', outcome: 'consulted' }, 7, 'w2', 'consulted', undefined],
  [{ type: 'stop.missed', ticketId: 't1', stop: 0, windowId: 'w2', calls: 3, proof: 'unproven' }, 7, 'w2', null, { of: 'missed', calls: 3, isShown: false }],
  [{ type: 'ticket.called', ticketId: 't1', windowId: 'w2', why: 'chosen', chosen: { reason: 'other', note: '带孩子' } }, 7, 'w2', null, { of: 'noted', note: '带孩子' }],
  [{ type: 'ticket.issued', ticketId: 't9', number, stops: [{ items: [{ itemId: 'i1', count: 1 }] }] }, 7, null, null, { of: 'item', itemId: 'i1' }],
  [{ type: 'booking.made', items: [] }, null, null, null, undefined],
  [{ type: 'stop.added', ticketId: 't1', windowId: 'w2', itemId: 'i2' }, 7, 'w2', null, { of: 'item', itemId: 'i2' }],
  [{ type: 'stop.itemAdded', ticketId: 't1', windowId: 'w2', itemId: 'i3' }, 7, 'w2', null, { of: 'item', itemId: 'i3' }],
  [{ type: 'window.helping', windowId: 'w2', queueId: 'q1' }, null, 'w2', null, { of: 'queue', queueId: 'q1' }],
  [{ type: 'window.helped', windowId: 'w2', queueId: 'q1' }, null, 'w2', null, { of: 'queue', queueId: 'q1' }],
  [{ type: 'notice.issued', ticketId: 't1', windowId: 'w2', notice: { fen: 2_000 } }, 7, 'w2', null, { of: 'amount', fen: 2_000 }],
  [{ type: 'dayPaper.changed', outcome: 'failed' }, null, null, null, { of: 'paper', outcome: 'failed' }],
  [{ type: 'zone.muted', zone: 'A', isMuted: true }, null, null, null, { of: 'muted', isMuted: true }],
  [{ type: 'ticket.recalled', ticketId: 't1', windowId: 'w2', attempt: 2 }, 7, 'w2', null, { of: 'recalled', attempt: 2 }],
])('%j', (event, ...expected) => {
  expect(line(event)).toEqual(expected);
});
