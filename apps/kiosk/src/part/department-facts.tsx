// Below a department's name on its tile: zone, who waits and how long, or why it gives no number now.
import { useBilingual, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { fullAt, waitingAt, type DepartmentEntry, type Hall } from '../hall/hall-document.ts';
import { useLiveView } from '../link/use-agent.tsx';
import { FullFacts } from './full-facts.tsx';
import { GateFacts, useShut } from './gate.tsx';
import { WaitingFacts } from './waiting.tsx';

type Props = {
  readonly hall: Hall;
  readonly entry: DepartmentEntry;
  /** `along`: on the line of the zone as far as it goes. */
  readonly as?: 'line' | 'along';
};

export function DepartmentFacts({ hall, entry, as = 'line' }: Props): ReactNode {
  const t = useTexts().kiosk.department;
  const pick = useBilingual();
  const view = useLiveView();
  const isClosed = useShut(entry.queueIds);
  const full = fullAt(view, { departmentId: entry.department.id, itemId: null });
  return (
    <>
      {entry.zone === null ? null : <span>{t.zone({ zone: pick(entry.zone.name) })}</span>}
      {full === null ? <WaitingFacts as={as} waiting={isClosed ? null : waitingAt(view, entry.queueIds)} /> : <FullFacts full={full} hall={hall} />}
      <GateFacts queueIds={entry.queueIds} timeZone={hall.document.hall.timeZone} />
    </>
  );
}
