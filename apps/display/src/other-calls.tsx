import { TicketNumber, useTexts } from '@hallcall/ui';
import { BellRing, MoveRight, Volume2 } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { breadthOf } from './number-breadth.ts';
import type { ShownCall } from './shown-call.ts';

/** The calls before the newest one, newest on top, in rows of fixed height. */
export function OtherCalls(props: {
  readonly calls: readonly ShownCall[];
  readonly rows: number;
  readonly newIds: ReadonlySet<string>;
  /** Nothing was called yet at all. */
  readonly isQuiet: boolean;
}): ReactNode {
  const t = useTexts();
  // A custom property: React's style type knows only the named ones.
  const style = { '--rows': props.rows } as CSSProperties;
  return (
    <section className="calls" style={style} aria-label={t.board.recent} data-testid="other-calls">
      {props.isQuiet ? (
        <p className="calls-none">
          <BellRing aria-hidden strokeWidth={1.25} />
          {t.slip.keep}
        </p>
      ) : null}
      {props.calls.map((call) => (
        <div key={call.callId} className="call-row" style={breadthOf(call.number)} data-live={call.isLive} data-testid="call-row">
          <TicketNumber number={call.number} className={`call-number ${props.newIds.has(call.callId) ? 'hc-blink' : ''}`} />
          <span className="call-window">
            {call.isLive ? <Volume2 aria-hidden size="0.8em" /> : <MoveRight aria-hidden size="0.8em" />}
            {t.common.windowLabel({ label: call.windowLabel })}
          </span>
        </div>
      ))}
    </section>
  );
}
