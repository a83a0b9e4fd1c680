// What the windows that work now can give a queue: when each is free, how long a visitor keeps it, and what other queues
// take of it (RULES.md, X3–X4).
import type { HallConfig } from './config.ts';
import type { QueueId } from './ids.ts';
import { isWorking } from './may-call.ts';
import type { ReadonlyHall } from './state.ts';
import { usualVisits } from './usual-visit.ts';
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

type Window = HallConfig['windows'][number];

/** Of a usual visit: what is thought to be left of one that has taken longer. */
const overdueShare = 0.25;

/** The offers for a queue, one a window of it that is open and not paused. */
export function createSupply(state: ReadonlyHall, config: HallConfig, now: number): (queueId: QueueId) => readonly Offer[] {
  const visits = usualVisits(state, config);
  const visitOf = (queueId: QueueId): number => visits.get(queueId) ?? 1;
  const windows = config.windows.filter(({ id }) => isWorking(state, id));
  const crews = crewsOf(windows);
  // Each window's part of the work that waits in a queue.
  const backlogs = new Map(config.queues.map(({ id }) => [id, (waitingIn(state, id).length * visitOf(id)) / (crews.get(id) ?? 1)]));
  const freeIn = new Map(windows.map(({ id }) => [id, untilFree(state, id, { now, visitOf })]));
  return (queueId) => windows.flatMap((window): Offer[] => {
    const others = othersAt(window, queueId, { backlogs, visitOf });
    if (others === null) return [];
    // O4: who has waited that long counts as of the best rank.
    const readyMs = (freeIn.get(window.id) ?? 0) + Math.min(others.betterMs, config.policy.agedAfterMs);
    return [{ readyMs, visitMs: visitOf(queueId), betweenMs: others.betweenMs, backlogMs: others.backlogMs }];
  });
}

/** How many windows a queue's work is divided among: those that serve it first, or all of it where none does. */
function crewsOf(windows: readonly Window[]): ReadonlyMap<QueueId, number> {
  const first = new Map<QueueId, number>();
  const any = new Map<QueueId, number>();
  for (const { queues } of windows) {
    const best = Math.min(...queues.map(({ rank }) => rank));
    for (const { queue, rank } of queues) {
      any.set(queue, (any.get(queue) ?? 0) + 1);
      if (rank === best) first.set(queue, (first.get(queue) ?? 0) + 1);
    }
  }
  return new Map([...any, ...first]);
}

type Busy = { readonly now: number; readonly visitOf: (queueId: QueueId) => number };

/** How long a window is still occupied, ms; 0 when it is idle. */
function untilFree(state: ReadonlyHall, windowId: Window['id'], { now, visitOf }: Busy): number {
  const active = state.windowById.get(windowId)?.active;
  const stop = active && state.ticketById.get(active.ticketId)?.stops[active.stop];
  if (stop?.life.status !== 'called' && stop?.life.status !== 'serving') return 0;
  const visitMs = visitOf(stop.queueId);
  const elapsedMs = Math.max(0, now - (stop.life.calls[0]?.at ?? now));
  return Math.max(visitMs - elapsedMs, Math.round(visitMs * overdueShare));
}

type Load = { readonly backlogs: ReadonlyMap<QueueId, number>; readonly visitOf: (queueId: QueueId) => number };

/** What other queues take of a window before or between the calls of this one; null when it does not serve this one. */
function othersAt({ queues }: Window, queueId: QueueId, { backlogs, visitOf }: Load): { readonly betterMs: number; readonly betweenMs: number; readonly backlogMs: number } | null {
  const own = queues.find(({ queue }) => queue === queueId);
  if (!own) return null;
  let [betterMs, betweenMs, backlogMs] = [0, 0, 0];
  for (const { queue, rank, weight } of queues) {
    const waitingMs = backlogs.get(queue) ?? 0;
    if (queue === queueId || rank > own.rank || waitingMs === 0) continue;
    if (rank < own.rank) betterMs += waitingMs;
    else {
      betweenMs += (weight / own.weight) * visitOf(queue);
      backlogMs += waitingMs;
    }
  }
  return { betterMs, betweenMs, backlogMs };
}
