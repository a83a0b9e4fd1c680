// The hall calls by itself where it is set to: visitors go to the window that has been idle longest.
import type { Context } from '../context.ts';
import { elapsed } from '../elapsed.ts';
import type { HallEvent } from '../event.ts';
import type { QueueId, TicketId } from '../ids.ts';
import { nextStop } from '../next-stop.ts';
import type { DeepReadonly, ReadonlyHall, WindowState } from '../state.ts';
import { callEvent } from './window-call.ts';

/** O14: one call a queue and tick, so that each sees row and bounds as the one before left them. */
export function assignments(state: ReadonlyHall, context: Context): HallEvent[] {
  if (!context.config.policy.autoAssign || state.emergency || !state.day || state.day.closed) return [];
  const events: HallEvent[] = [];
  const taken = new Set<TicketId>();
  const queues = new Set<QueueId>();
  for (const { windowId, zone, clerkId } of idleWindows(state, context)) {
    const next = nextStop(state, windowId, { ...context, taken });
    if (!next || queues.has(next.queueId)) continue;
    taken.add(next.ref.ticketId);
    queues.add(next.queueId);
    events.push({ ...callEvent({ zone, clerkId }, windowId, { ...next, finished: null }, context), why: 'assigned' });
  }
  return events;
}

type Idle = Parameters<typeof callEvent>[0] & Pick<DeepReadonly<WindowState>, 'windowId' | 'changedAt'>;

/** Not before the time to undo is over: what the clerk takes back would be done again at once. */
function idleWindows(state: ReadonlyHall, { config, now }: Context): Idle[] {
  const idle = config.windows.flatMap(({ id, zone }): Idle[] => {
    const window = state.windowById.get(id);
    return window?.clerkId && !window.pause && !window.active && elapsed(window.changedAt, now) >= config.policy.undoWithinMs ? [{ windowId: id, zone, clerkId: window.clerkId, changedAt: window.changedAt }] : [];
  });
  return idle.toSorted((a, b) => a.changedAt - b.changedAt);
}
