// Notices and receipts of a day beside the prices of the catalogue that was in force.
import { isOdd } from '@hallcall/client';
import type { PaymentsReport, PaymentSums } from '@hallcall/protocol';
import { useConfigs, useHubClock, useHubStatus } from '@hallcall/client/react';
import { formatDate, formatFee, formatNumber, formatTime } from '@hallcall/text';
import { Button, Card, EmptyState, LoadingState, Notice, problemMessage, SearchField, StatusChip, useBilingual, useLanguage, useTexts, VoidNoticeDialog, type Names } from '@hallcall/ui';
import { Download, Printer, ReceiptText, RotateCw, Scale } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useConsole } from '../console-context.tsx';
import { saveCsv } from '../csv.ts';
import { DayChoice, useChosenDay, type ChosenDay } from '../day-choice.tsx';
import { useDayConfig } from '../use-day-config.ts';
import { usePayments } from '../use-payments.ts';
import { paymentRows } from './payments-csv.ts';
import { PaymentsTable } from './payments-table.tsx';
import { createPricesOfThen, type PricesOfThen } from './prices-of-then.ts';

type Row = PaymentsReport['notices'][number];

export function PaymentsPage(): ReactNode {
  const t = useTexts();
  const { view, http } = useConsole();
  const { link } = useHubStatus();
  const chosen = useChosenDay();
  const reading = usePayments({ http, day: chosen.day, totals: view.payments, isLive: link === 'live' });
  const { body } = reading;
  // Without the list of days nothing could be chosen, and nobody would know why.
  const problem = reading.problem ?? chosen.problem;
  const readAgain = (): void => {
    if (reading.problem !== null) reading.readAgain();
    if (chosen.problem !== null) chosen.readAgain();
  };
  const trouble = problem === null ? null : (
    <Notice message={problemMessage(t, problem)} code={problem.code}>
      <Button icon={RotateCw} onPress={readAgain} testId="payments-again">{t.common.retry}</Button>
    </Notice>
  );
  if (body !== null) return <PaymentsOfDay chosen={chosen} report={body} trouble={trouble} />;
  return (
    <>
      <DayChoice {...chosen} />
      {trouble ?? <LoadingState />}
    </>
  );
}

type OfDay = { readonly chosen: ChosenDay; readonly report: PaymentsReport; readonly trouble: ReactNode };

function PaymentsOfDay({ chosen, report, trouble }: OfDay): ReactNode {
  const t = useTexts();
  const { commands } = useConsole();
  const [sought, setSought] = useState('');
  const [onlyOdd, setOnlyOdd] = useState(false);
  const [voided, setVoided] = useState<Row | null>(null);
  const check = usePricesOfThen(report);
  const { names } = useDayConfig(report.notices[0]?.config ?? null);
  const words = t.payment.report;
  const oddOf = (notice: Row): boolean => notice.lines.some((line) => isOdd(check(notice, line)));
  const rows = report.notices.filter((notice) => isSought(notice, sought) && (!onlyOdd || oddOf(notice)));
  return (
    <Card title={report.sums === null ? words.title : `${words.title} · ${report.day}`} className="flex-1" aside={<Tools {...{ onlyOdd, setOnlyOdd, sought, setSought, check, names }} report={{ ...report, notices: rows }} />}>
      <div className="px-3 py-1 empty:hidden print:hidden"><DayChoice {...chosen} /></div>
      {trouble}
      <PrintedHead />
      <Sums odd={report.notices.filter(oddOf).length} past={report.sums} />
      {rows.length === 0 ? <EmptyState icon={ReceiptText} title={words.none} /> : <PaymentsTable rows={rows} names={names} isPast={report.sums !== null} check={check} onVoid={setVoided} />}
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

/** Prices as of each notice's own version, as the versions arrive. */
function usePricesOfThen({ notices }: PaymentsReport): PricesOfThen {
  const { config: current } = useConsole();
  const known = useConfigs(notices.flatMap(({ config }) => (config === null || config === current.version ? [] : [config])));
  return useMemo(() => createPricesOfThen(current, known), [current, known]);
}

type ToolsProps = {
  readonly onlyOdd: boolean; readonly setOnlyOdd: (only: boolean) => void; readonly sought: string; readonly setSought: (text: string) => void;
  readonly report: PaymentsReport; readonly names: Names; readonly check: PricesOfThen;
};

function Tools({ onlyOdd, setOnlyOdd, sought, setSought, report, names, check }: ToolsProps): ReactNode {
  const t = useTexts();
  const { config } = useConsole();
  const words = t.payment.report;
  const save = (): void => saveCsv(`${words.title}-${report.day ?? ''}.csv`, paymentRows(report.notices, { t, names, check, timeZone: config.hall.timeZone }));
  return (
    <div className="flex flex-wrap items-center justify-end gap-1 print:hidden">
      <ToggleButton
        isSelected={onlyOdd} onChange={setOnlyOdd}
        className="inline-flex min-h-5.5 items-center gap-1 rounded-small border border-edge px-1.5 text-small font-strong data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-selected:text-primary"
      >
        <Scale aria-hidden size="1.2em" />
        {words.onlyDiffering}
      </ToggleButton>
      <SearchField label={words.search} placeholder={words.search} value={sought} onChange={setSought} />
      <Button icon={Download} onPress={save} testId="payments-csv">{t.statistics.export}</Button>
      <Button icon={Printer} onPress={() => print()}>{words.print}</Button>
    </div>
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

/** Of the current day from the console's view, of an earlier one from its own report. */
function Sums({ odd, past }: { readonly odd: number; readonly past: PaymentSums | null }): ReactNode {
  const t = useTexts().payment;
  const { language } = useLanguage();
  const { payments } = useConsole().view;
  const kinds = ['paid', 'open', 'voided', 'expired'] as const;
  const sums = past === null
    ? [{ key: 'issued', word: t.report.issued, sum: payments.issuedToday }, ...kinds.map((key) => ({ key, word: t.status[key], sum: payments[key] }))]
    : (['issued', ...kinds] as const).map((key) => ({ key, word: t.report.ofDay[key], sum: past[key] }));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5" data-testid="payment-sums">
      <p className="w-full text-soft print:hidden">{past === null ? t.report.hint : t.report.pastHint}</p>
      {sums.map(({ key, word, sum }) => (
        <span key={key} data-testid={`sum-${key}`}>
          <span className="text-soft">{word}</span> <strong className="hc-tabular">{t.report.sum({ count: sum.count, amount: formatFee(sum.fen, language) })}</strong>
        </span>
      ))}
      <StatusChip tone={odd === 0 ? 'done' : 'fault'} testId="odd-notices">{odd === 0 ? t.report.allAgree : t.report.differing({ count: odd })}</StatusChip>
    </div>
  );
}
