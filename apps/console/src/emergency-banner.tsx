import { formatTime } from '@hallcall/text';
import { Notice, useLanguage, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { useConsole } from './console-context.tsx';

/** On every page while people are to leave the hall, with the way to where it is ended. */
export function EmergencyBanner(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, config } = useConsole();
  const [isThere] = useRoute('/voice');
  if (view.emergency === null) return null;
  const since = t.console.voice.emergency.since({ time: formatTime(view.emergency.since, language, config.hall.timeZone) });
  const { what, meaning } = t.rejection['hall.emergency'];
  return (
    <div className="px-2 pt-2 print:hidden" data-testid="emergency-banner">
      <Notice message={{ what, meaning, action: since }} code={null} tone="fault">
        {isThere ? null : (
          <Link href="/voice" className="self-center rounded-small border border-called bg-paper px-1.5 py-0.5 font-strong whitespace-nowrap text-called">
            {t.console.voice.emergency.goEnd}
          </Link>
        )}
      </Notice>
    </div>
  );
}
