// What a day came to: the hall, its hours, queues and windows, and how right the announced waits were.
import type { StatisticsReport } from '@hallcall/domain';
import type { StatisticsReply } from '@hallcall/protocol';
import { useHubClock, useHubStatus } from '@hallcall/client/react';
import { formatStamp } from '@hallcall/text';
import { Button, Card, EmptyState, LoadingState, Notice, problemMessage, ScrollRegion, StatusChip, useBilingual, useTexts, type Names } from '@hallcall/ui';
import { ChartColumn, Download, Printer, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { saveCsv } from '../csv.ts';
import { DataTable } from '../data-table.tsx';
import { DayChoice, useChosenDay } from '../day-choice.tsx';
import { EstimateCard } from '../statistics/estimate-card.tsx';
import { FigureTable } from '../statistics/figure-table.tsx';
import { HoursCard } from '../statistics/hours-card.tsx';
import { MonthCard } from '../statistics/month-card.tsx';
import { KeyFigures } from '../statistics/key-figures.tsx';
import { statisticsRows } from '../statistics/statistics-csv.ts';
import { TurnedAwayCard } from '../statistics/turned-away-card.tsx';
import { useDayConfig } from '../use-day-config.ts';
import { useRead, type Reading } from '../use-read.ts';

const renewMs = 30_000;

export function StatisticsPage(): ReactNode {
  const t = useTexts();
  const chosen = useChosenDay();
  const reading = useStatistics(chosen.day, chosen.days?.[0]?.closedAt === null);
  const { body } = reading;
  if (chosen.days?.length === 0) return <EmptyState icon={ChartColumn} title={t.statistics.noDays} />;
  const problem = reading.problem ?? chosen.problem;
  const readAgain = (): void => {
    reading.readAgain();
    if (chosen.problem !== null) chosen.readAgain();
  };
  return (
    <ScrollRegion label={t.statistics.title} className="flex min-h-0 flex-1 flex-col gap-2 overflow-auto print:overflow-visible">
      <div className="flex flex-wrap items-end justify-between gap-1 print:hidden">
        <DayChoice {...chosen} />
        <div className="flex flex-wrap gap-1">
          <Button icon={RotateCw} onPress={readAgain} testId="statistics-again">{t.statistics.refresh}</Button>
          <Button icon={Printer} isDisabled={body === null} onPress={() => print()}>{t.payment.report.print}</Button>
          <ExportButton body={body} />
        </div>
      </div>
      {problem === null ? null : <Notice message={problemMessage(t, problem)} code={problem.code} />}
      {body === null ? problem === null ? <LoadingState /> : null : <Day body={body} />}
      <MonthCard />
    </ScrollRegion>
  );
}

/** The day that goes on is read again every half minute. */
function useStatistics(day: string | null, goesOn: boolean): Reading<StatisticsReply> {
  const { http } = useConsole();
  const { link } = useHubStatus();
  const now = useHubClock(renewMs);
  return useRead({ key: day ?? '', turn: day === null && goesOn ? now : null, isLive: link === 'live', read: () => http.statistics(day) });
}

function ExportButton({ body }: { readonly body: StatisticsReply | null }): ReactNode {
  const t = useTexts();
  const { names } = useDayConfig(body?.config ?? null);
  return (
    <Button icon={Download} isDisabled={body === null} testId="statistics-csv" onPress={() => body && saveCsv(`${t.statistics.title}-${body.day}.csv`, statisticsRows(body, { t, names }))}>
      {t.statistics.export}
    </Button>
  );
}

function Day({ body }: { readonly body: StatisticsReply }): ReactNode {
  const t = useTexts().statistics;
  const { report, day, closedAt, until } = body;
  const { config, names, isOfDay } = useDayConfig(body.config);
  const read = useBilingual();
  const isEmpty = report.hours.length === 0;
  return (
    <>
      <Card title={`${t.section.key} · ${day}`} className="shrink-0" aside={closedAt === null ? <StatusChip tone="busy">{t.day.open}</StatusChip> : undefined}>
        <p className="hidden px-3 pt-1 print:block">{read(config.hall.name)}</p>
        <p className="px-3 pt-1 text-soft" data-testid="statistics-until">
          {t.until({ time: formatStamp(until, config.hall.timeZone) })}{closedAt === null ? ` · ${t.goesOn}` : ''}
        </p>
        {isOfDay ? null : <p className="px-3 text-late">{t.oldNames}</p>}
        {isEmpty ? <EmptyState icon={ChartColumn} title={t.nothing} /> : <KeyFigures hall={report.hall} />}
        <p className="px-3 pb-2 text-small text-soft">{t.hint}</p>
      </Card>
      {isEmpty ? null : <Tables report={report} names={names} />}
      <TurnedAwayCard day={day} register={body.turnedAway} names={names} />
    </>
  );
}

function Tables({ report, names }: { readonly report: StatisticsReport; readonly names: Names }): ReactNode {
  const t = useTexts();
  const { section } = t.statistics;
  return (
    <>
      <HoursCard report={report} names={names} />
      <Card title={section.queues} className="shrink-0">
        <FigureTable
          label={section.queues} testId="statistics-queues" rows={report.queues} keyOf={(queue) => queue.queueId}
          first={{ key: 'queue', title: t.common.queue, render: (queue) => names.queue(queue.queueId) }}
          columns={['issued', 'arrived', 'done', 'meanWait', 'p90Wait', 'inTimeRate', 'meanService', 'abandonRate', 'missedRate', 'recallRate']}
        />
      </Card>
      <Card title={section.windows} className="shrink-0">
        <FigureTable
          label={section.windows} testId="statistics-windows" rows={report.windows} keyOf={(window) => window.windowId}
          first={{ key: 'window', title: t.common.window, render: (window) => t.common.windowLabel({ label: names.windowLabel(window.windowId) }) }}
          columns={['turns', 'done', 'meanService', 'startsInferred', 'missedRate', 'recallRate', 'transfers', 'open', 'paused', 'onDuty', 'serving', 'load']}
        />
      </Card>
      <div className="shrink-0 print:break-inside-avoid"><EstimateCard report={report} names={names} /></div>
      <Kinds hall={report.hall} />
    </>
  );
}

function Kinds({ hall }: { readonly hall: StatisticsReport['hall'] }): ReactNode {
  const t = useTexts();
  const { section, column, why } = t.statistics;
  const outcomes = Object.entries(hall.outcomes).map(([key, counts]) => ({ key, word: t.window.outcome[key as keyof typeof hall.outcomes], ...counts }));
  const calls = Object.entries(hall.calls).map(([key, count]) => ({ key, word: why[key as keyof typeof hall.calls], count }));
  return (
    <div className="grid shrink-0 gap-2 md:grid-cols-2">
      <Card title={section.outcomes}>
        <DataTable
          label={section.outcomes} rows={outcomes} keyOf={({ key }) => key} testId="statistics-outcomes"
          columns={[
            { key: 'outcome', title: column.outcome, render: ({ word }) => word },
            { key: 'stops', title: column.stops, isRight: true, render: ({ stops }) => stops },
            { key: 'pieces', title: column.pieces, isRight: true, render: ({ pieces }) => pieces },
          ]}
        />
      </Card>
      <Card title={section.calls}>
        <DataTable
          label={section.calls} rows={calls} keyOf={({ key }) => key} testId="statistics-calls"
          columns={[{ key: 'rule', title: column.rule, render: ({ word }) => word }, { key: 'count', title: column.count, isRight: true, render: ({ count }) => count }]}
        />
      </Card>
    </div>
  );
}
