// Of a scrolling list the row that its lower edge would cut is left out until it stands there whole.
import { useEffect, useRef, type RefObject } from 'react';

/** For the scrolling element around `li`s. The row keeps its place and the keyboard reaches it. */
export function useWholeRows<Region extends HTMLElement>(): RefObject<Region | null> {
  const region = useRef<Region>(null);
  useEffect(() => {
    const element = region.current;
    if (!element) return undefined;
    const mark = (): void => markCut(element);
    mark();
    const observer = new ResizeObserver(mark);
    observer.observe(element);
    element.addEventListener('scroll', mark, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', mark);
    };
  });
  return region;
}

function markCut(region: HTMLElement): void {
  const { top, bottom } = region.getBoundingClientRect();
  for (const row of region.querySelectorAll('li')) {
    const box = row.getBoundingClientRect();
    // A row higher than the whole list would never be seen.
    const isCut = box.top < bottom && box.bottom > bottom + 1 && box.height < bottom - top;
    row.toggleAttribute('data-cut', isCut);
  }
}
