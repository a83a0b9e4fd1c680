import type { OpenNotice } from '@hallcall/domain';
import { formatFee } from '@hallcall/text';
import { TextField, TicketNumber, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { ChoiceRow } from './choice-row.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useHotkeys } from './hotkeys.ts';

const ways = ['cash', 'card', 'phone'] as const;
export type Paid = { readonly receipt: string; readonly paidBy: (typeof ways)[number] };

type Props = {
  readonly notice: OpenNotice;
  /** The visitor stands here; else the money came by phone. */
  readonly isHere: boolean;
  readonly names: Names;
  readonly onConfirm: (paid: Paid) => void;
  readonly onClose: () => void;
};

/** The bank has the money: by which receipt, and how it came. */
export function ConfirmPaymentDialog({ notice, isHere, names, onConfirm, onClose }: Props): ReactNode {
  const t = useTexts();
  const { confirm, paidBy: wayName } = t.payment;
  const [receipt, setReceipt] = useState('');
  const [paidBy, setPaidBy] = useState<Paid['paidBy']>(isHere ? 'cash' : 'phone');
  const [isAsked, setAsked] = useState(false);
  const number = receipt.trim();
  const options = ways.map((id, index) => ({ id, name: wayName[id], hotkey: `Alt+${index + 1}` }));
  useHotkeys(Object.fromEntries(options.map(({ id, hotkey }) => [hotkey, () => setPaidBy(id)])), true);
  return (
    <FormDialog
      title={confirm.title} body={confirm.body} submit={confirm.submit} result={null} onClose={onClose}
      onSubmit={() => (number === '' ? setAsked(true) : onConfirm({ receipt: number, paidBy }))}
    >
      <Facts notice={notice} names={names} />
      <TextField label={confirm.receipt} value={receipt} onChange={setReceipt} maxLength={64} takesFocus error={isAsked && number === '' ? confirm.needsReceipt : null} />
      <ChoiceRow label={confirm.how} value={paidBy} options={options} onChange={setPaidBy} />
    </FormDialog>
  );
}

function Facts({ notice, names }: Pick<Props, 'notice' | 'names'>): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t.payment.confirm.number, <span key="n" className="hc-tabular">{notice.number}</span>],
    [t.common.number, <TicketNumber key="t" number={notice.ticket} />],
    [t.payment.report.amount, <strong key="a" className="hc-tabular text-title">{formatFee(notice.fen, language)}</strong>],
    [t.payment.issue.payee, notice.payee],
    [t.payment.confirm.window, t.common.windowLabel({ label: names.windowLabel(notice.windowId) })],
    ...(notice.code === null ? [] : [[t.payment.report.code, notice.code] as const]),
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-2 gap-y-0.5 rounded-small bg-sunken p-1.5">
      {facts.map(([word, fact]) => (
        <div key={word} className="contents">
          <dt className="text-soft">{word}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
