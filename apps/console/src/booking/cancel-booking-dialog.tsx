import type { BookingCancelReason } from '@hallcall/domain';
import type { BookingEntry } from '@hallcall/protocol';
import { Button, Dialog, SelectField, useTexts } from '@hallcall/ui';
import { CalendarX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';

/** The slot goes to somebody else; why, is said. */
export function CancelBookingDialog({ booking, onClose }: { readonly booking: Pick<BookingEntry, 'bookingId'>; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const words = t.booking.cancel;
  const { commands, canAct } = useConsole();
  const [reason, setReason] = useState<BookingCancelReason>('visitor');
  const cancel = (): void => {
    commands.send({ type: 'booking.cancel', bookingId: booking.bookingId, reason });
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t.common.back}</Button>
      <Button variant="danger" icon={CalendarX} isDisabled={!canAct} onPress={cancel} testId="booking-cancel">{words.submit}</Button>
    </>
  );
  // The keys of the texts are the reasons: exhaustive by type.
  const options = Object.entries(words.reason).map(([id, name]) => ({ id: id as BookingCancelReason, name }));
  return (
    <Dialog role="alertdialog" title={words.title} isOpen onClose={onClose} actions={actions}>
      <p className="text-body">{words.body}</p>
      <SelectField label={t.booking.cancel.why} value={reason} onChange={setReason} options={options} placeholder={t.booking.cancel.why} />
    </Dialog>
  );
}
