// The way in for whoever has a code or has booked.
import { Button, useTexts } from '@hallcall/ui';
import { FileCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { takesBookings, type Hall } from '../hall/hall-document.ts';
import { useKiosk } from '../link/use-agent.tsx';

/** Only where the hall gives codes: return passes, bookings. */
export function ComingBack({ hall, onPass }: { readonly hall: Hall; readonly onPass: () => void }): ReactNode {
  const { handed, booking } = useTexts();
  const isBooking = takesBookings(hall);
  const hasReader = useKiosk()?.identity != null;
  if (hall.document.hall.policy.returnPassDays === 0 && !isBooking) return null;
  return (
    <Button size="kiosk" icon={FileCheck} onPress={onPass} testId="pass">
      {isBooking ? (hasReader ? booking.kiosk.card.start : booking.kiosk.open) : handed.kiosk.open}
    </Button>
  );
}
