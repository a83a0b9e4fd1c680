// What the windows of now can give a queue: when each is free, how long a visitor keeps it, and what other queues
// take of it (RULES.md, X3–X4).
import type { HallConfig } from './config.ts';
import type { QueueId, WindowId } from './ids.ts';
import { isWorking } from './may-call.ts';
import { once } from './once.ts';
import { servedBy, type Served } from './served-by.ts';
import type { ReadonlyHall } from './state.ts';
import { createBreakLeft, overdueShare } from './usual-break.ts';
import { createUsualVisits } from './usual-visit.ts';
import { waitingIn } from './waiting-in.ts';

/** One window for one queue, ms from now. */
export type Offer = {
  /** Until its visitor has left and better ranked queues are worked off. */
  readonly readyMs: number;
  /** What a visitor of the queue takes, at least 1. */
  readonly visitMs: number;
  /** What it serves of other queues between two visitors of this one, as long as their backlog lasts. */
  readonly betweenMs: number;
  readonly backlogMs: number;
};

type Window = { readonly id: WindowId; readonly queues: readonly Served[]; /** Until it calls again, ms: 0 unless it is in a break. */ readonly backMs: number };

/**
 * The offers for a queue, one a window of it that is open, from the end of its break where the day says how long those last; none while all
 * are in one. What nobody asks for is not worked out.
 */
export function createSupply(state: ReadonlyHall, config: HallConfig, now: number): (queueId: QueueId) => readonly Offer[] {
  const visitOf = createUsualVisits(state, config);
  const windows = openWindows(state, config, now);
  const working = new Set(windows.flatMap(({ id, queues }) => (isWorking(state, id) ? queues.map(({ queue }) => queue) : [])));
  const freeIn = once(({ id, backMs }: Window) => backMs + untilFree(state, id, { now, visitOf }));
  // Each window's part of the work that waits in a queue.
  const backlogOf = once((queueId: QueueId) => {
    const waiting = waitingIn(state, queueId).length;
    return waiting === 0 ? 0 : (waiting * visitOf(queueId)) / crewOf(windows, queueId);
  });
  return (queueId) => (working.has(queueId) ? windows : []).flatMap((window): Offer[] => {
    const others = othersAt(window, queueId, { backlogOf, visitOf });
    if (others === null) return [];
    // O4: who has waited that long counts as of the best rank.
    const readyMs = freeIn(window) + Math.min(others.betterMs, config.policy.agedAfterMs);
    return [{ readyMs, visitMs: visitOf(queueId), betweenMs: others.betweenMs, backlogMs: others.backlogMs }];
  });
}

/** Where somebody sits: all that work, and those in a break of which the day says how long it lasts. */
function openWindows(state: ReadonlyHall, config: HallConfig, now: number): Window[] {
  const leftOf = createBreakLeft(state, now);
  return config.windows.flatMap((window) => {
    const { clerkId = null, pause = null } = state.windowById.get(window.id) ?? {};
    const backMs = pause === null ? 0 : leftOf(pause);
    return clerkId === null || backMs === null ? [] : [{ id: window.id, queues: servedBy(state, window), backMs }];
  });
}

/** How many windows a queue's work is divided among: those that serve it first, or all of it where none does. */
function crewOf(windows: readonly Window[], queueId: QueueId): number {
  const crew = windows.filter(({ queues }) => queues.some(({ queue }) => queue === queueId));
  const first = crew.filter(({ queues }) => {
    const rank = queues.find(({ queue }) => queue === queueId)?.rank;
    return queues.every((other) => rank !== undefined && rank <= other.rank);
  });
  return (first.length > 0 ? first : crew).length;
}

type Busy = { readonly now: number; readonly visitOf: (queueId: QueueId) => number };

/** How long a window is still occupied, ms; 0 when it is idle. */
function untilFree(state: ReadonlyHall, windowId: Window['id'], { now, visitOf }: Busy): number {
  const active = state.windowById.get(windowId)?.active;
  const stop = active && state.ticketById.get(active.ticketId)?.stops[active.stop];
  if (stop?.life.status !== 'called' && stop?.life.status !== 'serving') return 0;
  const visitMs = visitOf(stop.queueId);
  const elapsedMs = Math.max(0, now - (stop.life.calls[0].at));
  return Math.max(visitMs - elapsedMs, Math.round(visitMs * overdueShare));
}

type Load = { readonly backlogOf: (queueId: QueueId) => number; readonly visitOf: (queueId: QueueId) => number };

/** What other queues take of a window before or between the calls of this one; null when it does not serve this one. */
function othersAt({ queues }: Window, queueId: QueueId, { backlogOf, visitOf }: Load): { readonly betterMs: number; readonly betweenMs: number; readonly backlogMs: number } | null {
  const own = queues.find(({ queue }) => queue === queueId);
  if (!own) return null;
  let [betterMs, betweenMs, backlogMs] = [0, 0, 0];
  for (const { queue, rank, weight } of queues) {
    if (queue === queueId || rank > own.rank) continue;
    const waitingMs = backlogOf(queue);
    if (waitingMs === 0) continue;
    if (rank < own.rank) betterMs += waitingMs;
    else {
      betweenMs += (weight / own.weight) * visitOf(queue);
      backlogMs += waitingMs;
    }
  }
  return { betterMs, betweenMs, backlogMs };
}
