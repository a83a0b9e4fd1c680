import { formatTime } from '@hallcall/text';
import { useLanguage, useTexts } from '@hallcall/ui';
import { Siren } from 'lucide-react';
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
  const { since, goEnd } = t.console.voice.emergency;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b-2 border-called bg-called-tint px-3 py-1 text-ink print:hidden" data-testid="emergency-banner">
      <Siren aria-hidden size="1.5em" className="shrink-0 text-called" />
      <p className="min-w-20 flex-1">
        <strong>{t.rejection['hall.emergency'].what}</strong> {since({ time: formatTime(view.emergency.since, language, config.hall.timeZone) })}
      </p>
      {isThere ? null : (
        <Link href="/voice" className="rounded-small border border-called bg-paper px-1.5 py-0.5 font-strong whitespace-nowrap text-called">{goEnd}</Link>
      )}
    </div>
  );
}
