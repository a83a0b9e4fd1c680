import { useEffect, useRef, useState } from 'react';

/** Seconds left until `onEnd`; a touch anywhere starts it anew. `fromS` null: no countdown. */
export function useCountdown(fromS: number | null, onEnd: () => void): number | null {
  const [left, setLeft] = useState(fromS);
  const end = useRef(onEnd);
  end.current = onEnd;

  useEffect(() => {
    setLeft(fromS);
    if (fromS === null) return undefined;
    let seconds = fromS;
    const restart = (): void => {
      seconds = fromS;
      setLeft(seconds);
    };
    const timer = setInterval(() => {
      seconds -= 1;
      setLeft(seconds);
      if (seconds <= 0) {
        clearInterval(timer);
        end.current();
      }
    }, 1_000);
    addEventListener('pointerdown', restart, { passive: true });
    return () => {
      clearInterval(timer);
      removeEventListener('pointerdown', restart);
    };
  }, [fromS]);

  return left;
}
