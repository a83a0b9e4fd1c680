import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

/** Calls `onHeld` once a finger has stayed on the element for `heldMs`; lifting or sliding off it before that does nothing. */
export function useLongPress(heldMs: number, onHeld: () => void): RefObject<HTMLDivElement | null> {
  const target = useRef<HTMLDivElement | null>(null);
  const held = useEffectEvent(onHeld);
  useEffect(() => {
    const element = target.current;
    if (element === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => held(), heldMs);
    };
    const end = (): void => clearTimeout(timer);
    const noMenu = (event: Event): void => event.preventDefault();
    element.addEventListener('pointerdown', begin);
    for (const kind of ['pointerup', 'pointercancel', 'pointerleave'] as const) element.addEventListener(kind, end);
    element.addEventListener('contextmenu', noMenu);
    return () => {
      end();
      element.removeEventListener('pointerdown', begin);
      for (const kind of ['pointerup', 'pointercancel', 'pointerleave'] as const) element.removeEventListener(kind, end);
      element.removeEventListener('contextmenu', noMenu);
    };
  }, [heldMs]);
  return target;
}
