// How long visitors keep their windows: what the estimates of waiting are made from (RULES.md, X1). It looks at the state
// before and after an event, so that whatever frees a window counts, by whichever rule.
import type { HallEvent, TimedEvent } from './event.ts';
import type { CallId, QueueId, TicketId, WindowId } from './ids.ts';
import type { HallState, Occupancy } from './state.ts';

/** Of each queue. */
export const visitsKept = 20;

/** Somebody at a window: since when, and from which queue. */
export type Visit = {
  readonly ticketId: TicketId; readonly stop: number; readonly windowId: WindowId; readonly queueId: QueueId;
  /** The call that brought the visitor, and when it was made, epoch ms. */
  readonly callId: CallId; readonly since: number;
};

/** The visit of the event's ticket before the event is folded in; null: it is at no window. */
export function visitOf(state: HallState, event: HallEvent): Visit | null {
  const ticket = 'ticketId' in event ? state.ticketById.get(event.ticketId) : undefined;
  if (!ticket) return null;
  for (const { index: stop, life, queueId } of ticket.stops) {
    if (life.status !== 'called' && life.status !== 'serving') continue;
    const [{ callId, at: since }] = life.calls;
    return { ticketId: ticket.ticketId, stop, windowId: life.windowId, queueId, callId, since };
  }
  return null;
}

/** Called after the event is folded in, with what `visitOf` said before. What the day's close cuts off was no whole visit. */
export function noteOccupancy(state: HallState, { at, event }: TimedEvent, visit: Visit | null): void {
  if (event.type === 'action.undone') {
    // Nobody was there before, and now the visitor is again: a visit had ended, and goes on.
    if (visit === null && isThere(state, event)) forgetOccupancy(state, event.queueId, event.windowId);
    return;
  }
  if (visit === null || event.type === 'ticket.abandoned' || isThere(state, visit)) return;
  const { windowId, queueId, callId, since } = visit;
  // Whom a window resumes was not called from the queue.
  const isResumed = !state.queueCalls.get(queueId)?.findLast((call) => call.callId === callId);
  const ring = ringOf(state, queueId);
  ring.push({ windowId, ms: Math.max(0, at - since), isResumed });
  if (ring.length > visitsKept) ring.shift();
  state.occupancies.set(queueId, ring);
}

function isThere(state: HallState, { windowId, ticketId, stop }: Pick<Visit, 'windowId' | 'ticketId' | 'stop'>): boolean {
  const active = state.windowById.get(windowId)?.active;
  return active?.ticketId === ticketId && active.stop === stop;
}

const ringOf = (state: HallState, queueId: QueueId): Occupancy[] => state.occupancies.get(queueId) ?? [];

/** The window's newest one in that queue: nothing has happened there since. Others may have pushed it out. */
function forgetOccupancy(state: HallState, queueId: QueueId, windowId: WindowId): void {
  const ring = ringOf(state, queueId);
  const index = ring.findLastIndex((one) => one.windowId === windowId);
  if (index >= 0) ring.splice(index, 1);
}
