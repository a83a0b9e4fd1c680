import type { ConsoleView, MissedView } from '@hallcall/domain';
import { formatTime } from '@hallcall/text';
import { Button, Card, EmptyState, StatusChip, TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import { Ban, HandHelping, Printer, RotateCcw, TicketCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { CancelDialog } from '../cancel-dialog.tsx';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';
import { WhyCard } from '../why-card.tsx';
import { ReprintDialog } from '../reprint-dialog.tsx';

type Trouble = ConsoleView['guideDesk'][number];
type Asked = { readonly what: 'cancel' | 'reprint'; readonly ticket: Pick<Trouble, 'ticketId' | 'number'> } | null;

/** Tickets a person has to look after: paper that failed, queues nobody calls, missed calls. */
export function GuideDeskPage(): ReactNode {
  const [asked, setAsked] = useState<Asked>(null);
  return (
    <>
      <div className="grid min-h-0 flex-1 gap-2 overflow-auto xl:grid-cols-[3fr_2fr]">
        <Troubles onAsk={setAsked} />
        <Missed onAsk={setAsked} />
        <WhyCard />
        <Urgent />
      </div>
      {asked?.what === 'cancel' ? <CancelDialog ticket={asked.ticket} onClose={() => setAsked(null)} /> : null}
      {asked?.what === 'reprint' ? <ReprintDialog ticket={asked.ticket} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function Troubles({ onAsk }: { readonly onAsk: (asked: Asked) => void }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, names, config, commands, canAct } = useConsole();
  const { paper } = t.console;
  return (
    <Card title={paper.title} className="min-h-[15rem]">
      <p className="px-3 py-1 text-soft">{paper.hint}</p>
      {view.guideDesk.length === 0 ? <EmptyState icon={TicketCheck} title={paper.none} /> : null}
      {view.guideDesk.length === 0 ? null : (
        <DataTable<Trouble>
          label={paper.title}
          testId="guide-desk"
          rows={view.guideDesk}
          keyOf={(row) => row.ticketId}
          columns={[
            { key: 'number', title: t.common.number, render: (row) => <TicketNumber number={row.number} className="text-label" /> },
            {
              key: 'reason', title: t.common.status,
              render: (row) => (
                <div className="flex flex-col items-start gap-px">
                  <StatusChip tone={row.reason === 'paperFailed' ? 'fault' : 'late'}>{paper.reason[row.reason]}</StatusChip>
                  <span className="text-small text-soft">
                    {names.queue(row.queueId)} · {row.device} · {paper.failedSince({ time: formatTime(row.since, language, config.hall.timeZone) })}
                  </span>
                </div>
              ),
            },
            {
              key: 'act', title: t.common.actions, isRight: true,
              render: (row) => (
                <div className="flex flex-wrap justify-end gap-1">
                  {row.reason === 'paperFailed' ? (
                    <Button size="small" variant="primary" icon={HandHelping} isDisabled={!canAct} onPress={() => commands.send({ type: 'ticket.claim', ticketId: row.ticketId })}>
                      {paper.claim}
                    </Button>
                  ) : null}
                  <Button size="small" icon={Printer} isDisabled={!canAct} onPress={() => onAsk({ what: 'reprint', ticket: row })}>
                    {paper.reprint}
                  </Button>
                  <Button size="small" variant="danger" icon={Ban} isDisabled={!canAct} onPress={() => onAsk({ what: 'cancel', ticket: row })}>
                    {paper.cancel}
                  </Button>
                </div>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

/** What managers put before everybody else today. */
function Urgent(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, config } = useConsole();
  if (view.urgent.count === 0) return null;
  return (
    <Card title={t.console.urgent.title({ count: view.urgent.count })}>
      <ul className="px-3 py-1" data-testid="urgent">
        {view.urgent.listed.map(({ ticketId, number, reason, at, isOver }) => (
          <li key={ticketId} className="flex flex-wrap items-baseline gap-2">
            <TicketNumber number={number} className="text-label" />
            <span className="hc-tabular text-soft">{formatTime(at, language, config.hall.timeZone)}</span>
            <span>{reason}</span>
            {isOver ? <span className="text-small text-soft">{t.console.urgent.isOver}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Missed({ onAsk }: { readonly onAsk: (asked: Asked) => void }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, names, config, commands, canAct } = useConsole();
  return (
    <Card title={t.window.queue.missed}>
      {view.missed.length === 0 ? <EmptyState title={t.window.queue.missedNone} /> : null}
      {view.missed.length === 0 ? null : (
        <DataTable<MissedView>
          label={t.window.queue.missed}
          testId="missed"
          rows={view.missed}
          keyOf={(row) => `${row.ticketId} ${row.stop}`}
          columns={[
            {
              key: 'number', title: t.common.number,
              render: (row) => (
                <div className="flex flex-col items-start gap-px">
                  <TicketNumber number={row.number} className="text-label" />
                  <span className="text-small text-soft">
                    {names.queue(row.queueId)} · {formatTime(row.at, language, config.hall.timeZone)}
                    {row.canRestore ? null : ` · ${t.window.queue.lost}`}
                  </span>
                </div>
              ),
            },
            {
              key: 'act', title: t.common.actions, isRight: true,
              render: (row) => (
                <div className="flex flex-wrap justify-end gap-1">
                  {/* Whom no window may restore, a manager may. */}
                  <Button size="small" icon={RotateCcw} isDisabled={!canAct} onPress={() => commands.send({ type: 'ticket.restore', ticketId: row.ticketId, stop: row.stop })}>
                    {t.console.paper.restore}
                  </Button>
                  <Button size="small" variant="danger" icon={Ban} isDisabled={!canAct} onPress={() => onAsk({ what: 'cancel', ticket: row })}>
                    {t.console.paper.cancel}
                  </Button>
                </div>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
