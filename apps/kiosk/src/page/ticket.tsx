// The number, huge, and the truth about its paper. Home after 8 s when there is nothing left to do, never while printing.
import { Button, ConfirmDialog, LoadingState, ScrollRegion, TicketNumber, useBilingual, useModes, useTexts } from '@hallcall/ui';
import type { QueueId } from '@hallcall/domain';
import type { PaperTruth, TicketProgress } from '@hallcall/protocol';
import { formatCounted, waitWords } from '@hallcall/text';
import { Check, NotebookPen, Printer } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { TicketRoute } from '../part/ticket-route.tsx';
import { useAgent, useProgress } from '../link/use-agent.tsx';
import { HomeCountdown } from '../part/home-countdown.tsx';
import { PaperPanel } from '../part/paper-panel.tsx';
import { Shell } from '../part/shell.tsx';
import { RefusedPage } from './refused.tsx';

type Issued = Extract<TicketProgress, { phase: 'issued' }>;

/** With these nothing is left to do for the visitor but to go and wait. */
const settled: readonly PaperTruth[] = ['printed', 'sent', 'shown'];
/** With these nobody can say that the visitor holds a slip. */
const doubtful: readonly PaperTruth[] = ['failed', 'unknown'];

export function TicketPage(props: { readonly hall: Hall; readonly requestId: string; readonly onHome: () => void }): ReactNode {
  const t = useTexts().kiosk.ticket;
  const progress = useProgress(props.requestId);
  if (progress === null || progress.phase === 'asking') {
    return (
      <Shell hall={props.hall} title="" onBack={null} onHome={null}>
        <LoadingState label={t.issuing} />
      </Shell>
    );
  }
  if (progress.phase === 'refused') return <RefusedPage hall={props.hall} refusal={progress.refusal} onHome={props.onHome} />;
  return <IssuedPage {...props} issued={progress} />;
}

function IssuedPage(props: { readonly hall: Hall; readonly issued: Issued; readonly onHome: () => void }): ReactNode {
  const { issued, hall, onHome } = props;
  const t = useTexts().kiosk.ticket;
  const isSettled = settled.includes(issued.paper);
  const isBusy = issued.paper === 'printing';
  const isLow = useModes().modes.reach === 'low';
  const number = <TicketNumber number={issued.ticket.number} className="kiosk-hero text-primary" testId="number" />;
  return (
    <Shell
      hall={hall} title="" banner={number} onBack={null} onHome={isBusy ? null : onHome}
      {...(isBusy ? {} : { primary: <Actions issued={issued} onHome={onHome} /> })}
    >
      <ScrollRegion label={t.title} className="kiosk-scroll flex min-h-0 flex-1 flex-col overflow-y-auto text-center">
        <div className="m-auto flex w-full flex-col items-center gap-3 py-1" data-testid="ticket" data-paper={issued.paper}>
          {isLow ? <PaperPanel issued={issued} /> : null}
          <NumberBlock issued={issued} hall={hall}>{isLow ? null : number}</NumberBlock>
          {isLow ? null : <PaperPanel issued={issued} />}
          {isSettled ? <p className="text-body text-soft" aria-live="off"><HomeCountdown onHome={onHome} /></p> : null}
        </div>
      </ScrollRegion>
    </Shell>
  );
}

