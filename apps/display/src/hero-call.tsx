import { TicketNumber, useBilingual, useTexts } from '@hallcall/ui';
import { MoveRight, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { breadthOf } from './number-breadth.ts';
import type { ShownCall } from './shown-call.ts';

/** The newest call, as large as the screen allows. `isNew` makes it enter once and blink three times. */
export function HeroCall({ call, isNew }: { readonly call: ShownCall | null; readonly isNew: boolean }): ReactNode {
  const t = useTexts();
  const read = useBilingual();
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
        <TicketNumber number={call.number} className={isNew ? 'hc-blink inline-block' : 'inline-block'} testId="newest-number" />
      </div>
      <div className="hero-go">
        <span className="hero-go-say">
          {call.isLive ? <Volume2 aria-hidden size="1.1em" /> : null}
          {call.isLive ? t.board.nowCalling : t.board.recent}
          <MoveRight aria-hidden size="1.1em" />
        </span>
        <span className="hero-go-window" data-testid="newest-window">
          {t.common.windowLabel({ label: call.windowLabel })}
        </span>
        <span className="hero-go-zone">{t.common.zoneLabel({ zone: read(call.zoneName) || call.zone })}</span>
      </div>
    </section>
  );
}
