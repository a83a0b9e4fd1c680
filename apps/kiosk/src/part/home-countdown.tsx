import { useModes, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { useQuiet } from '../flow/use-quiet.ts';

/** Who reads large text reads slowly. */
const homeAfterS = { normal: 8, elder: 16 } as const;

/** Says that the page goes home, and does; a touch starts it anew. Mounted only when nothing is left to do. */
export function HomeCountdown({ onHome }: { readonly onHome: () => void }): ReactNode {
  const t = useTexts().kiosk.ticket;
  const afterS = homeAfterS[useModes().modes.size];
  const [left, setLeft] = useState<number>(afterS);
  useQuiet((quietMs) => {
    const next = Math.max(0, Math.ceil(afterS - quietMs / 1_000));
    setLeft(next);
    if (next === 0) onHome();
  });
  return t.returning({ count: left });
}
