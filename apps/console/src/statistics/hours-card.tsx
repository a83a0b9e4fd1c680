import type { StatisticsReport } from '@hallcall/domain';
import { Card, SelectField, useTexts, type Names } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import { HourChart } from './hour-chart.tsx';

const hall = 'hall';

/** The hours of the whole hall, or of one queue. */
export function HoursCard({ report: { hours, queues, queueHours }, names }: { readonly report: StatisticsReport; readonly names: Names }): ReactNode {
  const t = useTexts().statistics;
  const [chosen, setChosen] = useState<string>(hall);
  // Another day may not know the queue.
  const of = queues.some(({ queueId }) => queueId === chosen) ? chosen : hall;
  const shown = of === hall ? hours.map(({ hour, issued, done, wait }) => ({ hour, issued, done, meanWaitMs: wait.meanMs })) : queueHours.filter(({ queueId }) => queueId === of);
  return (
    <Card title={t.section.hours} className="shrink-0 print:break-inside-avoid">
      <div className="flex px-3 py-1" data-testid="hours-of">
        <SelectField
          label={t.chart.of} placeholder={t.chart.of} value={of} onChange={setChosen}
          options={[{ id: hall, name: t.hall }, ...queues.map(({ queueId }) => ({ id: String(queueId), name: names.queue(queueId) }))]}
        />
      </div>
      <HourChart hours={shown} />
    </Card>
  );
}
