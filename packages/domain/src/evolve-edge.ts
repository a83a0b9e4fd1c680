// Folds the edges of a stop's life: put aside, sent on, one more item, and the last action taken back.
import type { EventOf } from './event.ts';
import { forgetOrder } from './evolve-order.ts';
import { callOf, keepCall, setLife, ticketOf, windowOf } from './evolve-parts.ts';
import { takeBackPapers } from './evolve-slip.ts';
import { unlearn } from './wait-lessons.ts';
import type { Call, HallState, LastAction, Stop, Ticket, WindowState } from './state.ts';

type EdgeEvent = EventOf<
  'stop.held' | 'stop.resumed' | 'stop.released' | 'stop.transferred' | 'stop.itemAdded' | 'stop.added' | 'action.undone'
>;

/** Changes the state by one of them; an event about a stop that is not there changes nothing. */
export function evolveEdge(state: HallState, at: number, event: EdgeEvent): void {
  const ticket = ticketOf(state, event.ticketId);
  const window = windowOf(state, event.windowId);
  if (event.type === 'stop.added') return added(state, ticket, event);
  const stop = ticket.stops[event.stop];
  if (!stop) return;
  switch (event.type) {
    case 'stop.held': {
      const { windowId, reason, dueAt } = event;
      leave(ticket, window, at);
      setLife(state, ticket, stop, { status: 'held', windowId, reason, at, dueAt, startedAt: stop.life.status === 'serving' ? stop.life.startedAt : null });
      return;
    }
    case 'stop.resumed': {
      const call = keepCall(state, { ...event, attempt: 1, at });
      setLife(state, ticket, stop, { status: 'called', windowId: event.windowId, clerkId: event.clerkId, calls: [call] });
      return stand(ticket, window, { stop: stop.index, at });
    }
    case 'stop.released':
      stop.returnedFrom = 'hold';
      return setLife(state, ticket, stop, { status: 'waiting' });
    case 'stop.transferred': {
      const { windowId, clerkId, reason } = event;
      leave(ticket, window, at);
      if (event.queueId !== stop.queueId) Object.assign(stop, { bound: event.bound ?? null, overtaken: 0 });
      Object.assign(stop, { queueId: event.queueId, onlyAt: event.onlyAt, sender: { windowId, clerkId, reason, at } });
      return setLife(state, ticket, stop, { status: 'waiting' });
    }
    case 'stop.itemAdded':
      stop.items = event.items;
      return;
    case 'action.undone':
      return undone(state, at, { ticket, stop, window });
  }
}

/** The window is free again, the visitor at no window. */
function leave(ticket: Ticket, window: WindowState, at: number): void {
  ticket.activeAt = null;
  window.active = null;
  window.changedAt = at;
}

function stand(ticket: Ticket, window: WindowState, { stop, at }: { readonly stop: number; readonly at: number }): void {
  ticket.activeAt = window.windowId;
  window.active = { ticketId: ticket.ticketId, stop };
  window.changedAt = at;
}

function added(state: HallState, ticket: Ticket, event: EventOf<'stop.added'>): void {
  const { stop: index, queueId, itemId, count, after, placeAt } = event;
  state.totals.blocked += 1;
  ticket.stops.push({
    index, queueId, items: [{ itemId, count }], after: [after], addedAt: after, place: { at: placeAt, tie: ticket.number.n }, keepsPlace: true,
    sender: null, onlyAt: null, bound: null, overtaken: 0, returnedFrom: null, restores: 0, toldMs: null, expectedMs: null, life: { status: 'blocked' },
  });
}

type Undone = { readonly ticket: Ticket; readonly stop: Stop; readonly window: WindowState };

/** Back to what the window remembers of its last action. */
function undone(state: HallState, at: number, { ticket, stop, window }: Undone): void {
  const last = window.lastAction;
  if (!last) return;
  for (const follower of last.followers) revert(state, ticket, follower);
  if (last.what === 'finish') takeBackPapers(state, last);
  if (ticket.activeAt !== null) leave(ticket, window, at);
  const call = callOf(stop.life, 0);
  if (call) takeBackCall(state, window, last, call);
  if (call && last.what === 'call') unlearn(state, stop, call.callId);
  setLife(state, ticket, stop, last.before.life);
  const { queueId, sender, onlyAt, bound, overtaken } = last.before;
  // Only another queue has another promise; in its own one the visitor may have been overtaken less since.
  Object.assign(stop, { sender, onlyAt }, queueId === stop.queueId ? {} : { queueId, bound, overtaken });
  const { status } = last.before.life;
  if (status === 'called' || status === 'serving') stand(ticket, window, { stop: stop.index, at });
  window.changedAt = at;
  window.lastAction = last.earlier;
  ticket.lastActionAt = null;
}

function revert(state: HallState, ticket: Ticket, { stop: index, life, ...before }: LastAction['followers'][number]): void {
  for (const stop of ticket.stops.slice(index, index + 1)) {
    setLife(state, ticket, stop, life);
    Object.assign(stop, before);
  }
}

/** The call is not true any more; a first call does not count in the window's shares either. */
function takeBackCall(state: HallState, window: WindowState, { what, before }: LastAction, call: Call): void {
  call.isUndone = true;
  if (what !== 'call') return;
  forgetOrder(state, before.queueId, call.callId);
  const calls = window.callsByQueue.get(before.queueId);
  if (calls === undefined || calls <= 1) window.callsByQueue.delete(before.queueId);
  else window.callsByQueue.set(before.queueId, calls - 1);
}
