import { ScrollRegion } from '@hallcall/ui';
import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** Numbers and times stand right. */
  readonly isRight?: boolean;
};

/** Rows with a head that stays while they scroll. */
export function DataTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly testId?: string;
  /** Many narrow columns: titles break, so that all of them stand on a small screen. */
  readonly isDense?: boolean;
}): ReactNode {
  const padding = props.isDense === true ? 'px-0.75 2xl:px-2' : 'px-2';
  // Chinese words are not broken either: a title of one would stand in a column of single characters.
  const title = props.isDense === true ? 'align-bottom break-keep' : 'whitespace-nowrap';
  const align = (column: Column<Row>): string => (column.isRight === true ? 'text-right hc-tabular break-keep' : 'text-left');
  return (
    <ScrollRegion label={props.label} className="min-h-0 flex-1 overflow-auto print:overflow-visible">
      <table aria-label={props.label} className="w-full border-collapse print:text-small" {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`sticky top-0 border-b border-line bg-sunken ${padding} ${title} py-1 text-small font-strong first:pl-3 last:pr-3 print:px-0.5 print:whitespace-normal ${align(column)}`}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.keyOf(row)} className="border-b border-line last:border-0">
              {props.columns.map((column) => (
                <td key={column.key} className={`${padding} py-1 first:pl-3 last:pr-3 print:px-0.5 ${align(column)}`}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
