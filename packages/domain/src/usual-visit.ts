// How long a visitor of each queue usually keeps a window (RULES.md, X2): the last visits, and the configured minutes as
// long as there are few. Minutes that stand in a file are wrong by a constant, so they fade out instead of weighing for ever.
import type { HallConfig } from './config.ts';
import { visitsKept } from './evolve-occupancy.ts';
import type { QueueId } from './ids.ts';
import type { ReadonlyHall } from './state.ts';

/** The configured minutes weigh as much as this many visits at first, and nothing any more once all that are kept are visits. */
const priorVisits = 5;
const minuteMs = 60_000;

/** Whole ms by queue, at least 1. */
export function usualVisits(state: ReadonlyHall, config: HallConfig): ReadonlyMap<QueueId, number> {
  const prior = priorMinutes(config);
  return new Map(config.queues.map(({ id }) => {
    const visits = state.occupancies.get(id) ?? [];
    const spentMs = visits.reduce((sum, { ms }) => sum + ms, 0);
    const visitors = visits.filter(({ isResumed }) => !isResumed).length;
    const weight = priorVisits * (1 - visitors / visitsKept);
    return [id, Math.max(1, Math.round((weight * prior(id) * minuteMs + spentMs) / (weight + visitors)))];
  }));
}

/** The mean of a queue's items; of all items where a queue has none of its own. */
function priorMinutes({ items }: HallConfig): (queueId: QueueId) => number {
  const byQueue = new Map<QueueId, { sum: number; count: number }>();
  const all = { sum: 0, count: 0 };
  for (const { queue, minutes } of items) {
    const own = byQueue.get(queue) ?? { sum: 0, count: 0 };
    byQueue.set(queue, own);
    for (const part of [own, all]) {
      part.sum += minutes;
      part.count += 1;
    }
  }
  return (queueId) => {
    const { sum, count } = byQueue.get(queueId) ?? all;
    return sum / count;
  };
}
