// How long breaks at windows last, as those of the day did (RULES.md, X3).
import type { PauseReason } from './command.ts';
import { once } from './once.ts';
import type { HallState, ReadonlyHall, WindowState } from './state.ts';

/** Of the whole hall and all kinds. */
const breaksKept = 100;
/** Of a usual visit or break: what is thought to be left of one that has taken longer. */
export const overdueShare = 0.25;

type Pause = NonNullable<WindowState['pause']>;

/** A break that is over at `at` (epoch ms). */
export function noteBreak({ breaks }: HallState, at: number, { reason, since }: Pause): void {
  breaks.push({ reason, ms: Math.max(0, at - since) });
  if (breaks.length > breaksKept) breaks.shift();
}

/** How long a break still lasts at `now` (epoch ms), ms; null as long as none of its kind is over. Half of them last no longer than the usual one. */
export function createBreakLeft({ breaks }: ReadonlyHall, now: number): (pause: Pause) => number | null {
  const usualOf = once((reason: PauseReason) => {
    const lasted = breaks.filter((one) => one.reason === reason).map(({ ms }) => ms).toSorted((a, b) => a - b);
    return lasted[Math.ceil(lasted.length / 2) - 1] ?? null;
  });
  return ({ reason, since }) => {
    const usualMs = usualOf(reason);
    return usualMs === null ? null : Math.max(usualMs - Math.max(0, now - since), Math.round(usualMs * overdueShare));
  };
}
