import { newId } from '@hallcall/client';
import type { CommandOf, DayPaperView, DayPart } from '@hallcall/domain';
import { Button, Card, EmptyState, Notice, StatusChip, useTexts, type StatusTone } from '@hallcall/ui';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { rootInGroups } from '../root-in-groups.ts';

const parts = [1, 2] as const satisfies readonly DayPart[];

/** The newest close: its root, what became of the two papers, and a further copy of each. */
export function DayPaperCard(): ReactNode {
  const t = useTexts().close.console;
  const { view, commands } = useConsole();
  const { lastRoot } = view;
  if (lastRoot === null) return <Card title={t.title}><EmptyState title={t.none} /></Card>;
  const isRefused = commands.refusal?.code === 'dayPaper.noPrinter' || commands.refusal?.code === 'day.notClosed';
  return (
    <Card title={`${t.title} · ${t.last({ date: lastRoot.date })}`}>
      <p className="px-3 pt-2">
        <span className="text-soft">{t.root} </span>
        <code className="[overflow-wrap:anywhere]" data-testid="day-root">{rootInGroups(lastRoot.root)}</code>
      </p>
      <ul data-testid="day-papers">
        {parts.map((part) => {
          const papers = view.dayPapers.filter((paper) => paper.date === lastRoot.date && paper.part === part);
          return <Line key={part} part={part} date={lastRoot.date} paper={papers.find(({ isWithdrawn }) => !isWithdrawn) ?? null} withdrawn={papers.find(({ isWithdrawn }) => isWithdrawn) ?? null} />;
        })}
      </ul>
      {isRefused && commands.refusal ? <div className="px-3 pb-3"><Notice message={commands.refusal.message} code={commands.refusal.code} /></div> : null}
    </Card>
  );
}

type LineProps = {
  readonly part: DayPart; readonly date: CommandOf<'dayPaper.order'>['date']; readonly paper: DayPaperView | null;
  /** Of a close that was taken back. */
  readonly withdrawn: DayPaperView | null;
};

function Line({ part, date, paper, withdrawn }: LineProps): ReactNode {
  const t = useTexts().close.console;
  const { commands, canAct, config } = useConsole();
  const isPrintable = config.hall.day.summaryPrinter !== null;
  // A fresh id has the shape that the brand stands for.
  const print = (): void => commands.send({ type: 'dayPaper.order', jobId: newId() as CommandOf<'dayPaper.order'>['jobId'], date, part });
  return (
    <li className="flex min-h-5.5 flex-wrap items-center gap-2 border-b border-line px-3 py-1 last:border-0">
      <span className="min-w-0 flex-1">{t.part[part]}{paper === null || paper.copy === 0 ? '' : ` · ${t.copy({ copy: paper.copy })}`}</span>
      {isPrintable ? <StatusChip tone={toneOf(paper)}>{paper === null ? t.notOrdered : paper.isOverdue ? t.waits : t.state[paper.outcome ?? 'queued']}</StatusChip> : <span className="text-soft">{t.noPrinter}</span>}
      <Button icon={Printer} isDisabled={!canAct || !isPrintable} onPress={print}>{t.again}</Button>
      {withdrawn ? <span className="w-full text-soft">{t.withdrawn({ what: withdrawn.outcome === null ? t.neverPrinted : t.state[withdrawn.outcome] })}</span> : null}
    </li>
  );
}

function toneOf(paper: DayPaperView | null): StatusTone {
  const outcome = paper?.outcome ?? null;
  return outcome === null ? (paper?.isOverdue ? 'late' : 'quiet') : ({ printed: 'done', sent: 'done', failed: 'fault', unknown: 'late' } as const)[outcome];
}
