import { formatTimeSeconds } from '@hallcall/text';
import { WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from './language.tsx';

/** Says that the picture may be out of date, and since when; `heardAt` is hub time, epoch ms. Always mounted, so it is announced. */
export function StaleBanner(props: { readonly isStale: boolean; readonly heardAt: number | null; readonly timeZone: string | null; readonly action?: string }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { isStale, heardAt, timeZone } = props;
  const since = heardAt === null || timeZone === null ? null : formatTimeSeconds(heardAt, language, timeZone);
  return (
    <output aria-live="assertive" className="block" data-testid="stale-banner" data-stale={isStale}>
      {isStale ? (
        <div className="hc-hatched flex items-center justify-center gap-1.5 border-b-2 border-late bg-late-tint px-3 py-1.5 text-ink">
          <WifiOff aria-hidden size="1.5em" className="shrink-0 text-late" />
          <strong>{t.health.stale}</strong>
          <span>
            {since === null ? null : t.health.staleSince({ time: since })} {props.action}
          </span>
        </div>
      ) : null}
    </output>
  );
}
