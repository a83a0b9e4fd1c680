// No number: what happened, what it means, what to do now.
import { Button, FaultState, useLanguage, useTexts } from '@hallcall/ui';
import type { KioskRefusal } from '@hallcall/protocol';
import { formatTime, whenWords, type Message, type Texts } from '@hallcall/text';
import { House, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { useKiosk } from '../link/use-agent.tsx';
import { Shell } from '../part/shell.tsx';

export function RefusedPage(props: { readonly hall: Hall; readonly refusal: KioskRefusal; readonly onHome: () => void }): ReactNode {
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
        <FaultState message={messageOf(t, props.refusal, time)} code={props.refusal.code} icon={Store}>
          <Times {...props} />
        </FaultState>
      </div>
    </Shell>
  );
}

/** When the queue's hours begin again, or end. */
function Times({ hall, refusal: { code, at } }: { readonly hall: Hall; readonly refusal: KioskRefusal }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const now = useKiosk()?.now ?? 0;
  const { timeZone } = hall.document.hall;
  if (typeof at !== 'number') return null;
  const { queue } = t.hours;
  return (
    <p className="text-title font-strong" data-testid="times">
      {code === 'queue.closed' ? queue.opens({ when: whenWords(t, at, { now, language, timeZone }) }) : queue.lateUntil({ time: formatTime(at, language, timeZone) })}
    </p>
  );
}

function messageOf(t: Texts, { code, held, most, validUntil, full }: KioskRefusal, time: (at: number) => string): Message {
  const { refused } = t.limits.full;
  if (code === 'pass.expired' && validUntil !== undefined) return t.rejection[code]({ code, validUntil });
  switch (code) {
    case 'quota.full':
      if (full?.per !== 'slot') return refused.day;
      return full.nextFree === null ? refused.slotNoneLater : refused.slot({ time: time(full.nextFree.from) });
    case 'numbers.exhausted': return t.kiosk.outOfNumbers;
    case 'day.closed': return t.kiosk.closed;
    case 'day.clockDoubted': return t.rejection[code];
    case 'kiosk.interrupted': return t.kiosk.interrupted;
    case 'kiosk.passNeedsHub': return t.handed.kiosk.needsHub;
    case 'pass.unknown': case 'pass.used': case 'pass.voided': case 'pass.otherItems': case 'queue.closed': case 'queue.tooLate':
    case 'booking.unknown': case 'booking.used': case 'booking.cancelled': case 'booking.otherItems': return t.rejection[code];
    case 'booking.tooEarly': case 'booking.tooLate': case 'booking.otherDay': return t.booking.kiosk.notNow;
    case 'person.required': return t.person.kiosk.desk;
    case 'person.itemAgain': if (held) return t.rejection[code]({ code, held, itemId: '' }); break;
    case 'person.tooMany': if (held && most !== undefined) return t.rejection[code]({ code, held, most }); break;
    case 'kiosk.notReady': return t.kiosk.deviceAway;
    default: break;
  }
  return t.kiosk.cannotIssue;
}
