import type { MissedView, SlipView, WindowView } from '@hallcall/domain';
import { useHubClock } from '@hallcall/client/react';
import { formatCounted, formatDuration, formatList, formatTime, waitWords } from '@hallcall/text';
import { Button, Card, EmptyState, RowsRegion, ScrollRegion, StatusChip, TicketNumber, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { HelpNotice } from './help-notice.tsx';
import { HeldList } from './held-list.tsx';
import { UnpaidNotices } from './open-notices.tsx';
import { SlipList } from './slip-list.tsx';
import type { PaymentDesk } from './use-payment.ts';
import { WaitingMarks } from './waiting-marks.tsx';

type Props = {
  readonly view: WindowView;
  readonly names: Names;
  readonly timeZone: string;
  /** A first visitor waiting longer is marked, ms. */
  readonly longWaitMs: number;
  readonly payment: PaymentDesk;
  readonly canAct: boolean;
  readonly onResume: (ticketId: MissedView['ticketId']) => void;
  readonly onRestore: (missed: MissedView) => void;
  readonly onAgain: (slip: SlipView) => void;
  /** Null where numbers may not be chosen now. */
  readonly onChoose: ((waiting: WindowView['next'][number]) => void) | null;
};

/** Right: who waits for this window, and who missed a call. */
export function QueueCard(props: Props): ReactNode {
  const t = useTexts();
  const total = props.view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  return (
    <Card
      label={t.window.queue.title}
      title={t.window.queue.title}
      aside={<strong className="hc-tabular" data-testid="waiting-total">{t.window.queue.waiting({ count: total })}</strong>}
    >
      {/* Each list scrolls in itself; where not even the least of each has room, all of them do. */}
      <div className="flex min-h-0 flex-1 flex-col overflow-auto rounded-b-card">
        <HelpNotice help={props.view.help} names={props.names} />
        <Queues {...props} />
        <NextUp {...props} />
        <HeldList {...props} />
        <UnpaidNotices {...props} />
        <SlipList slips={props.view.slips} canAct={props.canAct} onAgain={props.onAgain} />
        <Missed {...props} />
      </div>
    </Card>
  );
}

function Queues({ view, names, longWaitMs }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const now = useHubClock(5_000);
  const waiting = view.queues.filter((queue) => queue.waiting > 0);
  const empty = view.queues.filter((queue) => queue.waiting === 0);
  return (
    <ScrollRegion label={t.common.queue} className="min-h-6 max-h-24 shrink-0 overflow-auto border-b border-line px-3 py-1">
      <ul>
        {waiting.map(({ queueId, waiting: count, oldestAt, waitMinutes }) => {
          const oldestMs = oldestAt === null || now === null ? 0 : Math.max(0, now - oldestAt);
          return (
            <li key={queueId} className="flex min-h-4 flex-wrap items-center justify-between gap-x-2">
              <span className="max-w-full min-w-0 truncate">{names.queue(queueId)}</span>
              <span className="ml-auto flex flex-wrap items-center justify-end gap-1">
                {oldestMs > longWaitMs ? <StatusChip tone="late">{t.window.queue.longest({ duration: formatDuration(oldestMs, language) })}</StatusChip> : null}
                {waitMinutes === null ? null : <span className="hc-tabular text-small text-soft" data-testid="queue-wait">{waitWords(t, waitMinutes)}</span>}
                <strong className="hc-tabular">{count}</strong>
              </span>
            </li>
          );
        })}
      </ul>
      {empty.length === 0 ? null : (
        <p className="text-small text-soft" data-testid="queues-empty">
          {t.window.queue.nobodyIn({ queues: formatList(empty.map(({ queueId }) => names.queue(queueId)), language) })}
        </p>
      )}
    </ScrollRegion>
  );
}

function NextUp({ view, names, onChoose }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const now = useHubClock(5_000);
  const total = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  // Who waits is not always who can be called: the slip may still be in the printer, or the visitor at another window.
  if (view.next.length === 0) return <EmptyState {...(total === 0 ? { title: t.window.queue.empty } : { title: t.window.queue.noneYet, hint: t.window.queue.noneYetHint })} />;
  return (
    <RowsRegion label={t.window.queue.nextUp} className="min-h-[7rem] flex-auto overflow-auto px-3 py-1">
      <ol data-testid="next-list">
        {view.next.map((waiting) => (
          <li key={`${waiting.ticketId} ${waiting.queueId}`} className="flex min-h-5 flex-wrap items-center gap-x-2 border-b border-line py-0.5 last:border-0">
            <TicketNumber number={waiting.number} className="w-[4.3em] shrink-0 text-label" />
            <span className="min-w-0 flex-1 truncate text-soft">{waiting.items.map(({ itemId, count }) => formatCounted(names.item(itemId), count)).join(' · ')}</span>
            <span className="hc-tabular shrink-0 text-small text-soft">
              {now === null ? '' : formatDuration(Math.max(0, now - waiting.placeAt), language)}
            </span>
            {onChoose === null ? null : <Button size="small" onPress={() => onChoose(waiting)} testId="choose">{t.window.queue.choose}</Button>}
            <WaitingMarks waiting={waiting} names={names} />
          </li>
        ))}
      </ol>
      {total > view.next.length ? <p className="py-1 text-soft">{t.window.queue.more({ count: total - view.next.length })}</p> : null}
    </RowsRegion>
  );
}

function Missed({ view, timeZone, canAct, onRestore }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  return (
    <ScrollRegion label={t.window.queue.missed} className="max-h-[40%] min-h-[5.5rem] overflow-auto rounded-b-card border-t border-line bg-sunken px-3 py-1.5">
      <h3 className="font-strong">{t.window.queue.missed}</h3>
      {view.missed.length === 0 ? <p className="text-soft">{t.window.queue.missedNone}</p> : null}
      <ul data-testid="missed-list">
        {view.missed.map((missed, index) => (
          <li key={`${missed.ticketId} ${missed.stop}`} className="flex min-h-5.5 items-center gap-2 py-0.5">
            <TicketNumber number={missed.number} className="w-[4.3em] shrink-0 text-label" />
            <span className="hc-tabular min-w-0 flex-1 truncate text-soft">
              {missed.canRestore ? formatTime(missed.at, language, timeZone) : `${formatTime(missed.at, language, timeZone)} · ${t.window.queue.lost}`}
            </span>
            <Button
              size="small"
              icon={RotateCcw}
              isDisabled={!canAct || !missed.canRestore}
              onPress={() => onRestore(missed)}
              {...(index < 9 ? { hotkey: `Alt+${index + 1}` } : {})}
            >
              {t.window.action.restore}
            </Button>
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}
