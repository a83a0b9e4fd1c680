import { useLanguage, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '../data-table.tsx';
import { figures, figureTitle, formatFigure, type AnyFigures, type FigureKey } from './figure-columns.ts';

type Props<Row> = {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly first: Column<Row>;
  readonly columns: readonly FigureKey[];
  readonly testId: string;
};

/** A name and its figures. */
export function FigureTable<Row extends AnyFigures>({ label, rows, keyOf, first, columns, testId }: Props<Row>): ReactNode {
  const t = useTexts().statistics;
  const { language } = useLanguage();
  const shown = columns.map((key): Column<Row> => ({ key, title: figures[key].unit === 'percent' ? t.figure[key] : figureTitle(key, t), isRight: true, render: (row) => formatFigure(key, row, language) }));
  const name: Column<Row> = { ...first, render: (row) => <span className="whitespace-nowrap print:whitespace-normal">{first.render(row)}</span> };
  return <DataTable<Row> label={label} rows={rows} keyOf={keyOf} columns={[name, ...shown]} testId={testId} isDense />;
}
