// 一次性告知单: what is missing, what the law says of the item, where to return to and with which code.
import type { SlipContent, SlipOrder } from '@hallcall/domain';
import type { SlipLine } from '@hallcall/printer';
import { formatFee, formatNumber, texts } from '@hallcall/text';
import type { ItemFacts } from '../published.ts';
import { windowName, type WindowSlipSource } from './slip-source.ts';

type Materials = Extract<SlipContent, { kind: 'materials' }>;

export function materialsLines(order: SlipOrder, content: Materials, source: WindowSlipSource): SlipLine[] {
  const { language, number } = order;
  const words = texts(language).handed.materials;
  return [
    { kind: 'pair', left: words.number, right: formatNumber(number.prefix, number.n), bold: true },
    { kind: 'rule' },
    ...content.items.flatMap(({ itemId }) => itemLines(itemId, language, source)),
    { kind: 'rule' },
    { kind: 'text', text: words.missing, bold: true },
    ...missingLines(order, content, source),
    { kind: 'rule' },
    ...placeLines(order, content, source),
    { kind: 'blank' },
    ...passLines(order, content),
    { kind: 'text', text: words.redress },
  ];
}

/** What must be public of the item; what the catalogue lacks is left out. */
function itemLines(itemId: string, language: SlipOrder['language'], { itemName, itemFacts }: WindowSlipSource): SlipLine[] {
  const words = texts(language).handed.materials;
  const { basis, procedure, timeLimit, fee } = itemFacts(itemId) ?? { basis: null, procedure: null, timeLimit: null, fee: null };
  const days = timeLimit && words.days({ legal: timeLimit.legalDays, promised: timeLimit.promisedDays });
  const facts = [[words.basis, basis?.[language]], [words.procedure, procedure?.[language]], [words.timeLimit, days], [words.fee, fee && feeText(fee, language)]] as const;
  return [
    { kind: 'text', text: itemName(itemId)?.[language] ?? itemId, bold: true },
    ...facts.flatMap(([left, right]): SlipLine[] => (right ? [{ kind: 'text', text: `${left} ${right}` }] : [])),
  ];
}

function feeText(fee: NonNullable<ItemFacts['fee']>, language: SlipOrder['language']): string {
  switch (fee.charge) {
    case 'none': return texts(language).catalogue.free;
    case 'amount': return formatFee(fee.fen, language);
    case 'schedule': return fee.text[language];
  }
}

function missingLines({ language }: SlipOrder, { materials, other, note }: Materials, { material }: WindowSlipSource): SlipLine[] {
  const words = texts(language).handed.materials;
  return [
    ...materials.map((id): SlipLine => {
      const known = material(id);
      return { kind: 'pair', left: `□ ${known?.[language] ?? id}`, right: known ? words.copies({ count: known.copies }) : '' };
    }),
    ...(other === null ? [] : [{ kind: 'text', text: `□ ${words.other} ${other}` } as const]),
    ...(note === null ? [] : [{ kind: 'blank' } as const, { kind: 'text', text: `${words.note} ${note}` } as const]),
  ];
}

function placeLines(order: SlipOrder, { items }: Materials, { hall }: WindowSlipSource): SlipLine[] {
  const { language } = order;
  const departmentId = hall.items.find(({ id }) => id === items[0]?.itemId)?.department;
  const department = hall.departments.find(({ id }) => id === departmentId)?.name[language];
  return [
    { kind: 'text', text: texts(language).handed.materials.returnTo },
    ...(department === undefined ? [] : [{ kind: 'text', text: department, align: 'center', bold: true } as const]),
    { kind: 'text', text: windowName(order, hall), align: 'center', size: 2, bold: true },
  ];
}

/** The code in two groups, as people read it to each other; the same in the QR code, without the space. */
function passLines({ language }: SlipOrder, { pass }: Materials): SlipLine[] {
  if (pass === null) return [];
  const words = texts(language).handed.materials;
  return [
    { kind: 'text', text: words.code, align: 'center' },
    { kind: 'text', text: `${pass.code.slice(0, 4)}\u00a0${pass.code.slice(4)}`, align: 'center', size: 3, bold: true },
    { kind: 'text', text: words.validUntil({ date: pass.validUntil }), align: 'center' },
    { kind: 'blank' },
    { kind: 'qr', text: pass.code },
    { kind: 'text', text: words.qr, align: 'center' },
    { kind: 'text', text: words.goodFor, align: 'center' },
    { kind: 'blank' },
  ];
}
