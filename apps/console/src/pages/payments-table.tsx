import { isOdd, type PriceCheck } from '@hallcall/client';
import type { PaymentsReport } from '@hallcall/protocol';
import { formatFee, formatStamp, formatTime } from '@hallcall/text';
import { Button, NoticeChip, StatusChip, TicketNumber, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { DataTable, type Column } from '../data-table.tsx';
import type { PricesOfThen } from './prices-of-then.ts';

type Row = PaymentsReport['notices'][number];
type Props = {
  readonly rows: readonly Row[];
  readonly names: Names;
  /** Of an earlier day: times need their date. */
  readonly isPast: boolean;
  readonly check: PricesOfThen;
  readonly onVoid: (row: Row) => void;
};

/** One notice a row. */
export function PaymentsTable({ rows, names, isPast, check, onVoid }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { config, canAct } = useConsole();
  const { report } = t.payment;
  const { timeZone } = config.hall;
  const timeOf = (at: number): string => (isPast ? formatStamp(at, timeZone) : formatTime(at, language, timeZone));
  const act: Column<Row> = {
    key: 'act', title: t.common.actions, isRight: true,
    render: (row) =>
      row.status === 'open' ? (
        <span className="print:hidden">
          <Button size="small" variant="danger" icon={Ban} isDisabled={!canAct} onPress={() => onVoid(row)}>{t.payment.void.button}</Button>
        </span>
      ) : null,
  };
  return (
    <DataTable<Row>
      label={report.title}
      testId="payments"
      rows={rows}
      keyOf={(row) => row.noticeId}
      columns={[
        {
          key: 'notice', title: report.notice,
          render: (row) => <Two first={<span className="hc-tabular whitespace-nowrap">{row.number}</span>} second={timeOf(row.issuedAt)} />,
        },
        { key: 'ticket', title: t.common.number, render: (row) => <TicketNumber number={row.ticket} /> },
        { key: 'by', title: report.issuedBy, render: (row) => <Two first={t.common.windowLabel({ label: names.windowLabel(row.windowId) })} second={row.clerkId} /> },
        { key: 'lines', title: report.lines, render: (row) => <Charges row={row} names={names} check={check} /> },
        { key: 'amount', title: report.amount, isRight: true, render: (row) => <strong className="whitespace-nowrap">{formatFee(row.fen, language)}</strong> },
        { key: 'state', title: t.common.status, render: (row) => <State row={row} timeOf={timeOf} /> },
        { key: 'receipt', title: report.receipt, render: (row) => <Paid row={row} timeOf={timeOf} /> },
        ...(rows.some(({ status }) => status === 'open') ? [act] : []),
      ]}
    />
  );
}

function Two({ first, second }: { readonly first: ReactNode; readonly second: string }): ReactNode {
  return (
    <div className="flex flex-col">
      <span>{first}</span>
      <span className="hc-tabular text-small whitespace-nowrap text-soft print:whitespace-normal">{second}</span>
    </div>
  );
}

type Timed = { readonly row: Row; readonly timeOf: (at: number) => string };

/** With the time of an end that no receipt tells. */
function State({ row: { status, receipt, endedAt }, timeOf }: Timed): ReactNode {
  return (
    <div className="flex flex-col items-start">
      <NoticeChip status={status} />
      {receipt !== null || endedAt === null ? null : <span className="hc-tabular text-small whitespace-nowrap text-soft">{timeOf(endedAt)}</span>}
    </div>
  );
}

function Paid({ row: { receipt }, timeOf }: Timed): ReactNode {
  const t = useTexts().payment;
  if (receipt === null) return '—';
  return <Two first={receipt.number} second={`${t.paidBy[receipt.paidBy]} · ${timeOf(receipt.at)} · ${receipt.clerkId}`} />;
}

/** Every charge with its basis, and whether it is what the catalogue says. */
function Charges({ row, names, check }: { readonly row: Row } & Pick<Props, 'names' | 'check'>): ReactNode {
  const t = useTexts().payment;
  const { language } = useLanguage();
  return (
    <ul className="flex flex-col gap-0.5">
      {row.lines.map((line, index) => (
        <li key={`${line.itemId} ${index}`} className="flex flex-wrap items-center gap-x-1">
          <span>{names.item(line.itemId)}</span>
          <span className="hc-tabular whitespace-nowrap">{formatFee(line.fen, language)} × {line.quantity}</span>
          <span className="text-small text-soft">{line.basis}</span>
          <Price price={check(row, line)} />
        </li>
      ))}
      {row.waiver === null ? null : <li className="text-late">{t.waiver({ amount: formatFee(row.waiver.fen, language), basis: row.waiver.basis })}</li>}
      {row.code === null ? null : <li className="hc-tabular text-small text-soft">{t.report.code} {row.code}</li>}
    </ul>
  );
}

function Price({ price }: { readonly price: PriceCheck }): ReactNode {
  const t = useTexts().payment.report.price;
  const { language } = useLanguage();
  const word = price.kind === 'differs' ? t.differs({ price: formatFee(price.fen, language) }) : t[price.kind];
  return isOdd(price) ? <StatusChip tone="fault" testId="odd">{word}</StatusChip> : <span className="text-small text-soft">{word}</span>;
}
