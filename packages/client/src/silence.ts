// Notices the beat's absence, whatever the socket says.
import { staleMs } from './limits.ts';

export type Silence = { heard(): void; isStale(): boolean; close(): void };

/** Calls `onStale` after 1.5 s without a beat and `onGivenUp` each time `giveUpMs` have passed in silence. */
export function createSilence(deps: { onStale: () => void; onGivenUp: () => void; giveUpMs: number }): Silence {
  let isStale = true;
  let staleTimer: ReturnType<typeof setTimeout> | undefined;
  let giveUpTimer: ReturnType<typeof setInterval> | undefined;
  return {
    heard() {
      isStale = false;
      clearTimeout(staleTimer);
      clearInterval(giveUpTimer);
      staleTimer = setTimeout(() => {
        isStale = true;
        deps.onStale();
      }, staleMs);
      giveUpTimer = setInterval(deps.onGivenUp, deps.giveUpMs);
    },
    isStale: () => isStale,
    close() {
      clearTimeout(staleTimer);
      clearInterval(giveUpTimer);
    },
  };
}
