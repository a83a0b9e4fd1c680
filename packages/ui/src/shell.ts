// The shell around the page, when there is one: in a plain browser none of this happens.
import type { HallcallShell } from '@hallcall/protocol';

declare global {
  interface Window {
    readonly hallcallShell?: HallcallShell;
  }
}

const beatEveryMs = 5_000;

/** Null in a plain browser. */
export const pageShell = (): HallcallShell | null => window.hallcallShell ?? null;

/** Tells the shell every five seconds that frames are painted. A page that hangs or paints no more falls silent. */
export function beatForShell(shell: HallcallShell | null): void {
  if (shell === null) return;
  const beat = (): void => {
    // The second callback runs only after the frame of the first one is through.
    requestAnimationFrame(() => requestAnimationFrame(() => shell.beat()));
  };
  setInterval(beat, beatEveryMs);
  beat();
}
