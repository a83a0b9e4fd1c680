// One step of the visit: what it is, and what the visitor does about it now.
import type { NamedStop } from '@hallcall/protocol';
import { formatList, formatTime, waitWords } from '@hallcall/text';
import { StatusChip, useBilingual, useLanguage, useTexts, type StatusTone } from '@hallcall/ui';
import type { ReactNode } from 'react';

const tones: Record<NamedStop['status'], StatusTone> = {
  blocked: 'quiet', waiting: 'busy', called: 'called', serving: 'busy', held: 'paused', missed: 'late', done: 'done', abandoned: 'quiet', cancelled: 'quiet',
};

type StopProps = { readonly stop: NamedStop; readonly timeZone: string };

/** `stage` null where there is only one step. */
export function StopCard({ stop, stage, timeZone }: StopProps & { readonly stage: number | null }): ReactNode {
  const t = useTexts().ownTicket;
  const { language } = useLanguage();
  const name = useBilingual();
  const isCalled = stop.status === 'called';
  return (
    <li data-testid="own-stop" data-status={stop.status} className={`rounded-card border p-2 ${isCalled ? 'border-called-fill bg-called-fill text-on-called-fill' : 'border-line bg-paper shadow-card'}`}>
      <div className="flex items-start justify-between gap-1">
        <p className="text-small">
          {stage === null ? null : <span className="font-strong">{t.step({ n: stage })} · </span>}
          {name(stop.queue)}
          {stop.items.length === 0 ? null : <span className="block">{formatList(stop.items.map(name), language)}</span>}
        </p>
        {isCalled ? null : <StatusChip tone={tones[stop.status]}>{t.status[stop.status]}</StatusChip>}
      </div>
      <Now stop={stop} timeZone={timeZone} />
    </li>
  );
}

function Now({ stop, timeZone }: StopProps): ReactNode {
  const words = useTexts();
  const t = words.ownTicket;
  const { language } = useLanguage();
  const name = useBilingual();
  const { window } = stop;
  const time = (at: number): string => formatTime(at, language, timeZone);
  switch (stop.status) {
    case 'called':
      return (
        <>
          <p className="pt-1 text-title font-strong">{t.goTo({ window: window ?? '' })}</p>
          {stop.calledAt === null ? null : <p>{t.calledAt({ time: time(stop.calledAt) })}</p>}
        </>
      );
    case 'serving':
      return <p className="pt-1 text-label font-strong">{t.servedAt({ window: window ?? '' })}</p>;
    case 'held':
      return <p className="pt-1 text-label font-strong">{t.heldAt({ window: window ?? '' })}</p>;
    case 'missed':
      return <p className="pt-1 text-label font-strong">{stop.returnUntil === null ? t.noReturn : t.returnUntil({ time: time(stop.returnUntil) })}</p>;
    case 'blocked':
      return <p className="pt-1">{t.blocked}</p>;
    case 'waiting': {
      if (stop.standing === null) return null;
      const { ahead, waitMinutes } = stop.standing;
      return (
        <>
          <p className="pt-1 text-title font-strong">{ahead > 0 ? t.ahead({ count: ahead }) : waitMinutes === 0 ? t.next : words.wait.nobodyAhead}</p>
          <p className="text-label">{waitMinutes === null ? words.wait.noWindow : words.wait.told({ wait: waitWords(words, waitMinutes) })}</p>
          {stop.zone === null ? null : <p>{t.goToZone({ zone: name(stop.zone) })}</p>}
        </>
      );
    }
    case 'done':
    case 'abandoned':
    case 'cancelled':
      return null;
  }
}
