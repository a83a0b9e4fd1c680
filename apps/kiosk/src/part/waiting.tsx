// What a visitor learns of waiting before choosing: how many are ahead and how long it will take, or that nobody serves now.
import { waitWords, type Texts } from '@hallcall/text';
import { useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import type { Waiting } from '../hall/hall-document.ts';

/** `free`: nobody ahead and a window idle. `closed`: no window is open for it now, whoever waits. */
export type WaitingState = 'free' | 'some' | 'closed';

export const stateOf = ({ count, waitMinutes }: Waiting): WaitingState =>
  waitMinutes === null ? 'closed' : count === 0 && waitMinutes === 0 ? 'free' : 'some';

/** In short, for a tile: each part is one fact. */
export function waitingWords(t: Texts, waiting: Waiting): readonly string[] {
  const { count, waitMinutes, isUpTo } = waiting;
  const { department } = t.kiosk;
  const people = count === 0 ? t.wait.nobodyAhead : department.waiting({ count });
  if (waitMinutes === null) return count === 0 ? [t.wait.noWindow] : [people, t.wait.noWindow];
  if (stateOf(waiting) === 'free') return [department.noneWaiting];
  const wait = waitWords(t, waitMinutes);
  return [people, isUpTo ? t.wait.upTo({ wait }) : wait];
}

const look: Readonly<Record<WaitingState, string>> = { free: 'text-done', some: 'font-strong text-ink', closed: 'text-late' };

/** `line`: below the name, on a line of their own when there are several; `along`: behind what stands there, as far as it goes. */
type Shape = 'line' | 'along';

/** The same on a tile; nothing while nobody knows. */
export function WaitingFacts({ waiting, as }: { readonly waiting: Waiting | null; readonly as: Shape }): ReactNode {
  const t = useTexts();
  if (waiting === null) return null;
  const facts = waitingWords(t, waiting);
  const width = as === 'line' && facts.length > 1 ? 'w-full' : '';
  return (
    <span className={`hc-tabular flex flex-wrap gap-x-1.5 text-body ${width} ${look[stateOf(waiting)]}`} data-testid="waiting-facts" data-state={stateOf(waiting)}>
      {facts.map((fact) => <span key={fact}>{fact}</span>)}
    </span>
  );
}
