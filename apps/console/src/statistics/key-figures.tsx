import type { StatisticsReport } from '@hallcall/domain';
import { useLanguage, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { figures, formatFigure, type FigureKey } from './figure-columns.ts';

const shown = [
  'issued', 'done', 'meanWait', 'p50Wait', 'p90Wait', 'p95Wait', 'inTimeRate', 'meanService', 'ticketAbandonRate', 'missedRate', 'recallRate', 'load', 'onDutyRate', 'transfers', 'overtaken', 'urgent', 'chosen',
] as const satisfies readonly FigureKey[];

/** The hall in a few figures; bookings only where there are any. */
export function KeyFigures({ hall }: { readonly hall: StatisticsReport['hall'] }): ReactNode {
  const t = useTexts().statistics;
  const { language } = useLanguage();
  const keys: readonly FigureKey[] = hall.booked > 0 ? [...shown, 'booked', 'keptRate'] : shown;
  return (
    <dl className="grid grid-cols-2 gap-1 p-2 sm:grid-cols-3 lg:grid-cols-5 print:grid-cols-5" data-testid="key-figures">
      {keys.map((key) => {
        const word = formatFigure(key, hall, language);
        return (
          <div key={key} className="flex flex-col-reverse rounded-small border border-line px-2 py-1" data-testid={`figure-${key}`}>
            <dt className="text-small text-soft">{t.figure[key]}</dt>
            <dd className="hc-number text-label">{figures[key].unit === 'minutes' && word !== '—' ? t.minutes({ minutes: word }) : word}</dd>
          </div>
        );
      })}
    </dl>
  );
}
