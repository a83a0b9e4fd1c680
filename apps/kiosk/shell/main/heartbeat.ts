// Watches that the page says every few seconds that it paints. Silence is told once; the watch then begins anew.
import type { Timers } from './timers.ts';

export type Heartbeat = {
  readonly start: () => void;
  /** The page showed a sign of life. Ignored while nothing is watched. */
  readonly beat: () => void;
  readonly stop: () => void;
};

export function createHeartbeat({ after }: Pick<Timers, 'after'>, silentAfterMs: number, onSilent: () => void): Heartbeat {
  let cancel: (() => void) | null = null;
  function stop(): void {
    cancel?.();
    cancel = null;
  }
  function start(): void {
    stop();
    cancel = after(silentAfterMs, () => {
      start();
      onSilent();
    });
  }
  return { start, stop, beat: () => (cancel === null ? undefined : start()) };
}
