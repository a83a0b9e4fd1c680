// An ID card instead of the code of a booking. Of the card this page hears that it was read; what was booked the hub finds.
import { Button, useTexts } from '@hallcall/ui';
import { Keyboard } from 'lucide-react';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { CardAnswer } from '../flow/flow.ts';
import type { Hall } from '../hall/hall-document.ts';
import { useAgent, useKiosk } from '../link/use-agent.tsx';
import { CardAsking, useCard } from '../part/card-asking.tsx';
import { Shell } from '../part/shell.tsx';

type Props = {
  readonly hall: Hall;
  readonly requestId: string;
  readonly onAnswer: (answer: CardAnswer) => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
};

export function BookingCardPage({ hall, requestId, onAnswer, onBack, onHome }: Props): ReactNode {
  const t = useTexts();
  const words = t.booking.kiosk.card;
  const status = useBookingCard(requestId, onAnswer);
  const code = (
    <Button size="kiosk" variant="primary" icon={Keyboard} onPress={onBack} testId="to-code">
      {words.code}
    </Button>
  );
  return (
    <Shell hall={hall} title={t.person.kiosk.title} onBack={onBack} onHome={onHome} primary={code} modes="none">
      <CardAsking status={status} privacy={words.privacy} notChecked={words.notChecked} onHome={onHome} testId="booking-card-asking">
        <p className="text-body">{words.without}</p>
      </CardAsking>
    </Shell>
  );
}

/** Without hub or reader there is nothing to lay a card on for, and the answer is given at once. */
function useBookingCard(requestId: string, onAnswer: (answer: CardAnswer) => void): ReturnType<typeof useCard> {
  const agent = useAgent();
  const kiosk = useKiosk();
  const status = useCard({ requestId, isForBooking: true }, kiosk);
  const tell = useEffectEvent(onAnswer);
  const isAway = kiosk?.hub.link !== 'live';
  const isReading = kiosk?.identity?.reader === 'ready';
  const isRead = status === 'read';
  useEffect(() => {
    if (isAway) tell({ code: 'pass.needsHub' });
    else if (!isReading) tell({ code: 'reader.away' });
  }, [isAway, isReading]);
  useEffect(() => {
    if (!isRead) return undefined;
    let hasLeft = false;
    void agent.findBookings(requestId).then((answer) => hasLeft || tell(answer));
    return () => {
      hasLeft = true;
    };
  }, [agent, requestId, isRead]);
  return status;
}
