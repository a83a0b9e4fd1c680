// The kiosk as a whole cannot give numbers: not paired, revoked, closed, its agent away.
import { FaultState, LoadingState, useLanguage, useTexts } from '@hallcall/ui';
import { whenWords } from '@hallcall/text';
import type { KioskPageState } from '@hallcall/protocol';
import { CalendarClock, DoorClosed, Link2, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { ComingBack } from '../part/coming-back.tsx';
import { Shell } from '../part/shell.tsx';

export function AwayPage({ hall }: { readonly hall: Hall | null }): ReactNode {
  const t = useTexts().kiosk;
  return (
    <Shell hall={hall} title="" onBack={null} onHome={null}>
      <FaultState message={t.deviceAway} code="agent.unreachable" icon={Unplug} />
    </Shell>
  );
}

export function LoadingPage(): ReactNode {
  return (
    <Shell hall={null} title="" onBack={null} onHome={null}>
      <LoadingState />
    </Shell>
  );
}

/** The code is typed in at the console; it is the largest thing on the screen. */
export function UnpairedPage({ code }: { readonly code: string | null }): ReactNode {
  const t = useTexts().kiosk;
  return (
    <Shell hall={null} title="" onBack={null} onHome={null}>
      <FaultState message={t.unpaired} code="device.unpaired" icon={Link2}>
        {code === null ? <LoadingState /> : <p className="hc-number kiosk-hero py-2 text-primary" data-testid="pairing-code">{code}</p>}
      </FaultState>
    </Shell>
  );
}

export function RevokedPage(): ReactNode {
  const t = useTexts().fault;
  return (
    <Shell hall={null} title="" onBack={null} onHome={null}>
      <FaultState message={t['device.revoked']} code="device.revoked" icon={Unplug} />
    </Shell>
  );
}

/** `onPass`: where codes are typed; only whoever has booked for now gets a number there. */
export function ClosedPage({ hall, kiosk, onPass }: { readonly hall: Hall; readonly kiosk: KioskPageState; readonly onPass: () => void }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const at = kiosk.nextOpeningAt;
  const { timeZone } = hall.document.hall;
  // The next opening cannot be told by such a clock.
  if (kiosk.view?.isClockDoubted) return <Shell hall={hall} title="" onBack={null} onHome={null}><FaultState message={t.rejection['day.clockDoubted']} code="day.clockDoubted" icon={CalendarClock} /></Shell>;
  return (
    <Shell hall={hall} title="" onBack={null} onHome={null}>
      <FaultState message={t.kiosk.closed} code={null} icon={DoorClosed}>
        {at === null ? null : (
          <p className="text-title font-strong" data-testid="next-opening">
            {t.kiosk.nextOpening({ time: whenWords(t, at, { now: kiosk.now, language, timeZone }) })}
          </p>
        )}
        {kiosk.isForBooked ? (
          <div className="flex flex-col items-center gap-2 pt-2" data-testid="for-booked">
            <p className="text-title">{t.booking.kiosk.whileClosed}</p>
            <ComingBack hall={hall} onPass={onPass} />
          </div>
        ) : null}
      </FaultState>
    </Shell>
  );
}
