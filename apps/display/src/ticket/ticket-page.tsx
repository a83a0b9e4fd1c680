// Where the own number stands, on the visitor's telephone.
import type { OwnTicketReply } from '@hallcall/protocol';
import { formatDate, formatNumber, formatTimeSeconds } from '@hallcall/text';
import { FaultState, LanguageSwitch, LoadingState, ModeSwitch, Notice, TicketNumber, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { useEffect, type ReactNode } from 'react';
import { StopCard } from './stop-card.tsx';
import { newestStop, stagedStops } from './stops.ts';
import { useOwnTicket } from './use-own-ticket.ts';

export function TicketPage({ address }: { readonly address: string }): ReactNode {
  const t = useTexts().ownTicket;
  const { reply, isStale } = useOwnTicket(address);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-80 flex-col gap-2 bg-canvas p-2 text-ink">
      <div aria-live="polite">{isStale ? <Notice message={t.stale} code={null} /> : null}</div>
      {reply === null ? <LoadingState /> : null}
      {reply?.kind === 'unknown' ? <FaultState message={t.unknown} code="ticket.unknown" /> : null}
      {reply?.kind === 'earlier' ? <Earlier reply={reply} /> : null}
      {reply?.kind === 'ticket' ? <Today reply={reply} /> : null}
      <footer className="mt-auto flex flex-wrap items-center justify-between gap-1 pt-2">
        <ModeSwitch />
        <LanguageSwitch />
      </footer>
    </main>
  );
}

function Earlier({ reply }: { readonly reply: Extract<OwnTicketReply, { kind: 'earlier' }> }): ReactNode {
  const t = useTexts().ownTicket;
  const { language } = useLanguage();
  return (
    <>
      <HallName name={reply.hall} />
      <p className="py-4 text-center text-label text-balance">{t.earlier({ date: formatDate(Date.parse(reply.day), language, 'UTC') })}</p>
    </>
  );
}

function Today({ reply: { ticket, hall, now, timeZone } }: { readonly reply: Extract<OwnTicketReply, { kind: 'ticket' }> }): ReactNode {
  const t = useTexts().ownTicket;
  const { language } = useLanguage();
  const { number, stops, isUnclaimed, isDayOver, emergency } = ticket;
  const newest = newestStop(stops);
  const status = newest && t.status[newest.status];
  useTab(status === null ? t.title : `${formatNumber(number.prefix, number.n)} ${status}`, newest?.status === 'called');
  const isDone = stops.every((stop) => stop.status === 'done');
  return (
    <>
      <HallName name={hall} />
      <h1 className="own-number py-2 text-center font-strong"><TicketNumber number={number} testId="own-number" /></h1>
      {emergency === null ? null : <p role="alert" className="rounded-card bg-called-fill p-2 text-label font-strong text-on-called-fill">{t.emergency}</p>}
      {isUnclaimed ? <p role="alert" className="rounded-card border-2 border-late bg-late-tint p-2 text-label">{t.unclaimed}</p> : null}
      {isDone ? <p className="text-center text-label font-strong text-done">{t.allDone}</p> : null}
      {isDayOver && !isDone ? <p className="text-center text-label">{t.dayOver}</p> : null}
      <ol aria-live="polite" className="flex flex-col gap-2">
        {stagedStops(stops).map(({ stop, stage, index }) => <StopCard key={index} stop={stop} stage={stops.length > 1 ? stage : null} timeZone={timeZone} />)}
      </ol>
      {isDone || isDayOver ? null : <p className="text-center">{t.hint}</p>}
      <p className="text-center text-small text-soft">{t.updatedAt({ time: formatTimeSeconds(now, language, timeZone) })}</p>
    </>
  );
}

const HallName = ({ name }: { readonly name: OwnTicketReply['hall'] }): ReactNode => <p className="text-center text-soft">{useBilingual()(name)}</p>;

/** On the browser's tab; a telephone that may shakes when the call comes. */
function useTab(title: string, isCalled: boolean): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (isCalled && 'vibrate' in navigator) navigator.vibrate([300, 150, 300, 150, 300]);
  }, [isCalled]);
}
