// No number: what happened, what it means, what to do now.
import { Button, FaultState, useTexts } from '@hallcall/ui';
import type { KioskRefusal } from '@hallcall/protocol';
import type { Message, Texts } from '@hallcall/text';
import { House, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { Shell } from '../part/shell.tsx';

export function RefusedPage(props: { readonly hall: Hall; readonly refusal: KioskRefusal; readonly onHome: () => void }): ReactNode {
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

function messageOf(t: Texts, { code, held, most, validUntil }: KioskRefusal): Message {
  if (code === 'pass.expired' && validUntil !== undefined) return t.rejection[code]({ code, validUntil });
  switch (code) {
    case 'numbers.exhausted': return t.kiosk.outOfNumbers;
    case 'day.closed': return t.kiosk.closed;
    case 'kiosk.interrupted': return t.kiosk.interrupted;
    case 'kiosk.passNeedsHub': return t.handed.kiosk.needsHub;
    case 'pass.unknown': case 'pass.used': case 'pass.voided': case 'pass.otherItems': return t.rejection[code];
    case 'person.required': return t.person.kiosk.desk;
    case 'person.itemAgain': if (held) return t.rejection[code]({ code, held, itemId: '' }); break;
    case 'person.tooMany': if (held && most !== undefined) return t.rejection[code]({ code, held, most }); break;
    case 'kiosk.notReady': return t.kiosk.deviceAway;
    default: break;
  }
  return t.kiosk.cannotIssue;
}
