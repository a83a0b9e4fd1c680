// Of a list that begins a page only what stands whole on the screen is shown: the start page is never paged for it.
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Shown even where the scroller has no room for them: then it is paged after all. */
const least = 2;

/** For the list inside a `.kiosk-scroll`; its children that would be cut are left out, again whenever the room changes. */
export function useWholeTiles(): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element?.closest('.kiosk-scroll');
    if (!element || !scroller) return undefined;
    const fit = (): void => leaveOutCut(element, scroller);
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(scroller);
    return () => observer.disconnect();
  });
  return list;
}

/** At once and without a state: whoever else measures sees only what is left. */
function leaveOutCut(list: HTMLElement, scroller: Element): void {
  const tiles = [...list.children].filter((tile) => tile instanceof HTMLElement);
  for (const tile of tiles) tile.hidden = false;
  const end = scroller.getBoundingClientRect().top + scroller.clientHeight - scroller.scrollTop;
  const whole = tiles.filter((tile) => tile.getBoundingClientRect().bottom <= end);
  for (const tile of tiles.slice(Math.max(least, whole.length))) tile.hidden = true;
}
