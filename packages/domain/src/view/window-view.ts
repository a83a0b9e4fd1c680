import type { HallConfig } from '../config.ts';
import { heldAt, type HeldStop } from '../held-at.ts';
import type { WindowId } from '../ids.ts';
import { servedAt } from '../served-by.ts';
import type { ReadonlyHall } from '../state.ts';
import { waitingIn } from '../waiting-in.ts';
import { dayView, helpView, missedViews, oldestAt, senderView, waitingView, windowStatus } from './parts.ts';
import type { HeldView, UndoView } from './edge-types.ts';
import { expectedOrder } from './expected-order.ts';
import { noticesOf, openNotices, ownNotices } from './payment-view.ts';
import { cameBackView, slipsOf } from './slip-view.ts';
import type { ActiveView, WindowView } from './types.ts';
import type { Waits } from './waits.ts';

const listed = 12;

/** The clerk's desk: my visitor, my next, my queues. */
export function windowView(state: ReadonlyHall, config: HallConfig, windowId: WindowId, { now, waits }: { readonly now: number; readonly waits: Waits }): WindowView {
  const queues = servedAt(state, config, windowId).map((served) => served.queue);
  const window = state.windowById.get(windowId);
  return {
    day: dayView(state),
    windowId,
    status: windowStatus(state, windowId),
    clerkId: window?.clerkId ?? null,
    pause: window?.pause ?? null,
    emergency: state.emergency,
    ...helpView(window),
    active: activeView(state, windowId),
    queues: queues.map((queueId) => {
      const waiting = waitingIn(state, queueId);
      return { queueId, waiting: waiting.length, oldestAt: oldestAt(state, waiting), waitMinutes: waits.get(queueId) ?? null };
    }),
    next: expectedOrder({ state, config, now }, windowId, listed).flatMap(({ ref }) => waitingView(state, config, ref)),
    ...staffedView(state, config),
    missed: missedViews(state, config, (queueId) => queues.includes(queueId), listed),
    held: heldAt(state, windowId).slice(0, listed).map(heldView),
    undo: undoView(state, config, windowId),
    slips: slipsOf(state, windowId),
    ownNotices: ownNotices(state, windowId),
    openNotices: openNotices(state, config, windowId),
  };
}

function staffedView(state: ReadonlyHall, { windows }: HallConfig): Pick<WindowView, 'staffed' | 'onBreak' | 'helping'> {
  const staffed = windows.map(({ id }) => id).filter((id) => windowStatus(state, id) !== 'closed');
  const onBreak = staffed.filter((id) => windowStatus(state, id) === 'paused');
  const helping = staffed.flatMap((id) => {
    const help = state.windowById.get(id)?.help;
    return help ? [{ windowId: id, queueId: help.queueId }] : [];
  });
  return { staffed, ...(onBreak.length > 0 ? { onBreak } : {}), ...(helping.length > 0 ? { helping } : {}) };
}

const heldView = ({ ticket, stop, life }: HeldStop): HeldView => ({
  ticketId: ticket.ticketId, number: ticket.number, queueId: stop.queueId, items: stop.items, reason: life.reason, since: life.at, dueAt: life.dueAt,
});

function undoView(state: ReadonlyHall, { policy }: HallConfig, windowId: WindowId): UndoView | null {
  const last = state.windowById.get(windowId)?.lastAction;
  const number = last && state.ticketById.get(last.ticketId)?.number;
  return last && number ? { what: last.what, ticketId: last.ticketId, number, until: last.at + policy.undoWithinMs } : null;
}

function activeView(state: ReadonlyHall, windowId: WindowId): ActiveView | null {
  const active = state.windowById.get(windowId)?.active;
  const ticket = active && state.ticketById.get(active.ticketId);
  const stop = active && ticket?.stops[active.stop];
  if (!active || !ticket || !stop || (stop.life.status !== 'called' && stop.life.status !== 'serving')) return null;
  const { ticketId, number, language, issuedAt, personClass, needs } = ticket;
  return {
    personClass, needs, isUrgent: ticket.urgent !== null,
    ticketId, number, language, issuedAt, queueId: stop.queueId, items: stop.items, restores: stop.restores,
    sender: senderView(stop),
    status: stop.life.status,
    startedAt: stop.life.status === 'serving' ? stop.life.startedAt : null,
    callsCounting: stop.life.calls.filter(({ at }) => at >= state.emergencyEndedAt).length,
    calls: stop.life.calls.map(({ callId, at, attempt, shownAt, speech }) => ({ callId, at, attempt, shownAt, speech })),
    journey: { chain: ticket.chain, here: active.stop, stops: ticket.stops.map(({ queueId, items, after, life }) => ({ queueId, items, after, status: life.status })) },
    cameBack: cameBackView(ticket),
    notices: noticesOf(state, ticket),
  };
}
