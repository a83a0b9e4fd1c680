// The few moves that several events share: a stop's new life, a ticket's paper, the window's record.
import type { TicketId, WindowId } from './ids.ts';
import { dequeue, enqueue } from './place.ts';
import type { AskedFor, Call, DeepReadonly, HallState, Paper, ReadonlyHall, Stop, StopLife, StopRef, Ticket, WindowState } from './state.ts';
import type { StopStatus } from './status.ts';

const callsKept = 200;

/** The ticket of an event; a log that names an unknown one is broken. */
export function ticketOf(state: HallState, ticketId: TicketId): Ticket {
  const ticket = state.ticketById.get(ticketId);
  if (!ticket) throw new Error(`the log names the unknown ticket ${ticketId}`);
  return ticket;
}

/** The tickets of these ids, as far as they are of the day. */
export const ticketsOf = (state: ReadonlyHall, ids: Iterable<TicketId>): readonly DeepReadonly<Ticket>[] => [...ids].flatMap((id) => state.ticketById.get(id) ?? []);

/** The stop of a reference with its ticket; none when either is not of the day. */
export const stopsOf = (state: ReadonlyHall, { ticketId, stop: index }: StopRef): readonly { readonly ticket: DeepReadonly<Ticket>; readonly stop: DeepReadonly<Stop> }[] =>
  ticketsOf(state, [ticketId]).flatMap((ticket) => ticket.stops.slice(index, index + 1).map((stop) => ({ ticket, stop })));

/** What was missing when the stop was finished (epoch ms), or nothing. */
export const askedFor = ({ life }: Pick<DeepReadonly<Stop>, 'life'>): readonly { readonly at: number; readonly missing: DeepReadonly<AskedFor> }[] =>
  life.status === 'done' && life.missing ? [{ at: life.at, missing: life.missing }] : [];

/** What a refusal says of a ticket as a whole: the status of the first stop where something can be done, else of one that waits for others, else of the first. */
export function statusOf({ stops }: Pick<DeepReadonly<Ticket>, 'stops'>): StopStatus {
  const live = stops.filter((stop) => !hasEnded(stop));
  const byUse = [...live.filter(({ life }) => life.status !== 'blocked'), ...live, ...stops];
  return byUse.reduceRight<StopStatus>((_, { life }) => life.status, 'done');
}

/** Of the calls of a visitor who is called now the first (0) or the newest (-1); null: the stop is in another life. */
export const callOf = <T>(life: { readonly status: string; readonly calls?: readonly T[] } | undefined, nth: 0 | -1): T | null =>
  life?.status === 'called' ? (life.calls?.at(nth) ?? null) : null;

/** The window's record, made at its first event. */
export function windowOf(state: HallState, windowId: WindowId): WindowState {
  const known = state.windowById.get(windowId);
  if (known) return known;
  const window: WindowState = { windowId, clerkId: null, pause: null, active: null, help: null, callsByQueue: new Map(), lastAction: null, changedAt: 0 };
  state.windowById.set(windowId, window);
  return window;
}

/** Records a new call; the oldest is forgotten. */
export function keepCall(state: HallState, from: Omit<Call, 'shownAt' | 'speech' | 'reports' | 'isUndone'>): Call {
  const { callId, ticketId, stop, windowId, zone, attempt, at } = from;
  const call: Call = { callId, ticketId, stop, windowId, zone, attempt, at, shownAt: null, speech: null, reports: 0, isUndone: false };
  state.calls.push(call);
  state.callById.set(callId, call);
  for (const oldest of state.calls.splice(0, state.calls.length - callsKept)) state.callById.delete(oldest.callId);
  return call;
}

/** Gives a stop its new life and keeps queues, the list of missed and the totals in step. */
export function setLife(state: HallState, ticket: Ticket, stop: Stop, life: StopLife): void {
  const ref = { ticketId: ticket.ticketId, stop: stop.index };
  if (stop.life.status === 'waiting') dequeue(state, stop.queueId, ref);
  state.totals[stop.life.status] -= 1;
  state.totals[life.status] += 1;
  stop.life = life;
  if (life.status === 'waiting') enqueue(state, stop.queueId, ref);
  for (const status of ['missed', 'held'] as const) {
    if (ticket.stops.some((other) => other.life.status === status)) state[status].add(ticket.ticketId);
    else state[status].delete(ticket.ticketId);
  }
  keepPaperLists(state, ticket);
}

type Ending =
  | { readonly status: 'cancelled'; readonly at: number; readonly reason: Extract<StopLife, { status: 'cancelled' }>['reason'] }
  | { readonly status: 'abandoned'; readonly at: number; readonly reason: Extract<StopLife, { status: 'abandoned' }>['reason'] };

/** Ends a stop that has not ended yet and frees the window it stood at; a merge may still cancel what a close abandoned. */
export function endStop(state: HallState, ticket: Ticket, index: number, ending: Ending): void {
  const stop = ticket.stops[index];
  if (!stop || stop.life.status === 'done' || stop.life.status === 'cancelled' || stop.life.status === ending.status) return;
  if (stop.life.status === 'called' || stop.life.status === 'serving') {
    const window = windowOf(state, stop.life.windowId);
    window.active = null;
    window.changedAt = ending.at;
    ticket.activeAt = null;
  }
  setLife(state, ticket, stop, ending.status === 'abandoned' ? { ...ending, before: stop.life } : ending);
}

/** True when nothing can happen to the stop any more. */
export const hasEnded = (stop: { readonly life: { readonly status: StopLife['status'] } }): boolean =>
  stop.life.status === 'done' || stop.life.status === 'abandoned' || stop.life.status === 'cancelled';

/** Records what became of the paper. */
export function setPaper(state: HallState, ticket: Ticket, paper: Paper, at: number): void {
  ticket.paper = paper;
  ticket.paperAt = at;
  keepPaperLists(state, ticket);
}

/** Keeps the lists of pending and troubled paper in step with a ticket. */
function keepPaperLists(state: HallState, ticket: Ticket): void {
  const isLive = ticket.stops.some((stop) => !hasEnded(stop));
  if (isLive && ticket.paper === 'pending') state.pendingPaper.add(ticket.ticketId);
  else state.pendingPaper.delete(ticket.ticketId);
  if (isLive && (ticket.paper === 'failed' || ticket.paper === 'unknown')) state.troubledPaper.add(ticket.ticketId);
  else state.troubledPaper.delete(ticket.ticketId);
}
