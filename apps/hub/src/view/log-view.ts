// The tail of the log as the console shows it.
import type { LogView, ReadonlyHall } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import { logLine, type LogLookUp } from './log-line.ts';

/** `recent` is oldest first; the view is newest first. */
export function logView(state: ReadonlyHall, recent: readonly StoredEvent[]): LogView {
  const lookUp = lookUpIn(state);
  return { lines: recent.toReversed().map((stored) => logLine(lookUp, stored)) };
}

/** What the fold still holds. */
const lookUpIn = ({ ticketById, callById, noticeById }: ReadonlyHall): LogLookUp => ({
  number: (ticketId) => ticketById.get(ticketId)?.number ?? null,
  call: (callId) => callById.get(callId) ?? null,
  ticketOfNotice: (noticeId) => noticeById.get(noticeId)?.ticketId ?? null,
});
