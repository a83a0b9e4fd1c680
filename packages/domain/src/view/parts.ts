// What several views say in the same way.
import type { HallConfig } from '../config.ts';
import type { QueueId, WindowId } from '../ids.ts';
import { stopsOf, ticketsOf } from '../evolve-parts.ts';
import { mayReturn } from '../may-return.ts';
import { placeOf } from '../place.ts';
import { servedBy } from '../served-by.ts';
import type { DeepReadonly, ReadonlyHall, Stop, StopRef, WindowState } from '../state.ts';
import type { SenderView } from './edge-types.ts';
import type { DayView, HelpView, MissedView, WaitingView, WindowStatus } from './types.ts';

export const dayView = ({ day }: ReadonlyHall): DayView => day && { date: day.date, status: day.closed ? 'closed' : 'open' };

/** Closed, paused, or what the visitor at the window makes it. */
export function windowStatus(state: ReadonlyHall, windowId: WindowId): WindowStatus {
  const window = state.windowById.get(windowId);
  if (!window?.clerkId) return 'closed';
  if (window.pause) return 'paused';
  if (!window.active) return 'idle';
  const life = state.ticketById.get(window.active.ticketId)?.stops[window.active.stop]?.life;
  return life?.status === 'serving' ? 'serving' : 'calling';
}

/** What a window helps with; nothing where it does not. */
export const helpView = (window: Pick<DeepReadonly<WindowState>, 'help'> | undefined): { help?: HelpView } =>
  window?.help ? { help: { queueId: window.help.queueId, isFirst: window.help.rank === 1, since: window.help.since } } : {};

/** When the first of a queue took its place, epoch ms. */
export function oldestAt(state: ReadonlyHall, refs: readonly StopRef[]): number | null {
  const first = refs[0];
  return first ? placeOf(state, first).at : null;
}

/** Open, unpaused windows by queue. */
export function openWindowsByQueue(state: ReadonlyHall, config: HallConfig): ReadonlyMap<QueueId, number> {
  const count = new Map<QueueId, number>();
  for (const window of config.windows) {
    const status = windowStatus(state, window.id);
    if (status === 'closed' || status === 'paused') continue;
    for (const { queue } of servedBy(state, window)) count.set(queue, (count.get(queue) ?? 0) + 1);
  }
  return count;
}

/** Somebody who waits, as a clerk may see them before the call. */
export function waitingView(state: ReadonlyHall, { policy }: HallConfig, ref: StopRef): WaitingView[] {
  return stopsOf(state, ref).map(({ ticket: { ticketId, number, personClass, needs, urgent, pass }, stop }) => {
    const person = policy.hidesClassBeforeCall ? null : { personClass, needs };
    const marks = {
      ...(urgent ? { isUrgent: true as const } : {}), ...(stop.returnedFrom ? { returnedFrom: stop.returnedFrom } : {}), ...(pass ? { hasPass: true as const } : {}),
    };
    return { ticketId, number, queueId: stop.queueId, items: stop.items, placeAt: stop.place.at, person, sender: senderView(stop), ...marks };
  });
}

export const senderView = ({ sender }: DeepReadonly<Stop>): SenderView | null => sender && { windowId: sender.windowId, reason: sender.reason };

/** Missed visitors, newest first. */
export function missedViews(state: ReadonlyHall, config: HallConfig, isShown: (queueId: QueueId) => boolean, limit: number): MissedView[] {
  const missed: MissedView[] = [];
  for (const { ticketId, number, stops } of ticketsOf(state, [...state.missed].toReversed())) {
    for (const stop of stops) {
      if (stop.life.status !== 'missed' || !isShown(stop.queueId) || missed.length >= limit) continue;
      missed.push({ ticketId, stop: stop.index, number, queueId: stop.queueId, at: stop.life.at, canRestore: mayReturn(stop, config.policy) });
    }
  }
  return missed;
}
