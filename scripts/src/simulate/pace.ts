// For people who watch: a line a simulated quarter of an hour, and virtual time that does not run away.
import type { ReadonlyHall } from '@hallcall/domain';
import { formatTime } from '@hallcall/text';
import type { Watch } from './play-day.ts';
import type { Speaker } from './report.ts';

const quarterMs = 15 * 60_000;

export type PaceDeps = {
  /** Virtual ms a ms. */
  readonly speed: number;
  readonly startsAt: number;
  readonly timeZone: string;
  readonly print: (line: string) => void;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

export function createPace({ speed, startsAt, timeZone, print, now, sleep }: PaceDeps, { say, language }: Speaker): Watch {
  const began = now();
  let nextLine = Math.ceil(startsAt / quarterMs) * quarterMs;
  return async (at, state) => {
    const ahead = (at - startsAt) / speed - (now() - began);
    if (ahead > 1) await sleep(ahead);
    if (at < nextLine) return;
    nextLine += quarterMs;
    print(say.simulate.quarter({ time: formatTime(at, language, timeZone), ...totals(state) }));
  };
}

function totals({ totals: { issued, waiting, serving, done } }: ReadonlyHall) {
  return { issued, waiting, serving, done };
}
