import { useEffect, useEffectEvent, useRef } from 'react';

const touches = ['pointerdown', 'keydown', 'wheel'] as const;
const lookEveryMs = 250;

/** Calls `onLook` four times a second with the time since the last touch, key or `touch()`, ms. */
export function useQuiet(onLook: (quietMs: number) => void): { readonly touch: () => void } {
  const touchedAt = useRef(0);
  const look = useEffectEvent(onLook);
  useEffect(() => {
    const touch = (): void => {
      touchedAt.current = performance.now();
    };
    touch();
    const timer = setInterval(() => look(performance.now() - touchedAt.current), lookEveryMs);
    for (const kind of touches) addEventListener(kind, touch, { passive: true });
    return () => {
      clearInterval(timer);
      for (const kind of touches) removeEventListener(kind, touch);
    };
  }, []);
  return {
    touch() {
      touchedAt.current = performance.now();
    },
  };
}
