import { useTexts } from '@hallcall/ui';
import { BellRing, Hourglass } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { CalledNumber } from './called-number.tsx';
import { breadthOf } from './number-breadth.ts';
import type { ShownCall } from './shown-call.ts';

/** As many as a view can hold. */
const slots = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** The calls before the newest one, newest on top, in rows of fixed height. */
export function OtherCalls(props: {
  readonly calls: readonly ShownCall[];
  readonly rows: number;
  readonly newIds: ReadonlySet<string>;
  /** Calls that a voice is speaking. */
  readonly speaking: readonly string[];
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
          {t.board.keep}
        </p>
      ) : null}
      {slots.slice(0, props.calls.length).map((slot) => {
        const call = props.calls[slot];
        return call === undefined ? null : <CallRow key={slot} call={call} isNew={props.newIds.has(call.callId)} isSpoken={props.speaking.includes(call.callId)} />;
      })}
    </section>
  );
}

/** A row keeps its place and changes its content: nothing slides down when a call comes. What has been answered stands there plain. */
function CallRow({ call, isNew, isSpoken }: { readonly call: ShownCall; readonly isNew: boolean; readonly isSpoken: boolean }): ReactNode {
  const t = useTexts();
  const Icon = call.isLive ? BellRing : call.isUndone ? Hourglass : null;
  return (
    <div className="call-row" style={breadthOf(call.number)} data-live={call.isLive} data-testid="call-row">
      <CalledNumber key={call.callId} call={call} isNew={isNew} isSpoken={isSpoken} className="call-number" testId="row-number" />
      <span key={`to-${call.callId}`} className="call-window">
        {Icon === null ? null : <Icon aria-hidden size="0.8em" />}
        {call.isUndone ? t.board.pleaseWait : t.common.windowLabel({ label: call.windowLabel })}
      </span>
    </div>
  );
}
