import type { NoticeView } from '@hallcall/domain';
import { formatFee, formatTime } from '@hallcall/text';
import { Button, NoticeChip, useLanguage, useTexts, type Names } from '@hallcall/ui';
import { BadgeCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { keyOf } from './hotkeys.ts';

type Props = {
  readonly notices: readonly NoticeView[];
  readonly names: Names;
  readonly timeZone: string;
  /** At the bank, for the notice that is still unpaid. */
  readonly confirm: (() => void) | null;
};

/** The visitor's payment notices and what became of each. Not there while there is none. */
export function NoticeList({ notices, names, timeZone, confirm }: Props): ReactNode {
  const t = useTexts().payment;
  if (notices.length === 0) return null;
  const unpaid = notices.find(({ status }) => status === 'open');
  return (
    <section aria-label={t.visitorTitle} className="flex flex-col gap-1">
      <h3 className="text-small font-strong text-soft">{t.visitorTitle}</h3>
      <ul className="flex flex-col gap-1" data-testid="notices">
        {notices.map((notice) => (
          <li key={notice.noticeId} className="flex flex-col gap-0.5 rounded-small border border-line p-1">
            <NoticeBody notice={notice} names={names} timeZone={timeZone} />
            {confirm === null || notice !== unpaid ? null : (
              <Button variant="primary" icon={BadgeCheck} hotkey={keyOf.confirmPayment} isWide onPress={confirm}>{t.confirm.button}</Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoticeBody({ notice, names, timeZone }: { readonly notice: NoticeView; readonly names: Names; readonly timeZone: string }): ReactNode {
  const t = useTexts().payment;
  const { language } = useLanguage();
  const { receipt, waiver } = notice;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-1">
        <strong className="hc-tabular">{formatFee(notice.fen, language)}</strong>
        <NoticeChip status={notice.status} />
      </div>
      {notice.lines.map(({ itemId, fen, quantity, basis }, index) => (
        <p key={`${itemId} ${index}`} className="text-small text-soft">
          {names.item(itemId)} {formatFee(fen, language)} × {quantity} · {basis}
        </p>
      ))}
      {waiver === null ? null : <p className="text-small text-soft">{t.waiver({ amount: formatFee(waiver.fen, language), basis: waiver.basis })}</p>}
      <p className="hc-tabular text-small text-soft">{notice.number} · {formatTime(notice.issuedAt, language, timeZone)}</p>
      {receipt === null ? null : (
        <p className="font-strong text-done">{t.receipt({ number: receipt.number, how: t.paidBy[receipt.paidBy], time: formatTime(receipt.at, language, timeZone) })}</p>
      )}
    </>
  );
}
