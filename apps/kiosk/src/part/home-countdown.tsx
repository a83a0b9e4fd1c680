import { useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { useQuiet } from '../flow/use-quiet.ts';

const homeAfterS = 8;

/** Says that the page goes home, and does; a touch starts it anew. Mounted only when nothing is left to do. */
export function HomeCountdown({ onHome }: { readonly onHome: () => void }): ReactNode {
  const t = useTexts().kiosk.ticket;
  const [left, setLeft] = useState(homeAfterS);
  useQuiet((quietMs) => {
    const next = Math.max(0, Math.ceil(homeAfterS - quietMs / 1_000));
    setLeft(next);
    if (next === 0) onHome();
  });
  return t.returning({ count: left });
}
