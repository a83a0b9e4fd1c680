// A paper that a window hands over, in the visitor's language. Names come from the configuration, every word from packages/text.
import type { SlipOrder } from '@hallcall/domain';
import type { Slip, SlipLine } from '@hallcall/printer';
import { formatStamp, texts } from '@hallcall/text';
import { materialsLines } from './materials-slip.ts';
import { paymentLines } from './payment-slip.ts';
import { windowName, type WindowSlipSource } from './slip-source.ts';

/** `copy` 0 of the order is the paper itself; every further one says 补打 above all else. */
export function windowSlip(order: SlipOrder, source: WindowSlipSource): Slip {
  const { language, content } = order;
  const body = content.kind === 'payment' ? paymentLines(order, content, source) : materialsLines(order, content, source);
  return { language, lines: [...heading(order, source), ...body, { kind: 'blank' }, madeAt(order, source)] };
}

function heading({ language, copy, content }: SlipOrder, { hall }: WindowSlipSource): SlipLine[] {
  const words = texts(language).handed;
  const mark: SlipLine[] = copy === 0
    ? []
    : [{ kind: 'text', text: words.reprint, align: 'center', size: 2, bold: true }, { kind: 'text', text: words.reprintNote({ copy }), align: 'center' }];
  return [
    { kind: 'text', text: hall.name[language], align: 'center', bold: true },
    { kind: 'text', text: words[content.kind].title, align: 'center', size: 2, bold: true },
    ...mark,
    { kind: 'blank' },
  ];
}

function madeAt({ language, at, windowId }: SlipOrder, { hall }: WindowSlipSource): SlipLine {
  const time = `${formatStamp(at, hall.timeZone)} ${windowName({ language, windowId }, hall)}`;
  return { kind: 'text', text: texts(language).handed.madeAt({ time }), align: 'center' };
}
