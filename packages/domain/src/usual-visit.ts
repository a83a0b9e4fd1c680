// How long a visitor of each queue usually keeps a window (RULES.md, X2): the last visits, and the configured minutes as
// long as there are few. Minutes that stand in a file are wrong by a constant, so they fade out instead of weighing for ever.
import { itemsOf } from './config-index.ts';
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
  return once((queueId: QueueId) => {
    const visits = state.occupancies.get(queueId) ?? [];
    const configuredMs = priorOf(config, queueId) * minuteMs;
    const ceilingMs = longestVisit([configuredMs, ...visits.map(({ ms }) => ms)]);
    const spentMs = visits.reduce((sum, { ms }) => sum + Math.min(ms, ceilingMs), 0);
    const visitors = visits.filter(({ isResumed }) => !isResumed).length;
    const weight = priorVisits * (1 - visitors / visitsKept);
    return Math.max(1, Math.round((weight * configuredMs + spentMs) / (weight + visitors)));
  });
}

/** A visit that nobody ended for hours says nothing about the next one: three times the middle, the longest of the shorter half, is as long as any counts. */
const longestVisit = (ms: readonly number[]): number => 3 * Math.max(...ms.toSorted((a, b) => a - b).slice(0, Math.ceil(ms.length / 2)));

/** The mean of a queue's items, minutes. */
function priorOf(config: HallConfig, queueId: QueueId): number {
  const counted = itemsOf(config, queueId);
  return counted.reduce((sum, { minutes }) => sum + minutes, 0) / counted.length;
}