/** `children` is the number, unless it stands in the part out of reach. */
function NumberBlock({ issued, hall, children }: { readonly issued: Issued; readonly hall: Hall; readonly children: ReactNode }): ReactNode {
  const { kiosk: { ticket: t }, wait } = useTexts();
  const pick = useBilingual();
  const { ticket } = issued;
  // Without paper the code below is the only proof: what is said of the wait makes room for it.
  const isDoubtful = doubtful.includes(issued.paper);
  const waitLook = isDoubtful ? 'text-label' : 'text-title';
  const isServed = ticket.estimates.every(({ minutes }) => minutes !== null);
  const place = hall.placeByItem.get(ticket.stops[0]?.items[0]?.itemId ?? '');
  return (
    <div className={`flex w-full flex-col items-center gap-1.5 rounded-card border border-line bg-paper px-3 shadow-card ${isDoubtful ? 'py-2' : 'py-4'}`}>
      <h1 className="text-title font-strong">{t.title}</h1>
      {children}
      {ticket.offline ? <OfflineMark /> : null}
      {ticket.stops.length === 1 ? ticket.stops[0]?.items.map(({ itemId, count }) => <p key={itemId} className="text-label font-strong" data-testid="ticket-item">{formatCounted(pick(hall.placeByItem.get(itemId)?.item) || itemId, count)}</p>) : null}
      {ticket.ahead === null ? null : (
        <p className={`hc-tabular ${waitLook}`} data-testid="ticket-ahead">{ticket.ahead === 0 ? (isServed ? t.noneAhead : wait.nobodyAhead) : t.ahead({ count: ticket.ahead })}</p>
      )}
      <PerQueue hall={hall} said={ticket.estimates} say={({ minutes }) => (minutes === null ? wait.noWindow : wait.told({ wait: waitWords({ wait }, minutes) }))} className={waitLook} testId="ticket-estimate" />
      <PerQueue hall={hall} said={ticket.bounds} say={t.bound} className="text-label" testId="ticket-bound" />
      {place ? <p className="text-label text-soft">{t.waitAt({ zone: place.department.zone })}</p> : null}
      {ticket.stops.length > 1 ? <TicketRoute hall={hall} stops={ticket.stops} /> : null}
    </div>
  );
}

type PerQueueProps<T> = { readonly hall: Hall; readonly said: readonly T[]; readonly say: (one: T) => string; readonly className: string; readonly testId: string };

/** What was promised or estimated: one line, or one a queue. */
function PerQueue<T extends { readonly queueId: QueueId }>({ hall, said, say, className, testId }: PerQueueProps<T>): ReactNode {
  const pick = useBilingual();
  return said.map((one) => {
    const queue = said.length > 1 ? hall.document.hall.queues.find(({ id }) => id === one.queueId) : undefined;
    return <p key={one.queueId} className={`hc-tabular ${className}`} data-testid={testId}>{queue ? `${pick(queue.name)}: ` : ''}{say(one)}</p>;
  });
}

function OfflineMark(): ReactNode {
  const t = useTexts().kiosk.ticket;
  return (
    <p data-testid="offline" className="flex flex-wrap items-center justify-center gap-1.5 rounded-card border-2 border-late bg-late-tint px-2 py-1 text-body">
      <strong className="text-label">{t.offline}</strong>
      {t.offlineMeaning}
    </p>
  );
}

/** One primary action: note the number where there is no paper, otherwise done. */
function Actions({ issued, onHome }: { readonly issued: Issued; readonly onHome: () => void }): ReactNode {
  const t = useTexts().kiosk;
  const agent = useAgent();
  const [isAsking, setIsAsking] = useState(false);
  const { requestId, paper } = issued;
  const isDoubtful = doubtful.includes(paper);
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Button size="kiosk" icon={Printer} onPress={() => setIsAsking(true)} testId="reprint">
        {t.reprint.button}
      </Button>
      {isDoubtful ? (
        <Button size="kiosk" variant="primary" icon={NotebookPen} onPress={() => agent.note(requestId)} testId="noted">
          {t.numberNoted}
        </Button>
      ) : (
        <Button size="kiosk" variant="primary" icon={Check} onPress={onHome} testId="done" takesFocus>
          {t.ticket.done}
        </Button>
      )}
      <ConfirmDialog
        size="kiosk" title={t.reprint.title} body={t.reprint.body} confirm={t.reprint.confirm} isOpen={isAsking}
        onConfirm={() => agent.reprint(requestId)} onClose={() => setIsAsking(false)}
      />
    </div>
  );
}
