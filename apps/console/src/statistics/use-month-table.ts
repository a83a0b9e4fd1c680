// The month's table: one list of columns for the page and for the file.
import type { MonthRow, MonthsReply } from '@hallcall/protocol';
import { formatMinutes, formatPercent } from '@hallcall/text';
import { useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { useConsole } from '../console-context.tsx';
import type { Cell } from '../csv.ts';
import type { Column } from '../data-table.tsx';

type MonthColumn = { readonly key: string; readonly title: string; readonly of: (row: MonthRow) => Cell; readonly as: 'text' | 'count' | 'minutes' | 'percent' };

const minuteMs = 60_000;
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Names are those of today: an item that is gone shows its id. */
export function useMonthTable({ rows, month }: MonthsReply): { readonly columns: readonly Column<MonthRow>[]; readonly rows: readonly (readonly Cell[])[] } {
  const columns = useColumns();
  const { choose } = useTexts().close.month;
  const { language } = useLanguage();
  const word = ({ of, as }: MonthColumn, row: MonthRow): Cell => {
    const value = of(row);
    if (typeof value !== 'number') return value ?? '—';
    if (as === 'minutes') return formatMinutes(value, language);
    return as === 'percent' ? formatPercent(value, language) : value;
  };
  return {
    columns: columns.map((column) => ({ key: column.key, title: column.title, isRight: column.as !== 'text', render: (row) => word(column, row) })),
    rows: [[choose, ...columns.map(({ title }) => title)], ...rows.map((row) => [month, ...columns.map((column) => plain(column, row))])],
  };
}

/** As a spreadsheet counts with it. */
function plain({ of, as }: MonthColumn, row: MonthRow): Cell {
  const value = of(row);
  if (typeof value !== 'number') return value;
  return as === 'minutes' ? hundredths(value / minuteMs) : as === 'percent' ? hundredths(value * 100) : value;
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

function useColumns(): readonly MonthColumn[] {
  const t = useTexts();
  const { config, names } = useConsole();
  const read = useBilingual();
  const { figure, column } = t.statistics;
  const department = (id: string): string => {
    const name = config.hall.departments.find((one) => one.id === id)?.name;
    return name ? read(name) : id;
  };
  const count = (key: 'issued' | 'arrived' | 'done' | 'abandoned' | 'missed'): MonthColumn => ({ key, title: figure[key], of: (row) => row[key], as: 'count' });
  return [
    { key: 'department', title: t.close.month.department, of: ({ departmentId }) => department(departmentId), as: 'text' },
    { key: 'item', title: t.close.month.item, of: ({ itemId }) => names.item(itemId), as: 'text' },
    count('issued'), count('arrived'), count('done'),
    { key: 'pieces', title: column.pieces, of: ({ pieces }) => pieces, as: 'count' },
    { key: 'meanWait', title: figure.meanWait, of: ({ waitMs, waits }) => ratio(waitMs, waits), as: 'minutes' },
    { key: 'inTimeRate', title: figure.inTimeRate, of: ({ inTime, waits }) => ratio(inTime, waits), as: 'percent' },
    { key: 'meanService', title: figure.meanService, of: ({ serviceMs, services }) => ratio(serviceMs, services), as: 'minutes' },
    count('abandoned'), count('missed'),
  ];
}
