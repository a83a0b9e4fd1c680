// The list of notices as a table for a spreadsheet: a row for each charge, the notice's own facts in each of its rows.
import { formatNumber, formatStamp, type Texts } from '@hallcall/text';
import type { NoticeRecord } from '@hallcall/protocol';
import type { Names } from '@hallcall/ui';
import type { Cell } from '../csv.ts';
import type { PricesOfThen } from './prices-of-then.ts';

type Options = { readonly t: Texts; readonly names: Names; readonly check: PricesOfThen; readonly timeZone: string };

/** A head and the rows; money in yuan. What is to pay and what was waived stands in a notice's first row only, so that columns add up. */
export function paymentRows(notices: readonly NoticeRecord[], { t, names, check, timeZone }: Options): Cell[][] {
  const { csv, price } = t.payment.report;
  const stamp = (at: number | null): Cell => (at === null ? null : formatStamp(at, timeZone));
  const head = [
    csv.number, csv.ticket, csv.window, csv.clerk, csv.issuedAt, csv.status, csv.endedAt, csv.receipt, csv.paidBy, csv.bankClerk, csv.code,
    csv.item, csv.basis, csv.unitPrice, csv.quantity, csv.cataloguePrice, csv.compared, csv.waived, csv.total,
  ];
  const rows = notices.flatMap((notice) => notice.lines.map((line, index): Cell[] => {
    const { receipt } = notice;
    const found = check(notice, line);
    return [
      notice.number, formatNumber(notice.ticket.prefix, notice.ticket.n), names.windowLabel(notice.windowId), notice.clerkId, stamp(notice.issuedAt),
      t.payment.status[notice.status], stamp(notice.endedAt ?? receipt?.at ?? null), receipt?.number ?? null, receipt === null ? null : t.payment.paidBy[receipt.paidBy], receipt?.clerkId ?? null, notice.code,
      names.item(line.itemId), line.basis, line.fen / 100, line.quantity, found.kind === 'differs' ? found.fen / 100 : null, found.kind === 'differs' ? t.payment.report.differing({ count: 1 }) : price[found.kind],
      index === 0 && notice.waiver !== null ? notice.waiver.fen / 100 : null, index === 0 ? notice.fen / 100 : null,
    ];
  }));
  return [head, ...rows];
}
