// How long a page goes on showing a picture after the hub fell silent, as the page itself recorded it.
import type { Page } from '@playwright/test';

export type Silence = {
  /** When the last beat came over the page's own socket; null on the kiosk page, which hears of the hub through its agent. */
  readonly beatAt: number | null;
  /** When the frame that says so was about to be painted. Both epoch ms. */
  readonly staleAt: number | null;
};

/** 2 s, and one frame of 60 a second. */
export const staleWithinMs = 2_000 + 1_000 / 60;

export const silenceOf = (page: Page): Promise<Silence> =>
  // `recordSilence` put it there.
  page.evaluate(() => (globalThis as unknown as { recordedSilence: Silence }).recordedSilence);

/** Runs in the page before its own scripts. */
export function recordSilence(): void {
  const seen: { beatAt: number | null; staleAt: number | null } = { beatAt: null, staleAt: null };
  Object.assign(globalThis, { recordedSilence: seen });
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }) => {
        if (typeof data === 'string' && data.startsWith('42["beat"')) seen.beatAt = performance.timeOrigin + performance.now();
      });
    }
  };
  new MutationObserver(() => {
    const isStale = document.querySelector('[data-testid=stale-banner][data-stale=true], [data-testid=notice-stale]') !== null;
    if (isStale && seen.staleAt === null) requestAnimationFrame(() => (seen.staleAt ??= performance.timeOrigin + performance.now()));
    if (!isStale) seen.staleAt = null;
  }).observe(document, { subtree: true, childList: true, attributes: true });
}
