// 缴费通知单: what is to be paid and by which rule, to whom, where and until when.
import type { SlipContent, SlipOrder } from '@hallcall/domain';
import type { SlipLine } from '@hallcall/printer';
import { formatDate, formatFee, formatList, formatNumber, texts } from '@hallcall/text';
import { windowName, type WindowSlipSource } from './slip-source.ts';

type Payment = Extract<SlipContent, { kind: 'payment' }>;

export function paymentLines(order: SlipOrder, { notice }: Payment, source: WindowSlipSource): SlipLine[] {
  const { language, number } = order;
  const words = texts(language).handed.payment;
  const { hall } = source;
  return [
    { kind: 'text', text: formatNumber(number.prefix, number.n), align: 'center', size: 3, bold: true },
    { kind: 'blank' },
    { kind: 'pair', left: words.number, right: notice.number },
    { kind: 'rule' },
    ...charges(order, notice, source),
    { kind: 'rule' },
    { kind: 'text', text: `${words.total} ${formatFee(notice.fen, language)}`, align: 'center', size: 2, bold: true },
    { kind: 'blank' },
    { kind: 'pair', left: words.payee, right: notice.payee },
    ...(notice.code === null ? [] : [{ kind: 'pair', left: words.code, right: notice.code } as const]),
    { kind: 'pair', left: words.payAt, right: bankWindows(order, hall) },
    { kind: 'pair', left: words.validUntil, right: formatDate(notice.expiresAt, language, hall.timeZone) },
    { kind: 'blank' },
    // The number alone: whoever finds this paper can do nothing with it but pay.
    { kind: 'qr', text: notice.number },
    { kind: 'text', text: words.qr, align: 'center' },
    { kind: 'blank' },
    { kind: 'text', text: words.way({ window: windowName(order, hall) }) },
    { kind: 'text', text: words.noMoney },
  ];
}

function charges({ language }: SlipOrder, { lines, waiver }: Payment['notice'], { itemName }: WindowSlipSource): SlipLine[] {
  const words = texts(language).handed.payment;
  const waived: SlipLine[] = waiver === null
    ? []
    : [{ kind: 'pair', left: words.waiver, right: `-${formatFee(waiver.fen, language)}`, bold: true }, { kind: 'text', text: words.basis({ basis: waiver.basis }) }];
  return [
    ...lines.flatMap(({ itemId, basis, fen, quantity }): SlipLine[] => [
      { kind: 'text', text: itemName(itemId)?.[language] ?? itemId, bold: true },
      { kind: 'text', text: words.basis({ basis }) },
      { kind: 'pair', left: words.each({ amount: formatFee(fen, language), quantity }), right: formatFee(fen * quantity, language) },
    ]),
    ...waived,
  ];
}

/** Every window that serves the bank's queue. */
function bankWindows({ language }: SlipOrder, hall: WindowSlipSource['hall']): string {
  const queue = hall.payment?.queue;
  const windows = hall.windows.filter(({ queues }) => queues.some((served) => served.queue === queue));
  return formatList(windows.map(({ id }) => windowName({ language, windowId: id }, hall)), language);
}
