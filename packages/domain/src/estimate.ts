// How long somebody will wait, from what the last visits took and who sits at the windows now (RULES.md, X3–X5).
// A number for people, not a promise: it looks at who waits at this moment, and at nobody who may still come.
import type { HallConfig } from './config.ts';
import type { QueueId } from './ids.ts';
import { createSupply, type Offer } from './estimate-supply.ts';
import type { ReadonlyHall } from './state.ts';

/** The wait in ms behind `ahead` calls of the queue; null when no window of the queue is open and not paused. */
export type Estimates = (queueId: QueueId, ahead: number) => number | null;

type Asked = { readonly queueId: QueueId; readonly ahead: number; readonly now: number };

/** One estimate at `now` (epoch ms). Whoever asks for many makes `createEstimates` once. */
export const estimateWait = (state: ReadonlyHall, config: HallConfig, { queueId, ahead, now }: Asked): number | null =>
  createEstimates(state, config, now)(queueId, ahead);

/** Everything that estimates of one moment share is worked out once; each then costs its queue's windows, whoever waits. */
export function createEstimates(state: ReadonlyHall, config: HallConfig, now: number): Estimates {
  const offersOf = createSupply(state, config, now);
  return (queueId, ahead) => {
    const offers = offersOf(queueId);
    return offers.length === 0 ? null : soonest(offers, ahead + 1);
  };
}

/** The smallest whole ms at which the windows together have made `calls` calls of the queue. */
function soonest(offers: readonly Offer[], calls: number): number {
  let low = 0;
  // One window alone needs no longer than that.
  let high = Math.min(...offers.map((offer) => Math.ceil(timeOf(offer, calls))));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (offers.reduce((sum, offer) => sum + callsBy(offer, middle), 0) >= calls) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * When a window makes its n-th call of the queue: between two of them it calls `betweenMs` of other queues, until their
 * `backlogMs` is worked off. Where it stands in that turn is not asked: half a turn comes before the first call.
 */
const timeOf = ({ readyMs, visitMs, betweenMs, backlogMs }: Offer, n: number): number =>
  readyMs + (n - 1) * visitMs + Math.min((n - 0.5) * betweenMs, backlogMs);

/** The other way round: how many calls of the queue the window has made by then. */
function callsBy({ readyMs, visitMs, betweenMs, backlogMs }: Offer, ms: number): number {
  const workedMs = ms - readyMs;
  const later = Math.max((workedMs - betweenMs / 2) / (visitMs + betweenMs), (workedMs - backlogMs) / visitMs);
  return later < 0 ? 0 : Math.floor(later) + 1;
}
