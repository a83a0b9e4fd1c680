import { useHubClock } from '@hallcall/client/react';
import { formatCount, formatDuration } from '@hallcall/text';
import { Button, Card, ConfirmDialog, EmptyState, Notice, StatusChip, useLanguage, useTexts } from '@hallcall/ui';
import { CalendarCheck, CalendarX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { BookingCounts } from '../booking/booking-counts.tsx';
import { useConsole } from '../console-context.tsx';
import { DayPaperCard } from './day-paper-card.tsx';
import { ServiceCard } from './service-card.tsx';

/** The service day: open it, close it, and what it has come to so far. */
export function DayPage(): ReactNode {
  const { bookings, day } = useConsole().view;
  const isOpen = day?.status === 'open';
  return (
    <div className="grid auto-rows-max gap-2 overflow-auto">
      <DayCard />
      {isOpen ? null : <DayPaperCard />}
      <ServiceCard />
      <Totals />
      {bookings === null ? null : <BookingCounts counts={bookings} />}
      <BusiestQueues />
      {isOpen ? <DayPaperCard /> : null}
    </div>
  );
}

function DayCard(): ReactNode {
  const t = useTexts().console.day;
  const { view, commands, canAct } = useConsole();
  const [isAsking, setAsking] = useState(false);
  const isOpen = view.day?.status === 'open';
  const openWord = view.day?.status === 'closed' ? t.reopen : t.open;
  return (
    <Card label={t.open}>
      <div className="flex flex-wrap items-center justify-between gap-2 p-3">
        <div className="flex items-center gap-2">
          {isOpen ? <CalendarCheck aria-hidden size="2em" className="text-done" /> : <CalendarX aria-hidden size="2em" className="text-late" />}
          <div>
            <p className="text-label font-strong" data-testid="day-status">
              {view.day === null ? t.isClosed : isOpen ? t.isOpen({ date: view.day.date }) : t.hasClosed({ date: view.day.date })}
            </p>
            {view.isRecovering ? <StatusChip tone="late">{t.recovering}</StatusChip> : null}
          </div>
        </div>
        {isOpen ? (
          <Button size="large" variant="danger" icon={CalendarX} isDisabled={!canAct} onPress={() => setAsking(true)}>
            {t.close}
          </Button>
        ) : null}
        {isOpen && view.service.clock === null ? null : (
          <Button size="large" variant="primary" icon={CalendarCheck} isDisabled={!canAct} onPress={() => commands.send({ type: 'day.open' })}>
            {openWord}
          </Button>
        )}
      </div>
      {commands.refusal?.code === 'day.clockImplausible' ? (
        <div className="px-3 pb-3">
          <Notice message={commands.refusal.message} code={commands.refusal.code} />
        </div>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        title={t.close}
        body={t.closeConfirm({ count: view.totals.waiting + view.totals.called + view.totals.serving + view.totals.held })}
        confirm={t.close}
        variant="danger"
        onConfirm={() => commands.send({ type: 'day.close' })}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}

function Totals(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { totals, windows } = useConsole().view;
  const open = windows.filter(({ status }) => status !== 'closed').length;
  const figures = [
    [t.console.day.issuedTotal, totals.issued],
    [t.ticketStatus.waiting, totals.waiting],
    [t.ticketStatus.called, totals.called],
    [t.ticketStatus.serving, totals.serving],
    [t.ticketStatus.held, totals.held],
    [t.ticketStatus.done, totals.done],
    [t.ticketStatus.missed, totals.missed],
    [t.ticketStatus.abandoned, totals.abandoned],
    [t.ticketStatus.cancelled, totals.cancelled],
    [t.console.day.offlineTotal, totals.offline],
    [t.console.day.openWindows, open],
  ] as const;
  return (
    <>
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5" data-testid="totals">
        {figures.map(([name, count]) => (
          <div key={name} className="flex flex-col-reverse rounded-card border border-line bg-paper px-3 py-2 shadow-card">
            <dt className="text-soft">{name}</dt>
            <dd className="hc-number text-title">{formatCount(count, language)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-soft">{t.console.day.totalsNote}</p>
    </>
  );
}

const listed = 6;

/** Where people wait longest. */
function BusiestQueues(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, names, config } = useConsole();
  const now = useHubClock(10_000);
  const waiting = view.queues.flatMap((queue) => (queue.oldestAt === null ? [] : [{ ...queue, oldestAt: queue.oldestAt }]));
  const longest = waiting.toSorted((a, b) => a.oldestAt - b.oldestAt).slice(0, listed);
  return (
    <Card title={t.console.day.longestWait}>
      {longest.length === 0 ? <EmptyState title={t.common.nobodyWaiting} /> : null}
      <ul>
        {longest.map(({ queueId, waiting: count, oldestAt, windows }) => {
          const waitedMs = now === null ? 0 : Math.max(0, now - oldestAt);
          return (
            <li key={queueId} className="flex min-h-5.5 items-center gap-2 border-b border-line px-3 last:border-0">
              <span className="min-w-0 flex-1 truncate">{names.queue(queueId)}</span>
              {windows === 0 ? <StatusChip tone="fault">{t.wait.noWindow}</StatusChip> : null}
              {waitedMs > config.hall.policy.agedAfterMs ? <StatusChip tone="late">{formatDuration(waitedMs, language)}</StatusChip> : <span>{formatDuration(waitedMs, language)}</span>}
              <strong className="hc-tabular w-12 text-right">{t.common.waiting({ count })}</strong>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
