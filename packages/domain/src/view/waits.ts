// What every view says of waiting: the estimate for somebody who takes an ordinary number now (RULES.md, X7). It is worked
// out once for all views of a moment. Between events it only falls, and only when the minute turns: a quiet hall sends one
// view a minute at most, and nothing flaps.
import { callsAhead } from '../calls-ahead.ts';
import type { HallConfig } from '../config.ts';
import { createToldWaits } from '../told-wait.ts';
import type { QueueId } from '../ids.ts';
import type { ReadonlyHall } from '../state.ts';

/** Minutes as shown, by queue; null: no window of the queue is open and not paused. */
export type Waits = ReadonlyMap<QueueId, number | null>;

const minuteMs = 60_000;
const exactUpTo = 10;
const step = 5;

/** Of every queue of the configuration, at `now` (epoch ms). */
export function waitsNow(state: ReadonlyHall, config: HallConfig, now: number): Waits {
  const minute = now - (now % minuteMs);
  const estimate = createToldWaits(state, config, minute);
  return new Map(config.queues.map(({ id }) => {
    const ms = estimate(id, callsAhead(state, { queueId: id, standing: null, isPreferred: false }, { now: minute, config }));
    return [id, ms === null ? null : shownMinutes(ms)];
  }));
}

/** An estimate as people read it: whole minutes up to 10, then steps of 5. The same on screens and on paper. */
export function shownMinutes(ms: number): number {
  const minutes = Math.round(ms / minuteMs);
  return minutes <= exactUpTo ? minutes : Math.max(exactUpTo, step * Math.round(ms / minuteMs / step));
}
