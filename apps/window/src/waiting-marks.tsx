import type { WaitingView } from '@hallcall/domain';
import { StatusChip, useTexts, type Names } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { SenderChip } from './sender-chip.tsx';

/** What is out of the ordinary about somebody who waits; class and needs only where the hall lets them be seen before the call. */
export function WaitingMarks({ waiting, names }: { readonly waiting: WaitingView; readonly names: Names }): ReactNode {
  const t = useTexts();
  const { isUrgent, returnedFrom, sender, person, hasPass } = waiting;
  const isOrdinary = person === null || (person.personClass === 'ordinary' && person.needs.length === 0);
  if (!isUrgent && !returnedFrom && !hasPass && !sender && isOrdinary) return null;
  return (
    <span className="flex basis-full flex-wrap gap-0.5 pt-px pb-0.5" data-testid="waiting-marks">
      {isUrgent ? <StatusChip tone="fault">{t.console.why.rule.urgent}</StatusChip> : null}
      {sender ? <SenderChip sender={sender} names={names} /> : null}
      {hasPass ? <StatusChip tone="busy">{t.handed.desk.cameBack}</StatusChip> : null}
      {returnedFrom ? <StatusChip tone="quiet">{t.window.queue.returned[returnedFrom]}</StatusChip> : null}
      {person === null || person.personClass === 'ordinary' ? null : <StatusChip tone="busy">{t.personClass[person.personClass]}</StatusChip>}
      {person?.needs.map((need) => <StatusChip key={need} tone="late">{t.need[need]}</StatusChip>)}
    </span>
  );
}
