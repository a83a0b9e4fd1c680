// No number: what happened, what it means, what to do now.
import { Button, FaultState, useTexts } from '@hallcall/ui';
import type { Message, Texts } from '@hallcall/text';
import { House, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { Shell } from '../part/shell.tsx';

export type Refusal = { readonly code: string; readonly prefix?: string };

export function RefusedPage(props: { readonly hall: Hall; readonly refusal: Refusal; readonly onHome: () => void }): ReactNode {
  const t = useTexts();
  const home = (
    <Button size="kiosk" variant="primary" icon={House} onPress={props.onHome} testId="done" takesFocus>
      {t.common.home}
    </Button>
  );
  return (
    <Shell hall={props.hall} title="" onBack={null} onHome={null} primary={home}>
      <div className="flex min-h-0 flex-1 flex-col" data-testid="refused" data-code={props.refusal.code}>
        <FaultState message={messageOf(t, props.refusal)} code={props.refusal.code} icon={Store} />
      </div>
    </Shell>
  );
}

function messageOf(t: Texts, { code }: Refusal): Message {
  switch (code) {
    case 'numbers.exhausted': return t.kiosk.outOfNumbers;
    case 'day.closed': return t.kiosk.closed;
    case 'kiosk.interrupted': return t.kiosk.interrupted;
    case 'kiosk.passNeedsHub': return t.handed.kiosk.needsHub;
    case 'pass.unknown': case 'pass.used': case 'pass.voided': case 'pass.otherItems':
    case 'booking.unknown': case 'booking.used': case 'booking.cancelled': case 'booking.otherItems': return t.rejection[code];
    case 'booking.tooEarly': case 'booking.tooLate': case 'booking.otherDay': return t.booking.kiosk.notNow;
    case 'kiosk.notReady': return t.kiosk.deviceAway;
    default: return t.kiosk.cannotIssue;
  }
}
