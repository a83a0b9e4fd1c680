// No number: what happened, what it means, what to do now.
import { Button, FaultState, useLanguage, useTexts } from '@hallcall/ui';
import type { KioskRefusal } from '@hallcall/protocol';
import { formatTime, type Message, type Texts } from '@hallcall/text';
import { House, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { Shell } from '../part/shell.tsx';

type Refusal = KioskRefusal;

export function RefusedPage(props: { readonly hall: Hall; readonly refusal: Refusal; readonly onHome: () => void }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const time = (at: number): string => formatTime(at, language, props.hall.document.hall.timeZone);
  const home = (
    <Button size="kiosk" variant="primary" icon={House} onPress={props.onHome} testId="done" takesFocus>
      {t.common.home}
    </Button>
  );
  return (
    <Shell hall={props.hall} title="" onBack={null} onHome={null} primary={home}>
      <div className="flex min-h-0 flex-1 flex-col" data-testid="refused" data-code={props.refusal.code}>
        <FaultState message={messageOf(t, props.refusal, time)} code={props.refusal.code} icon={Store} />
      </div>
    </Shell>
  );
}

function messageOf(t: Texts, { code, full }: Refusal, time: (at: number) => string): Message {
  const { refused } = t.limits.full;
  switch (code) {
    case 'quota.full':
      if (full?.per !== 'slot') return refused.day;
      return full.nextFree === null ? refused.slotNoneLater : refused.slot({ time: time(full.nextFree.from) });
    case 'numbers.exhausted': return t.kiosk.outOfNumbers;
    case 'day.closed': return t.kiosk.closed;
    case 'kiosk.interrupted': return t.kiosk.interrupted;
    case 'kiosk.passNeedsHub': return t.handed.kiosk.needsHub;
    case 'pass.unknown': case 'pass.used': case 'pass.voided': case 'pass.otherItems': return t.rejection[code];
    case 'kiosk.notReady': return t.kiosk.deviceAway;
    default: return t.kiosk.cannotIssue;
  }
}
