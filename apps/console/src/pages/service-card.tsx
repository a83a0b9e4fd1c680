// Today's hours and what they mean now: breaks, holiday, the next opening, an overtime, a doubted clock, unknown holidays.
import { useHubClock } from '@hallcall/client/react';
import type { ServiceView } from '@hallcall/domain';
import { formatList, formatStamp, formatTime, whenWords, type Texts } from '@hallcall/text';
import { Card, StatusChip, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';

export function ServiceCard(): ReactNode {
  const t = useTexts().hours.console;
  const { view, config } = useConsole();
  const { service } = view;
  const { timeZone } = config.hall;
  return (
    <Card title={t.title}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 px-3 py-2" data-testid="service">
        <dt className="text-soft">{t.today}</dt>
        <dd className="flex flex-wrap items-baseline gap-x-2" data-testid="service-today">
          <Today service={service} timeZone={timeZone} />
        </dd>
        <Next at={service.nextOpeningAt} timeZone={timeZone} />
      </dl>
      {service.overtime === null ? null : <Overtime overtime={service.overtime} timeZone={timeZone} />}
      {service.clock === null ? null : (
        <Warning testId="service-clock">
          {t.clock[service.clock.doubt]} {service.clock.lastEventAt === 0 ? null : t.lastEvent({ time: formatStamp(service.clock.lastEventAt, timeZone) })}
        </Warning>
      )}
      {service.unknownYear === null ? null : <Warning testId="service-calendar">{t.unknownYear({ year: service.unknownYear })}</Warning>}
    </Card>
  );
}

type InZone<P> = P & { readonly timeZone: string };

function Today({ service: { hours, reason }, timeZone }: InZone<{ readonly service: ServiceView }>): ReactNode {
  const t = useTexts().hours.console;
  const { language } = useLanguage();
  const pick = useBilingual();
  if (hours === null) return t.always;
  const time = (at: number): string => formatTime(at, language, timeZone);
  const breaks = hours.slice(1).map(({ from }, i) => t.breakOf({ from: time(hours[i]?.to ?? from), to: time(from) }));
  return (
    <>
      <strong className="hc-tabular">{hours.length === 0 ? t.closed : formatList(hours.map(({ from, to }) => `${time(from)}–${time(to)}`), language)}</strong>
      {breaks.map((words) => <span key={words} className="hc-tabular text-soft">{words}</span>)}
      {reason === null ? null : <StatusChip tone={hours.length === 0 ? 'late' : 'quiet'}>{reasonWords(t, reason, pick)}</StatusChip>}
    </>
  );
}

function reasonWords(t: Texts['hours']['console'], reason: NonNullable<ServiceView['reason']>, pick: (name: { zh: string; en: string }) => string): string {
  if (reason.kind === 'special') return t.special;
  return reason.isWorking ? t.makeUp({ name: pick(reason.name) }) : t.holiday({ name: pick(reason.name) });
}

function Next({ at, timeZone }: InZone<{ readonly at: number | null }>): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const now = useHubClock(10_000);
  if (at === null || now === null) return null;
  return (
    <>
      <dt className="text-soft">{t.hours.console.next}</dt>
      <dd className="hc-tabular" data-testid="service-next">{whenWords(t, at, { now, language, timeZone })}</dd>
    </>
  );
}

/** Why the day goes on behind its hours. */
function Overtime({ overtime, timeZone }: InZone<{ readonly overtime: NonNullable<ServiceView['overtime']> }>): ReactNode {
  const t = useTexts().hours.console;
  const { language } = useLanguage();
  const { since, isByManager, ...counts } = overtime;
  const time = formatTime(since, language, timeZone);
  const who = (['waiting', 'atWindows', 'held', 'missed'] as const).filter((what) => counts[what] > 0);
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2" data-testid="service-overtime">
      <span>{isByManager ? t.overtimeManager({ time }) : t.overtime({ time })}</span>
      {who.length === 0 || isByManager ? null : <span className="text-soft">{t.waitsFor}</span>}
      {who.map((what) => <StatusChip key={what} tone="late">{t[what]({ count: counts[what] })}</StatusChip>)}
    </div>
  );
}

function Warning({ testId, children }: { readonly testId: string; readonly children: ReactNode }): ReactNode {
  return (
    <p role="note" data-testid={testId} className="m-2 flex items-center gap-2 rounded-card border-2 border-late bg-late-tint px-2 py-1.5">
      <TriangleAlert aria-hidden size="1.5em" className="shrink-0 text-late" />
      <span>{children}</span>
    </p>
  );
}
