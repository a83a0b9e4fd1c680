// Taps in the first moments of the process, before the hub could be reached at all: they wait for it a little, so that
// a restart beside a healthy hub does not hand out offline tickets.
import type { TakeRequest } from './core/issue.ts';

export type EarlyTaps = {
  /** True when the tap is kept for later. */
  readonly hold: (request: TakeRequest) => boolean;
  /** The hub is there, or the wait is over: everything kept is taken now, and nothing is kept any more. */
  readonly release: () => void;
};

/** `take` is called once for each tap that was kept, in order. */
export function createEarlyTaps(take: (request: TakeRequest) => void): EarlyTaps {
  let kept: Map<string, TakeRequest> | null = new Map();
  return {
    hold(request) {
      kept?.set(request.requestId, request);
      return kept !== null;
    },
    release() {
      const waiting = kept?.values() ?? [];
      kept = null;
      for (const request of waiting) take(request);
    },
  };
}
