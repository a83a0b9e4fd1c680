// What gives no number now, and when it does again: said before anybody chooses it.
import type { QuotaFull } from '@hallcall/domain';
import { formatTime } from '@hallcall/text';
import { useLanguage, useTexts } from '@hallcall/ui';
import { CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';

/** On a tile, in one line. */
export function FullFacts({ full, hall }: { readonly full: QuotaFull; readonly hall: Hall }): ReactNode {
  const words = useFullWords(full, hall);
  return (
    <span className="hc-tabular flex w-full flex-wrap items-center gap-x-1 text-body font-strong text-late" data-testid="full" data-per={full.per}>
      <CircleSlash aria-hidden size="1.1em" className="shrink-0" />
      {words.map((word) => <span key={word}>{word}</span>)}
    </span>
  );
}

/** On an item's own page, in place of how many are ahead. */
export function FullNotice({ full, hall }: { readonly full: QuotaFull; readonly hall: Hall }): ReactNode {
  const words = useFullWords(full, hall);
  return (
    <p role="note" className="hc-tabular flex flex-wrap items-center gap-x-2 self-start rounded-card border-2 border-late bg-late-tint px-2 py-1 text-label font-strong text-ink" data-testid="full-notice">
      <CircleSlash aria-hidden size="1.2em" className="shrink-0 text-late" />
      {words.map((word) => <span key={word}>{word}</span>)}
    </p>
  );
}

function useFullWords({ per, nextFree }: QuotaFull, { document }: Hall): readonly string[] {
  const t = useTexts().limits.full;
  const { language } = useLanguage();
  if (per === 'day') return [t.day];
  return [t.slot, nextFree === null ? t.noneLater : t.next({ time: formatTime(nextFree.from, language, document.hall.timeZone) })];
}
