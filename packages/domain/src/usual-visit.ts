// How long a visitor of each queue usually keeps a window (RULES.md, X2): the last visits, and the configured minutes as
// long as there are few. Minutes that stand in a file are wrong by a constant, so they fade out instead of weighing for ever.
import type { HallConfig } from './config.ts';
import { visitsKept } from './evolve-occupancy.ts';
import type { QueueId } from './ids.ts';
import { once } from './once.ts';
import type { ReadonlyHall } from './state.ts';

/** The configured minutes weigh as much as this many visits at first, and nothing any more once all that are kept are visits. */
const priorVisits = 5;
const minuteMs = 60_000;

/** Whole ms of a queue, at least 1. Each queue is worked out when it is first asked for. */
export function createUsualVisits(state: ReadonlyHall, config: HallConfig): (queueId: QueueId) => number {
  const priorOf = createPriors(config);
  return once((queueId: QueueId) => {
    const visits = state.occupancies.get(queueId) ?? [];
    const ceilingMs = longestVisit([priorOf(queueId) * minuteMs, ...visits.map(({ ms }) => ms)]);
    const spentMs = visits.reduce((sum, { ms }) => sum + Math.min(ms, ceilingMs), 0);
    const visitors = visits.filter(({ isResumed }) => !isResumed).length;
    const weight = priorVisits * (1 - visitors / visitsKept);
    const priorMs = weight === 0 ? 0 : priorOf(queueId) * minuteMs;
    return Math.max(1, Math.round((weight * priorMs + spentMs) / (weight + visitors)));
  });
}

/** A visit that nobody ended for hours says nothing about the next one: three times the middle, the longest of the shorter half, is as long as any counts. */
const longestVisit = (ms: readonly number[]): number => 3 * Math.max(...ms.toSorted((a, b) => a - b).slice(0, Math.ceil(ms.length / 2)));

/** The mean of a queue's items; of all items where a queue has none of its own. Sorted by queue once: a hall has hundreds. */
function createPriors({ items }: HallConfig): (queueId: QueueId) => number {
  let byQueue: ReadonlyMap<QueueId, HallConfig['items']> | null = null;
  return (queueId) => {
    byQueue ??= Map.groupBy(items, ({ queue }) => queue);
    const counted = byQueue.get(queueId) ?? items;
    return counted.reduce((sum, { minutes }) => sum + minutes, 0) / counted.length;
  };
}
