import { useBilingual, useTexts } from '@hallcall/ui';
import { BellRing, MoveRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { CalledNumber } from './called-number.tsx';
import { breadthOf } from './number-breadth.ts';
import type { ShownCall } from './shown-call.ts';

type Props = { readonly call: ShownCall | null; readonly isNew: boolean; readonly isSpoken: boolean };

/** The newest call, as large as the screen allows. It enters once; it blinks three times when it comes and when it is spoken. Once answered it points nowhere. */
export function HeroCall({ call, isNew, isSpoken }: Props): ReactNode {
  const t = useTexts();
  if (call === null) {
    return (
      <section className="hero" aria-label={t.board.nowCalling}>
        <p className="hero-empty">{t.board.noCallsYet}</p>
      </section>
    );
  }
  return (
    <section className="hero" aria-label={t.board.nowCalling} aria-live="assertive" data-live={call.isLive} data-testid="newest-call">
      <div key={call.callId} className={`hero-number ${isNew ? 'hc-enter' : ''}`} style={breadthOf(call.number)}>
        <CalledNumber call={call} isNew={isNew} isSpoken={isSpoken} className="inline-block" testId="newest-number" />
      </div>
      {call.isUndone ? <PleaseWait /> : <WhereToGo call={call} />}
    </section>
  );
}

/** The call was a mistake: nobody is to go anywhere. */
function PleaseWait(): ReactNode {
  const t = useTexts();
  return (
    <div className="hero-go">
      <span className="hero-go-window" data-testid="please-wait">{t.board.pleaseWait}</span>
    </div>
  );
}

function WhereToGo({ call }: { readonly call: ShownCall }): ReactNode {
  const t = useTexts();
  const read = useBilingual();
  return (
    <div className="hero-go">
      <span className="hero-go-say">
        {call.isLive ? <BellRing aria-hidden size="1em" /> : null}
        {call.isLive ? t.board.nowCalling : t.board.recent}
        {call.isLive ? <MoveRight aria-hidden size="1.1em" /> : null}
      </span>
      <span className="hero-go-window" data-testid="newest-window">
        {t.common.windowLabel({ label: call.windowLabel })}
      </span>
      <span className="hero-go-zone">{t.common.zoneLabel({ zone: read(call.zoneName) || call.zone })}</span>
    </div>
  );
}
