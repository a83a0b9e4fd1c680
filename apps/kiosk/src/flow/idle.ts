// Nobody there any more: asked once, then the page goes home and forgets.
import { useEffect, useRef, useState } from 'react';

export type Idle = {
  /** Seconds left of the question; null while it is not asked. */
  readonly secondsLeft: number | null;
  readonly stay: () => void;
};

export const askAfterMs = 45_000;
export const answerWithinS = 15;

/** Counts from the last touch or key. `isArmed` false: never (at home, or while something is printing). */
export function useIdle(isArmed: boolean, onGone: () => void): Idle {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  const [round, setRound] = useState(0);
  const gone = useRef(onGone);
  gone.current = onGone;

  useEffect(() => {
    setSecondsLeft(null);
    if (!isArmed) return undefined;
    let timer = setTimeout(ask, askAfterMs);
    function ask(): void {
      setSecondsLeft(answerWithinS);
    }
    function touched(): void {
      clearTimeout(timer);
      timer = setTimeout(ask, askAfterMs);
    }
    for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) addEventListener(kind, touched, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) removeEventListener(kind, touched);
    };
  }, [isArmed, round]);

  useEffect(() => {
    if (secondsLeft === null) return undefined;
    if (secondsLeft <= 0) {
      gone.current();
      return undefined;
    }
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1_000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);

  return {
    secondsLeft,
    stay() {
      setSecondsLeft(null);
      setRound((count) => count + 1);
    },
  };
}
