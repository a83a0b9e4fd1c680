import type { StatisticsReport } from '@hallcall/domain';
import { formatMinutes, formatPercent, type Language, type Texts } from '@hallcall/text';
import { Card, useLanguage, useTexts, type Names } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { FigureTable } from './figure-table.tsx';

/** Less than this is no difference that anybody would notice, ms. */
const noticeableMs = 3_000;

/** How right it was what visitors were told about their wait, in words and by queue. */
export function EstimateCard({ report: { hall: { estimate }, queues }, names }: { readonly report: StatisticsReport; readonly names: Names }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const words = t.statistics;
  const told = queues.filter((queue) => queue.estimate.told > 0);
  return (
    <Card title={words.section.estimate}>
      {estimate.told === 0 ? (
        <p className="px-3 py-2 text-soft" data-testid="estimate">{words.estimate.none}</p>
      ) : (
        <>
          <ul className="px-3 py-2" data-testid="estimate">
            {sentences(estimate, words, language).map((sentence) => <li key={sentence}>{sentence}</li>)}
          </ul>
          <FigureTable
            label={words.section.estimate} testId="estimates" rows={told} keyOf={(queue) => queue.queueId}
            first={{ key: 'queue', title: t.common.queue, render: (queue) => names.queue(queue.queueId) }}
            columns={['told', 'scored', 'neverCalled', 'closeRate', 'bias', 'meanError']}
          />
        </>
      )}
    </Card>
  );
}

type Score = StatisticsReport['hall']['estimate'];

function sentences({ told, scored, neverCalled, closeRate, biasMs, meanErrorMs }: Score, { estimate: words }: Texts['statistics'], language: Language): string[] {
  const toldWords = words.told({ told, neverCalled });
  if (closeRate === null || biasMs === null || meanErrorMs === null) return [toldWords];
  return [
    words.close({ percent: formatPercent(closeRate, language), count: scored }), biasWords(biasMs, words, language), words.error({ minutes: formatMinutes(meanErrorMs, language) }), toldWords,
  ];
}

function biasWords(biasMs: number, words: Texts['statistics']['estimate'], language: Language): string {
  if (Math.abs(biasMs) < noticeableMs) return words.exact;
  const minutes = formatMinutes(Math.abs(biasMs), language);
  return biasMs > 0 ? words.longer({ minutes }) : words.shorter({ minutes });
}
