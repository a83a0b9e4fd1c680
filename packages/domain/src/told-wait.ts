// What people are told about waiting: the estimate, as far as the hall's last estimates came true (RULES.md, X9).
import type { HallConfig } from './config.ts';
import { createEstimates, type Estimates } from './estimate.ts';
import type { ReadonlyHall } from './state.ts';
import { waitFactor } from './wait-lessons.ts';

/** Whole ms at `now` (epoch ms); null when no window of the queue is open and not paused. */
export function createToldWaits(state: ReadonlyHall, config: HallConfig, now: number): Estimates {
  const estimate = createEstimates(state, config, now);
  const factor = waitFactor(state);
  return (queueId, ahead) => {
    const ms = estimate(queueId, ahead);
    return ms === null ? null : Math.round(ms * factor);
  };
}
