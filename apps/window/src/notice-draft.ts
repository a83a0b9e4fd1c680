// A payment notice as a clerk types it: amounts are text until they are whole fen. What is wrong is said field by field.
import type { HubConfig } from '@hallcall/client';
import type { ActiveView, ItemId, WireCommand } from '@hallcall/domain';
import { parseYuan, yuanOf, type Texts } from '@hallcall/text';

export type DraftLine = { readonly itemId: ItemId; readonly amount: string; readonly quantity: number; readonly basis: string };
export type NoticeDraft = {
  readonly lines: readonly DraftLine[];
  readonly waiver: string;
  readonly waiverBasis: string;
  readonly payee: string;
  readonly code: string;
};

type Issue = Extract<WireCommand, { type: 'notice.issue' }>;
export type NoticeContent = Omit<Issue, 'type' | 'windowId' | 'ticketId'>;
/** A problem's key is the field's: `amount0`, `basis0`, `waiver`, `waiverBasis`, `payee`, `total`. */
export type Problems = Readonly<Record<string, string>>;
export type ReadNotice = { readonly fen: number; readonly problems: Problems; readonly content: NoticeContent };

/** The visitor's items with the fixed fees of the catalogue; where it names none, the clerk does. In the visitor's language: that is the paper's. */
export function firstDraft(active: ActiveView, { hall, catalogue }: HubConfig): NoticeDraft {
  const { language } = active;
  const items = new Map(catalogue.departments.flatMap((department) => department.items.map((item) => [String(item.id), item])));
  const lines = active.items.map(({ itemId, count }): DraftLine => {
    const fee = items.get(itemId)?.fee;
    const basis = fee && fee.charge !== 'none' ? fee.text[language] : '';
    return { itemId, amount: fee?.charge === 'amount' ? yuanOf(fee.fen) : '', quantity: count, basis: basis.slice(0, 200) };
  });
  return { lines, waiver: '', waiverBasis: '', payee: hall.payment?.payee[language] ?? '', code: '' };
}

/** What would be sent, what it comes to, and what keeps it from being sent. Lines without an amount are left out. */
export function readNotice(draft: NoticeDraft, t: Texts): ReadNotice {
  const { issue, wrongAmount } = t.payment;
  const problems: Record<string, string> = {};
  const amountOf = (field: string, text: string): number => {
    const fen = text.trim() === '' ? 0 : parseYuan(text);
    if (fen === null) problems[field] = wrongAmount;
    return fen ?? 0;
  };
  const lines = draft.lines.flatMap(({ itemId, amount, quantity, basis }, index) => {
    const fen = amountOf(`amount${index}`, amount);
    if (amount.trim() === '') return [];
    if (basis.trim() === '') problems[`basis${index}`] = issue.needsBasis;
    return [{ itemId, basis: basis.trim(), fen, quantity }];
  });
  const charged = lines.reduce((sum, { fen, quantity }) => sum + fen * quantity, 0);
  const waived = amountOf('waiver', draft.waiver);
  // Sums say nothing while an amount in them is unreadable.
  const areKnown = !Object.values(problems).includes(wrongAmount);
  if (waived > 0 && draft.waiverBasis.trim() === '') problems['waiverBasis'] = issue.needsWaiverBasis;
  if (draft.payee.trim() === '') problems['payee'] = issue.needsPayee;
  if (areKnown && waived > charged) problems['waiver'] = issue.waiverTooLarge;
  if (areKnown && waived === charged) problems['total'] = issue.nothingDue;
  const content: NoticeContent = {
    lines, waiver: waived > 0 ? { fen: waived, basis: draft.waiverBasis.trim() } : null,
    payee: draft.payee.trim(), code: draft.code.trim() === '' ? null : draft.code.trim(),
  };
  return { fen: Math.max(0, charged - waived), problems, content };
}
