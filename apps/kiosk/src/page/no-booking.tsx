// A card has found no booking: why, and the other ways. There is always the guide desk.
import { Button, FaultState, useTexts } from '@hallcall/ui';
import { Hand, IdCard, Keyboard, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CardAnswer } from '../flow/flow.ts';
import { Shell } from '../part/shell.tsx';
import type { BookingsProps } from './bookings.tsx';

type Code = Extract<CardAnswer, { readonly code: string }>['code'] | 'booking.noneToday';
type Way = { readonly testId: string; readonly label: string; readonly icon: LucideIcon; readonly onPress: () => void };

export function NoBooking({ hall, code, onCode, onAgain, onOrdinary, onHome }: BookingsProps & { readonly code: Code }): ReactNode {
  const t = useTexts();
  const words = t.booking.kiosk.card;
  const message = { 'booking.noneToday': words.none, 'booking.cardAgain': words.gone, 'pass.needsHub': words.needsHub, 'reader.away': words.readerAway }[code];
  const ordinary = onOrdinary && { testId: 'ordinary', label: t.handed.kiosk.ordinary, icon: Hand, onPress: onOrdinary };
  const typing = { testId: 'to-code', label: words.code, icon: Keyboard, onPress: onCode };
  const again = { testId: 'card-again', label: words.again, icon: IdCard, onPress: onAgain };
  // Without the hub no code can be looked up either.
  const first = { 'booking.noneToday': typing, 'booking.cardAgain': again, 'pass.needsHub': ordinary ?? again, 'reader.away': typing }[code];
  const others = { 'booking.noneToday': [again, ordinary], 'booking.cardAgain': [typing], 'pass.needsHub': [again], 'reader.away': [ordinary] }[code];
  return (
    <Shell hall={hall} title="" onBack={null} onHome={onHome} primary={<WayButton way={first} isFirst />}>
      <div className="flex min-h-0 flex-1 flex-col overflow-auto" data-testid="no-booking" data-code={code}>
        <FaultState message={message} code={code} icon={IdCard}>
          <div className="flex flex-wrap justify-center gap-2">{others.map((way) => (way === null || way === first ? null : <WayButton key={way.testId} way={way} />))}</div>
        </FaultState>
      </div>
    </Shell>
  );
}

function WayButton({ way: { label, ...way }, isFirst = false }: { readonly way: Way; readonly isFirst?: boolean }): ReactNode {
  if (!isFirst) return <Button size="kiosk" {...way}>{label}</Button>;
  return (
    <Button size="kiosk" variant="primary" {...way} takesFocus>
      <span className="kiosk-primary inline-block px-1 py-1">{label}</span>
    </Button>
  );
}
