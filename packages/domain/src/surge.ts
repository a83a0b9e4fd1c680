// When more people wait in a queue than its windows can serve (RULES.md, SU1, SU5), by what the screens show of waiting.
import type { HallConfig } from './config.ts';
import type { QueueId } from './ids.ts';
import type { ReadonlyHall } from './state.ts';
import type { Waits } from './view/waits.ts';
import { waitingIn } from './waiting-in.ts';

type Asked = { readonly config: HallConfig; readonly waits: Waits };
const minuteMs = 60_000;

/** SU1: more people wait than the limit, or somebody who came now would wait longer. Where nobody waits nothing surges, whatever else its windows do. */
export function isSurging(state: ReadonlyHall, queueId: QueueId, { config, waits }: Asked): boolean {
  const limits = limitsOf(config, queueId);
  if (limits === null) return false;
  const waiting = waitingIn(state, queueId).length;
  return waiting > 0 && (waiting > limits.waiting || waitMsOf(waits, queueId) > limits.waitMs);
}

/** SU5: both are at half of the limits or below, so that help does not come and go by turns, and nobody waits whom no window serves; `waits` without the help. */
export function isCalm(state: ReadonlyHall, queueId: QueueId, { config, waits }: Asked): boolean {
  const limits = limitsOf(config, queueId);
  if (limits === null) return true;
  const waiting = waitingIn(state, queueId).length;
  const isLeftAlone = waiting > 0 && waits.get(queueId) === null;
  return !isLeftAlone && waiting * 2 <= limits.waiting && waitMsOf(waits, queueId) * 2 <= limits.waitMs;
}

/** The queue's own limits, or the hall's where it has none of its own; null: nobody watches. */
function limitsOf({ queues, surge }: HallConfig, queueId: QueueId): HallConfig['surge'] {
  const own = queues.find(({ id }) => id === queueId)?.surge;
  return own === undefined ? surge : own;
}

/** Where no window serves, nobody can say: the people alone count. */
const waitMsOf = (waits: Waits, queueId: QueueId): number => (waits.get(queueId) ?? 0) * minuteMs;
