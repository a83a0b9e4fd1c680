// Hours as bars that are a table at the same time: nothing to draw on, so it prints, follows every look and can be read aloud.
import type { StatisticsReport } from '@hallcall/domain';
import { formatCount, formatMinutes } from '@hallcall/text';
import { ScrollRegion, useLanguage, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { hourName } from './hour-name.ts';

type Hour = Pick<StatisticsReport['queueHours'][number], 'hour' | 'issued' | 'done' | 'meanWaitMs'>;

/** Without the hours before anybody came and after everybody had gone, in which only a window stood open. */
function busyHours(hours: readonly Hour[]): readonly Hour[] {
  const isBusy = ({ issued, done, meanWaitMs }: Hour): boolean => issued + done > 0 || meanWaitMs !== null;
  return hours.slice(Math.max(0, hours.findIndex(isBusy)), hours.findLastIndex(isBusy) + 1);
}

/** How many numbers were taken and stops done in each hour, and how long people waited. */
export function HourChart({ hours: all }: { readonly hours: readonly Hour[] }): ReactNode {
  const hours = busyHours(all);
  const t = useTexts().statistics;
  const { language } = useLanguage();
  const most = Math.max(1, ...hours.flatMap(({ issued, done }) => [issued, done]));
  const longest = Math.max(1, ...hours.map(({ meanWaitMs }) => meanWaitMs ?? 0));
  return (
    <ScrollRegion label={t.chart.label} className="overflow-auto print:overflow-visible">
      <table aria-label={t.chart.label} className="w-full border-collapse" data-testid="hours">
        <thead>
          <tr className="border-b border-line bg-sunken text-left text-small">
            {[t.column.hour, t.chart.issued, t.chart.done, t.chart.meanWait].map((title) => (
              <th key={title} scope="col" className="px-2 py-1 font-strong whitespace-nowrap first:pl-3">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map(({ hour, issued, done, meanWaitMs }) => (
            <tr key={hour} className="border-b border-line last:border-0">
              <th scope="row" className="hc-tabular w-16 py-0.5 pr-2 pl-3 text-left font-plain whitespace-nowrap">{hourName(hour)}</th>
              <td className="w-1/3 px-2 py-0.5"><Bar part={issued / most} look="bg-primary" word={formatCount(issued, language)} /></td>
              <td className="w-1/3 px-2 py-0.5"><Bar part={done / most} look="bg-done" word={formatCount(done, language)} /></td>
              <td className="w-1/3 px-2 py-0.5">{meanWaitMs === null ? '—' : <Bar part={meanWaitMs / longest} look="bg-late" word={formatMinutes(meanWaitMs, language)} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Bar({ part, look, word }: { readonly part: number; readonly look: string; readonly word: string }): ReactNode {
  return (
    <span className="flex min-w-12 items-center gap-1">
      <span className="h-2 flex-1">
        {part === 0 ? null : <span className={`block h-full min-w-px rounded-small print:[print-color-adjust:exact] ${look}`} style={{ width: `${part * 100}%` }} />}
      </span>
      <span className="hc-tabular w-5 shrink-0 text-right">{word}</span>
    </span>
  );
}
