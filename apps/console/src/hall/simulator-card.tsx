import { Card, Notice, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import type { Simulator } from './use-simulator.ts';

/** What one simulator shows. A simulator that is gone says so above what it said last; `faults` stands at the foot. */
export function SimulatorCard(props: {
  readonly title: string;
  readonly simulator: Simulator;
  /** What is told when it does not answer. */
  readonly lost: string;
  readonly faults: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  const t = useTexts().hall;
  const { isLost, state } = props.simulator;
  const isUnknown = state === null;
  return (
    <Card className={props.className ?? ''}>
      <h2 className="border-b border-line px-2 py-1 font-strong">{props.title}</h2>
      {isLost ? (
        <div className="p-2">
          <Notice message={{ what: props.lost, meaning: isUnknown ? t.lostAtOnce : t.lostMeaning, action: t.lostAction }} code={null} />
        </div>
      ) : null}
      {isUnknown && isLost ? null : props.children}
      {props.faults}
    </Card>
  );
}
