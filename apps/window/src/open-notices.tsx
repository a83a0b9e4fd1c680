import type { OpenNotice, WindowView } from '@hallcall/domain';
import { formatFee, formatNumber } from '@hallcall/text';
import { Button, Notice, problemMessage, ScrollRegion, SearchField, TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import { BadgeCheck, Ban, Printer, Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { PaymentDesk } from './use-payment.ts';

type Props = { readonly view: WindowView; readonly payment: PaymentDesk };

/** What this window wrote and nobody has paid, and at the bank whatever is unpaid. Neither is there where it makes no sense. */
export function UnpaidNotices({ view, payment }: Props): ReactNode {
  return (
    <>
      {view.ownNotices.length === 0 ? null : <OwnNotices notices={view.ownNotices} payment={payment} />}
      {view.openNotices === null ? null : <BankNotices notices={view.openNotices} payment={payment} />}
    </>
  );
}

type ListProps = { readonly notices: readonly OpenNotice[]; readonly payment: PaymentDesk };
const listLook = 'max-h-[40%] overflow-auto border-t border-line px-3 py-1.5';

function OwnNotices({ notices, payment }: ListProps): ReactNode {
  const t = useTexts().payment;
  return (
    <ScrollRegion label={t.own.title} className={`${listLook} min-h-[5.5rem]`}>
      <h3 className="font-strong">{t.own.title}</h3>
      <ul data-testid="own-notices">
        {notices.map((notice) => (
          <Line key={notice.noticeId} notice={notice}>
            <Button size="small" variant="danger" icon={Ban} isDisabled={!payment.canAct} onPress={() => payment.askOf('void', notice)}>{t.void.button}</Button>
          </Line>
        ))}
      </ul>
    </ScrollRegion>
  );
}

function BankNotices({ notices, payment }: ListProps): ReactNode {
  const t = useTexts().payment;
  const [query, setQuery] = useState('');
  const earlier = useEarlier(payment);
  const newest = notices.filter((notice) => isMeant(notice, query));
  const found = newest.length > 0 ? newest : earlier.notices.filter((notice) => query !== '' && isMeant(notice, query));
  return (
    <ScrollRegion label={t.open.title} className={`${listLook} min-h-[8.5rem]`}>
      <h3 className="pb-0.5 font-strong">{t.open.title}</h3>
      {notices.length === 0 ? null : <SearchField label={t.open.search} placeholder={t.open.search} value={query} onChange={setQuery} />}
      {found.length > 0 ? null : <p className="text-soft">{notices.length === 0 ? t.open.none : t.open.notFound}</p>}
      {found.length > 0 || query === '' ? null : <Button size="small" icon={Search} onPress={earlier.read}>{t.open.find}</Button>}
      {earlier.problem}
      <ul data-testid="open-notices">
        {found.map((notice) => (
          <Line key={notice.noticeId} notice={notice}>
            <Button size="small" icon={BadgeCheck} isDisabled={!payment.canAct} onPress={() => payment.askOf('confirm', notice)}>{t.confirm.button}</Button>
            <Again notice={notice} payment={payment} />
          </Line>
        ))}
      </ul>
    </ScrollRegion>
  );
}

/** Whoever lost the notice pays all the same: the bank prints it again, marked as a copy. */
function Again({ notice, payment: { printAgain, canAct } }: { readonly notice: OpenNotice; readonly payment: PaymentDesk }): ReactNode {
  const t = useTexts().handed.desk;
  if (printAgain === null) return null;
  return <Button size="small" icon={Printer} isDisabled={!canAct} onPress={() => printAgain(notice)} testId="notice-again">{t.again}</Button>;
}

type Earlier = { readonly notices: readonly OpenNotice[]; readonly problem: ReactNode; readonly read: () => void };

/** What is unpaid beyond the newest, read when somebody looks for it. It may be paid by now: then the hub says so. */
function useEarlier({ readAll }: PaymentDesk): Earlier {
  const t = useTexts();
  const [reply, setReply] = useState<Awaited<ReturnType<PaymentDesk['readAll']>> | null>(null);
  return {
    notices: reply?.ok === true ? reply.body.notices.filter(({ status }) => status === 'open') : [],
    problem: reply === null || reply.ok ? null : <Notice message={problemMessage(t, reply.problem)} code={reply.problem.code} />,
    read: () => void readAll().then(setReply),
  };
}

/** By the notice's number or the ticket's, with or without what stands between letters and digits. */
function isMeant({ number, ticket }: OpenNotice, query: string): boolean {
  return [number, formatNumber(ticket.prefix, ticket.n)].some((text) => plain(text).includes(plain(query)));
}

const plain = (text: string): string => text.replaceAll(/[\s-]/g, '').toLowerCase();

function Line({ notice, children }: { readonly notice: OpenNotice; readonly children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  return (
    <li className="flex min-h-5.5 flex-wrap items-center gap-x-2 py-0.5">
      <span className="flex min-w-14 flex-1 flex-col">
        <span className="flex flex-wrap items-baseline gap-x-1">
          <TicketNumber number={notice.ticket} className="text-label" />
          <strong className="hc-tabular">{formatFee(notice.fen, language)}</strong>
        </span>
        <span className="hc-tabular text-small text-soft">{notice.number}</span>
      </span>
      {children}
    </li>
  );
}
