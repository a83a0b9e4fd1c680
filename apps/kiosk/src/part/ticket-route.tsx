import { stagesOf } from '@hallcall/client';
import type { StopPlan } from '@hallcall/domain';
import { formatCounted } from '@hallcall/text';
import { useBilingual, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';

/** The steps of a number that leads to several windows, by stage. */
export function TicketRoute({ hall, stops }: { readonly hall: Hall; readonly stops: readonly StopPlan[] }): ReactNode {
  const t = useTexts().kiosk;
  const pick = useBilingual();
  const stages = stagesOf(stops);
  return (
    <ol className="flex w-full flex-col gap-0.5 border-t border-line pt-1.5 text-left text-label" data-testid="route">
      {stops.map(({ queueId, items }, index) => {
        const zone = hall.placeByItem.get(items[0]?.itemId ?? '')?.department.zone;
        return (
          <li key={`${queueId} ${index}`} className="flex items-baseline gap-2">
            <span className="hc-tabular shrink-0 font-strong text-primary">{stages[index]}</span>
            <span className="min-w-0 flex-1">{items.map(({ itemId, count }) => formatCounted(pick(hall.placeByItem.get(itemId)?.item) || itemId, count)).join(' · ')}</span>
            {zone === undefined ? null : <span className="shrink-0 text-soft">{t.department.zone({ zone })}</span>}
          </li>
        );
      })}
    </ol>
  );
}
