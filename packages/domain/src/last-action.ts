// Remembers each window's last action with what it changed, and forgets it as soon as anything else happens there or to its ticket.
import type { UndoWhat } from './edge-schema.ts';
import type { EventType, HallEvent } from './event.ts';
import { ticketOf, windowOf } from './evolve-parts.ts';
import type { TicketId, WindowId } from './ids.ts';
import type { HallState, LastAction } from './state.ts';

const undoable: Partial<Record<EventType, UndoWhat>> = {
  'ticket.called': 'call', 'stop.resumed': 'resume', 'stop.started': 'start', 'stop.finished': 'finish',
  'stop.missed': 'miss', 'stop.held': 'hold', 'stop.transferred': 'transfer', 'stop.itemAdded': 'addItem', 'stop.added': 'addItem',
};

/** Word of any paper says nothing about where the visitor is. */
const harmless: ReadonlySet<EventType> = new Set<EventType>([
  'ticket.issued', 'paper.changed', 'reprint.requested', 'ticket.printOrdered', 'ticket.recognized', 'ticket.revived', 'slip.ordered', 'slip.changed', 'dayPaper.ordered', 'dayPaper.changed',
  'booking.kept', 'window.helping', 'window.helped', 'action.undone',
]);

/** Called before `event`, which happened `at`, is folded in. */
export function noteAction(state: HallState, at: number, event: HallEvent): void {
  if (harmless.has(event.type)) return;
  if ((event.type === 'stop.opened' || event.type === 'stop.dropped') && followsFinish(state, at, event)) return;
  const what = undoable[event.type];
  if ('ticketId' in event) forgetTicket(state, event.ticketId);
  if (what && 'windowId' in event && 'stop' in event && 'ticketId' in event) remember(state, { ...event, what, at, finished: 'finished' in event ? event.finished : undefined });
  else if ('windowId' in event) windowOf(state, event.windowId).lastAction = null;
}

type Action = Pick<LastAction, 'what' | 'ticketId' | 'stop' | 'at'> & { readonly windowId: WindowId; readonly finished: TicketId | undefined };

function remember(state: HallState, { what, ticketId, stop: index, at, windowId, finished }: Action): void {
  const ticket = ticketOf(state, ticketId);
  const window = windowOf(state, windowId);
  // An item is added at the stop that is served there, whichever it becomes part of.
  const here = what === 'addItem' ? (window.active?.stop ?? index) : index;
  const stop = ticket.stops[here];
  const last = window.lastAction;
  const earlier = finished !== undefined && last?.what === 'finish' && last.ticketId === finished ? last : null;
  if (!stop) return;
  const { life, queueId, sender, onlyAt, bound, overtaken } = stop;
  const added = what === 'addItem' ? { stop: index, items: ticket.stops[index]?.items ?? null } : null;
  window.lastAction = { what, ticketId, stop: here, at, before: { life, queueId, sender, onlyAt, bound, overtaken }, added, followers: [], earlier };
  ticket.lastActionAt = windowId;
}

/** A stop that the finish just before it opens or drops belongs to that finish. */
function followsFinish(state: HallState, at: number, { ticketId, stop: index }: { readonly ticketId: TicketId; readonly stop: number }): boolean {
  const ticket = ticketOf(state, ticketId);
  const stop = ticket.stops[index];
  const last = ticket.lastActionAt && windowOf(state, ticket.lastActionAt).lastAction;
  if (!stop || !last || last.what !== 'finish' || last.ticketId !== ticketId || last.at !== at) return false;
  const isBehind = stop.after.some((before) => before === last.stop || last.followers.some((follower) => follower.stop === before));
  if (!isBehind) return false;
  const { life, place, bound, overtaken } = stop;
  last.followers.push({ stop: index, life, place, bound, overtaken });
  return true;
}

function forgetTicket(state: HallState, ticketId: TicketId): void {
  const ticket = ticketOf(state, ticketId);
  const window = ticket.lastActionAt && windowOf(state, ticket.lastActionAt);
  const last = window && window.lastAction;
  if (window && last && (last.ticketId === ticketId || last.earlier?.ticketId === ticketId)) window.lastAction = null;
  ticket.lastActionAt = null;
}
