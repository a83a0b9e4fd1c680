// A month by department and item, from the sums that outlive the log; opened by whoever wants it.
import { useHubStatus } from '@hallcall/client/react';
import type { MonthsReply } from '@hallcall/protocol';
import { Button, Card, EmptyState, LoadingState, Notice, problemMessage, SelectField, useTexts } from '@hallcall/ui';
import { CalendarRange, Download } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { saveCsv } from '../csv.ts';
import { DataTable } from '../data-table.tsx';
import { useRead } from '../use-read.ts';
import { useMonthTable } from './use-month-table.ts';

export function MonthCard(): ReactNode {
  const t = useTexts().close.month;
  const [isOpen, setOpen] = useState(false);
  return isOpen ? <Month /> : <div className="print:hidden"><Button icon={CalendarRange} testId="months" onPress={() => setOpen(true)}>{t.title}</Button></div>;
}

function Month(): ReactNode {
  const t = useTexts();
  const { http } = useConsole();
  const { link } = useHubStatus();
  const [month, setMonth] = useState<string | null>(null);
  const { body, problem } = useRead({ key: month ?? '', turn: null, isLive: link === 'live', read: () => http.months(month) });
  const words = t.close.month;
  return (
    <Card title={words.title} className="shrink-0">
      {problem === null ? null : <Notice message={problemMessage(t, problem)} code={problem.code} />}
      {body === null ? problem === null ? <LoadingState /> : null : <Table body={body} choose={setMonth} />}
      <p className="px-3 py-1 text-small text-soft">{words.hint}</p>
    </Card>
  );
}

function Table({ body, choose }: { readonly body: MonthsReply; readonly choose: (month: string) => void }): ReactNode {
  const t = useTexts();
  const { columns, rows } = useMonthTable(body);
  const words = t.close.month;
  if (body.month === null) return <EmptyState title={words.none} />;
  return (
    <>
      <div className="flex flex-wrap items-end gap-1 px-3 py-1 print:hidden">
        <SelectField label={words.choose} placeholder={words.choose} value={body.month} onChange={choose} options={body.months.map((id) => ({ id, name: id }))} />
        <Button icon={Download} testId="months-csv" onPress={() => saveCsv(`${words.title}-${body.month}.csv`, rows)}>{t.statistics.export}</Button>
      </div>
      <DataTable label={words.title} testId="months-table" isDense columns={columns} rows={body.rows} keyOf={({ departmentId, itemId }) => `${departmentId} ${itemId}`} />
    </>
  );
}
