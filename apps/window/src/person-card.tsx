import type { HubConfig } from '@hallcall/client';
import type { ActiveView, Speech, WindowView } from '@hallcall/domain';
import { useHubClock } from '@hallcall/client/react';
import { formatDuration, formatTime, formatTimeSeconds, languageName } from '@hallcall/text';
import { Card, EmptyState, ProgressBar, ScrollRegion, StatusChip, TicketNumber, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { Coffee, MonitorCheck, MonitorX, UserRound, Volume1, Volume2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { CameBack } from './came-back.tsx';
import { JourneyList } from './journey-list.tsx';
import { NoticeList } from './notice-list.tsx';
import { SenderChip } from './sender-chip.tsx';

type Props = {
  readonly view: WindowView; readonly config: HubConfig; readonly names: Names; readonly timeZone: string;
  /** At the bank, while the visitor owes something. */
  readonly confirmPayment: (() => void) | null;
};

/** Left: the visitor at this window, or why there is none. */
export function PersonCard({ view, config, names, timeZone, confirmPayment }: Props): ReactNode {
  const t = useTexts();
  return (
    <Card label={t.window.person.title} title={t.window.person.title} aside={<PersonStatus view={view} />}>
      {view.active === null ? <Nobody view={view} timeZone={timeZone} /> : <Person active={view.active} isBank={view.openNotices !== null} config={config} names={names} timeZone={timeZone} confirmPayment={confirmPayment} />}
    </Card>
  );
}

function PersonStatus({ view }: { readonly view: WindowView }): ReactNode {
  const t = useTexts().window.status;
  switch (view.status) {
    case 'closed':
      return <StatusChip tone="quiet" testId="window-status">{t.closed}</StatusChip>;
    case 'idle':
      return <StatusChip tone="quiet" testId="window-status">{t.idle}</StatusChip>;
    case 'calling':
      return <StatusChip tone="called" testId="window-status">{t.calling}</StatusChip>;
    case 'serving':
      return <StatusChip tone="busy" testId="window-status">{t.serving}</StatusChip>;
    case 'paused':
      return <StatusChip tone="paused" testId="window-status">{t.paused}</StatusChip>;
  }
}

function Nobody({ view, timeZone }: { readonly view: WindowView; readonly timeZone: string }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  if (view.status === 'closed') return <EmptyState icon={UserRound} title={t.window.status.closed} hint={t.window.open.hint} />;
  if (view.pause !== null) {
    const { reason, since } = view.pause;
    const title = t.window.pausedSince({ reason: t.window.pauseReason[reason], time: formatTime(since, language, timeZone) });
    return <EmptyState icon={Coffee} title={title} hint={t.window.pause.body} />;
  }
  return (
    <div className="hc-nobody flex flex-1">
      <EmptyState icon={UserRound} title={t.window.person.none} hint={t.window.person.noneHint} />
    </div>
  );
}

function Person({ active, isBank, config, names, timeZone, confirmPayment }: Omit<Props, 'view'> & { readonly active: ActiveView; readonly isBank: boolean }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const waitedMs = (active.calls[0]?.at ?? active.startedAt ?? active.issuedAt) - active.issuedAt;
  // At the bank what is to be paid comes before all else.
  const notices = <NoticeList notices={active.notices} names={names} timeZone={timeZone} confirm={confirmPayment} />;
  return (
    <>
      <p className={`hc-person-number shrink-0 border-b border-line px-3 py-2 text-[clamp(3.5rem,5vw,6rem)] leading-none ${active.status === 'called' ? 'bg-called-tint' : 'bg-tint'}`}>
        <TicketNumber number={active.number} testId="active-number" className={active.status === 'called' ? 'text-called' : 'text-primary'} />
      </p>
      <ScrollRegion label={t.window.person.title} className="flex min-h-0 flex-1 flex-col gap-2 overflow-auto p-3">
        {isBank ? notices : null}
        <ul className="flex flex-col gap-0.5">
          {active.items.map(({ itemId, count }) => (
            <li key={itemId} className="text-label font-strong">
              {names.item(itemId)}
              {count > 1 ? ` × ${count}` : ''}
            </li>
          ))}
        </ul>
        <p className="text-soft">
          {names.queue(active.queueId)} · {t.window.person.waited({ duration: formatDuration(waitedMs, language) })}
        </p>
        <div className="flex flex-wrap gap-1 empty:hidden">
          {active.language === language ? null : <StatusChip tone="busy">{languageName[active.language]}</StatusChip>}
          {active.isUrgent ? <StatusChip tone="fault">{t.console.why.rule.urgent}</StatusChip> : null}
          {active.personClass === 'ordinary' ? null : <StatusChip tone="busy" testId="person-class">{t.personClass[active.personClass]}</StatusChip>}
          {active.needs.map((need) => <StatusChip key={need} tone="late" testId="person-need">{t.need[need]}</StatusChip>)}
          {active.sender === null ? null : <SenderChip sender={active.sender} names={names} />}
          {active.restores > 0 ? <StatusChip tone="late">{t.window.action.restore} × {active.restores}</StatusChip> : null}
        </div>
        {active.cameBack === null ? null : <CameBack cameBack={active.cameBack} config={config} names={names} />}
        {isBank ? null : notices}
        {active.journey.stops.length > 1 ? <JourneyList journey={active.journey} names={names} /> : null}
        <Proof active={active} timeZone={timeZone} />
        <Announcement active={active} timeZone={timeZone} />
        {active.startedAt === null ? null : <Elapsed active={active} startedAt={active.startedAt} names={names} />}
      </ScrollRegion>
    </>
  );
}

/** How often the visitor was called, and whether a display has shown it. */
function Proof({ active, timeZone }: { readonly active: ActiveView; readonly timeZone: string }): ReactNode {
  const t = useTexts().window.person;
  const { language } = useLanguage();
  const last = active.calls.at(-1);
  if (last === undefined) return null;
  const isShown = last.shownAt !== null;
  const Icon = isShown ? MonitorCheck : MonitorX;
  return (
    <p className="flex flex-wrap items-center gap-1" data-testid="proof" data-shown={isShown}>
      <Icon aria-hidden size="1.3em" className={isShown ? 'text-done' : 'text-late'} />
      <span>{t.calls({ count: active.calls.length })}</span>
      <span className={isShown ? 'text-done font-strong' : 'text-late font-strong'}>{isShown ? t.shown : t.notShown}</span>
      {last.shownAt === null ? null : <time className="hc-tabular">{formatTimeSeconds(last.shownAt, language, timeZone)}</time>}
    </p>
  );
}

/** Whether the newest call was heard, and when, or why not. */
function Announcement({ active, timeZone }: { readonly active: ActiveView; readonly timeZone: string }): ReactNode {
  const t = useTexts().speech;
  const { language } = useLanguage();
  const last = active.calls.at(-1);
  if (last === undefined) return null;
  const { speech } = last;
  const isHeard = speech?.outcome === 'spoken' || speech?.outcome === 'shortened';
  const Icon = speech === null ? Volume1 : isHeard ? Volume2 : VolumeX;
  return (
    <p className="flex flex-wrap items-center gap-1" data-testid="announcement" data-outcome={speech?.outcome ?? 'awaited'}>
      <Icon aria-hidden size="1.3em" className={speech === null ? 'text-soft' : isHeard ? 'text-done' : 'text-late'} />
      {speech === null ? <span className="text-soft">{t.awaited}</span> : <Heard speech={speech} time={formatTimeSeconds(speech.at, language, timeZone)} />}
    </p>
  );
}

function Heard({ speech, time }: { readonly speech: Speech; readonly time: string }): ReactNode {
  const t = useTexts().speech;
  const { outcome, reason } = speech;
  const isHeard = outcome === 'spoken' || outcome === 'shortened';
  return (
    <>
      <span className={`font-strong ${isHeard ? 'text-done' : 'text-late'}`}>
        {outcome === 'spoken' || outcome === 'shortened' ? t.outcome[outcome]({ time }) : t.outcome[outcome]}
      </span>
      {reason === null ? null : <span className="text-soft">{t.reason[reason]}</span>}
    </>
  );
}

function Elapsed({ active, startedAt, names }: { readonly active: ActiveView; readonly startedAt: number; readonly names: Names }): ReactNode {
  const t = useTexts().window.person;
  const { language } = useLanguage();
  const now = useHubClock(1_000);
  const norm = active.items.reduce((sum, { itemId, count }) => sum + names.minutes(itemId) * count, 0);
  const elapsedMs = Math.max(0, (now ?? startedAt) - startedAt);
  const elapsed = t.elapsed({ duration: formatDuration(elapsedMs, language) });
  return (
    <div className="mt-auto flex flex-col gap-1">
      <ProgressBar part={norm === 0 ? 0 : elapsedMs / (norm * 60_000)} label={elapsed} />
      <p className="flex justify-between gap-2">
        <span className="hc-tabular">{elapsed}</span>
        {norm === 0 ? null : <span className="text-soft">{t.norm({ count: norm })}</span>}
      </p>
    </div>
  );
}
