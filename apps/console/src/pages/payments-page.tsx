import { createPriceCheck, isOdd } from '@hallcall/client';
import type { PaymentsReport } from '@hallcall/protocol';
import { useHubClock, useHubStatus } from '@hallcall/client/react';
import { formatDate, formatFee, formatNumber, formatTime } from '@hallcall/text';
import { Button, Card, EmptyState, LoadingState, Notice, problemMessage, SearchField, StatusChip, useBilingual, useLanguage, useTexts, VoidNoticeDialog } from '@hallcall/ui';
import { Printer, ReceiptText, RotateCw, Scale } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useConsole } from '../console-context.tsx';
import { usePayments } from '../use-payments.ts';
import { PaymentsTable } from './payments-table.tsx';

type Row = PaymentsReport['notices'][number];

/** Notices and receipts beside the prices of the catalogue. */
export function PaymentsPage(): ReactNode {
  const t = useTexts();
  const { view, config, http, commands } = useConsole();
  const { link } = useHubStatus();
  const { report, problem, readAgain } = usePayments({ http, totals: view.payments, isLive: link === 'live' });
  const [sought, setSought] = useState('');
  const [onlyOdd, setOnlyOdd] = useState(false);
  const [voided, setVoided] = useState<Row | null>(null);
  const check = useMemo(() => createPriceCheck(config), [config]);
  const words = t.payment.report;
  const trouble = problem === null ? null : (
    <Notice message={problemMessage(t, problem)} code={problem.code}>
      <Button icon={RotateCw} onPress={readAgain} testId="payments-again">{t.common.retry}</Button>
    </Notice>
  );
  if (report === null) return trouble ?? <LoadingState />;
  const oddOf = (notice: Row): boolean => notice.lines.some((line) => isOdd(check(line)));
  const rows = report.notices.filter((notice) => isSought(notice, sought) && (!onlyOdd || oddOf(notice)));
  return (
    <Card
      title={words.title}
      className="flex-1"
      aside={
        <div className="flex flex-wrap items-center justify-end gap-1 print:hidden">
          <ToggleButton
            isSelected={onlyOdd} onChange={setOnlyOdd}
            className="inline-flex min-h-5.5 items-center gap-1 rounded-small border border-edge px-1.5 text-small font-strong data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-selected:text-primary"
          >
            <Scale aria-hidden size="1.2em" />
            {words.onlyDiffering}
          </ToggleButton>
          <SearchField label={words.search} placeholder={words.search} value={sought} onChange={setSought} />
          <Button icon={Printer} onPress={() => print()}>{words.print}</Button>
        </div>
      }
    >
      {trouble}
      <PrintedHead />
      <Sums odd={report.notices.filter(oddOf).length} />
      {rows.length === 0 ? <EmptyState icon={ReceiptText} title={words.none} /> : <PaymentsTable rows={rows} check={check} onVoid={setVoided} />}
      {voided === null ? null : (
        <VoidNoticeDialog
          notice={voided}
          onVoid={(reason) => {
            commands.send({ type: 'notice.void', noticeId: voided.noticeId, reason });
            setVoided(null);
          }}
          onClose={() => setVoided(null)}
        />
      )}
    </Card>
  );
}

/** By the number of the notice, the ticket or the receipt. */
function isSought({ number, ticket, receipt }: Row, sought: string): boolean {
  return [number, formatNumber(ticket.prefix, ticket.n), receipt?.number ?? ''].some((text) => plain(text).includes(plain(sought)));
}

const plain = (text: string): string => text.replaceAll(/[\s-]/g, '').toLowerCase();

/** What a sheet of paper must say by itself. */
function PrintedHead(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { config } = useConsole();
  const read = useBilingual();
  const now = useHubClock(60_000);
  if (now === null) return null;
  const { timeZone, name } = config.hall;
  const time = `${formatDate(now, language, timeZone)} ${formatTime(now, language, timeZone)}`;
  return <p className="hidden px-3 py-1 print:block">{read(name)} · {t.payment.report.printedAt({ time })}</p>;
}

function Sums({ odd }: { readonly odd: number }): ReactNode {
  const t = useTexts().payment;
  const { language } = useLanguage();
  const { payments } = useConsole().view;
  const sums = [
    { key: 'issued', word: t.report.issued, sum: payments.issuedToday },
    ...(['paid', 'open', 'voided', 'expired'] as const).map((key) => ({ key, word: t.status[key], sum: payments[key] })),
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5" data-testid="payment-sums">
      <p className="w-full text-soft print:hidden">{t.report.hint}</p>
      {sums.map(({ key, word, sum }) => (
        <span key={key} data-testid={`sum-${key}`}>
          <span className="text-soft">{word}</span> <strong className="hc-tabular">{t.report.sum({ count: sum.count, amount: formatFee(sum.fen, language) })}</strong>
        </span>
      ))}
      <StatusChip tone={odd === 0 ? 'done' : 'fault'} testId="odd-notices">{odd === 0 ? t.report.allAgree : t.report.differing({ count: odd })}</StatusChip>
    </div>
  );
}
