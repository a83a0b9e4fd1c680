// The code of a booking, large enough to be read out, and the slip with it; on paper nothing but the slip.
import { formatDate } from '@hallcall/text';
import { Button, Dialog, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { Check, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import type { Booked } from './booking-dialog.tsx';
import './booking.css';
import { codeWords, slotWords } from './slot-words.ts';

export function BookedDialog({ booked, onClose }: { readonly booked: Booked; readonly onClose: () => void }): ReactNode {
  const t = useTexts().booking.made;
  const actions = (
    <>
      <Button icon={Printer} onPress={() => print()} testId="print-booking">{t.print}</Button>
      <Button variant="primary" icon={Check} onPress={onClose} testId="booked-done" takesFocus>{t.done}</Button>
    </>
  );
  return (
    <Dialog title={t.title} isOpen onClose={onClose} actions={actions}>
      <p className="print:hidden">{t.read}</p>
      <BookingSlip booked={booked} />
    </Dialog>
  );
}

function BookingSlip({ booked }: { readonly booked: Booked }): ReactNode {
  const t = useTexts().booking.slip;
  const read = useBilingual();
  const { language } = useLanguage();
  const { config, names } = useConsole();
  const minutes = Math.round(config.hall.policy.bookingToleranceMs / 60_000);
  return (
    <section className="booking-slip flex flex-col gap-1 rounded-small border border-line p-2 text-center" data-testid="booking-slip">
      <p>{read(config.hall.name)}</p>
      <h3 className="text-label font-strong">{t.title}</h3>
      <p className="hc-tabular text-title leading-tight font-strong whitespace-nowrap" data-testid="booking-code" aria-label={t.code}>{codeWords(booked.code)}</p>
      <p className="text-soft">{t.time}</p>
      <p className="text-label font-strong">{formatDate(booked.from, language, config.hall.timeZone)}</p>
      <p className="hc-tabular text-label font-strong whitespace-nowrap">{slotWords(booked, language, config.hall.timeZone)}</p>
      <ul>{booked.items.map(({ itemId }) => <li key={itemId}>{names.item(itemId)}</li>)}</ul>
      <p className="text-small">{t.how({ minutes })}</p>
      <p className="text-small">{t.late({ minutes })}</p>
    </section>
  );
}
