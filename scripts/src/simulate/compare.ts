// What another way of deciding would have changed: whom, when, where.
import type { TimedEvent } from '@hallcall/domain';

export type Changes = {
  /** Tickets whose first call came at another time, or only in one of the two. */
  readonly otherTime: number;
  readonly otherWindow: number;
  /** Tickets that were served in one and not in the other. */
  readonly otherEnd: number;
};

type Fate = { readonly at: number; readonly windowId: string };

/** Over the tickets of both. */
export function compareDays(before: readonly TimedEvent[], after: readonly TimedEvent[]): Changes {
  const [a, b] = [fates(before), fates(after)];
  const both = [...new Set([...a.issued, ...b.issued])];
  return {
    otherTime: both.filter((id) => a.calls.get(id)?.at !== b.calls.get(id)?.at).length,
    otherWindow: both.filter((id) => a.calls.has(id) && b.calls.has(id) && a.calls.get(id)?.windowId !== b.calls.get(id)?.windowId).length,
    otherEnd: both.filter((id) => a.served.has(id) !== b.served.has(id)).length,
  };
}

function fates(events: readonly TimedEvent[]) {
  const issued = new Set<string>();
  const served = new Set<string>();
  const calls = new Map<string, Fate>();
  for (const { at, event } of events) {
    if (event.type === 'ticket.issued') issued.add(event.ticketId);
    if (event.type === 'ticket.called' && !calls.has(event.ticketId)) calls.set(event.ticketId, { at, windowId: event.windowId });
    if (event.type === 'stop.finished') served.add(event.ticketId);
  }
  return { issued, served, calls };
}
