import { useHubStatus } from '@hallcall/client/react';
import type { ServiceDate } from '@hallcall/domain';
import type { BookingEntry, BookingsReply } from '@hallcall/protocol';
import { Button, Card, EmptyState, LoadingState, Notice, problemMessage, SelectField, useTexts } from '@hallcall/ui';
import { CalendarPlus, CalendarX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { BookedDialog } from '../booking/booked-dialog.tsx';
import { BookingCounts } from '../booking/booking-counts.tsx';
import { BookingDialog, type Booked } from '../booking/booking-dialog.tsx';
import { BookingTable } from '../booking/booking-table.tsx';
import { CancelBookingDialog } from '../booking/cancel-booking-dialog.tsx';
import { useConsole } from '../console-context.tsx';
import { useRead } from '../use-read.ts';

type Open =
  | { readonly what: 'make'; readonly changed: BookingEntry | null }
  | { readonly what: 'made'; readonly booked: Booked }
  | { readonly what: 'cancel'; readonly booking: BookingEntry };

/** Numbers booked ahead: the desk makes them for people who ask, changes them, and takes a number for who is there. */
export function BookingsPage(): ReactNode {
  const t = useTexts();
  const { view, http } = useConsole();
  const { link } = useHubStatus();
  const [date, setDate] = useState<ServiceDate | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const { body, problem } = useRead({ key: date ?? '', turn: `${view.bookings?.turn} ${view.day?.date} ${view.totals.issued}`, isLive: link === 'live', read: () => http.bookings(date) });
  if (view.bookings === null) return <EmptyState icon={CalendarX} title={t.booking.none} />;
  const close = (): void => setOpen(null);
  return (
    <>
      <BookingCounts counts={view.bookings} />
      {problem === null ? null : <Notice message={problemMessage(t, problem)} code={problem.code} />}
      <Card title={t.booking.list} className="flex-1" aside={<Choice body={body} onDate={setDate} onMake={() => setOpen({ what: 'make', changed: null })} />}>
        <p className="px-3 py-1 text-soft">{t.booking.hint}</p>
        {body === null ? (
          <LoadingState />
        ) : (
          <BookingTable date={body.date} bookings={body.bookings} onChange={(changed) => setOpen({ what: 'make', changed })} onCancel={(booking) => setOpen({ what: 'cancel', booking })} />
        )}
      </Card>
      {open?.what === 'make' && body !== null ? <BookingDialog date={firstDate(body)} changed={open.changed} onMade={(booked) => setOpen({ what: 'made', booked })} onClose={close} /> : null}
      {open?.what === 'made' ? <BookedDialog booked={open.booked} onClose={close} /> : null}
      {open?.what === 'cancel' ? <CancelBookingDialog booking={open.booking} onClose={close} /> : null}
    </>
  );
}

/** The date that is looked at, where it can be booked; else the next one. */
const firstDate = ({ date, dates }: BookingsReply): ServiceDate => (dates.includes(date) ? date : (dates[0] ?? date));

type ChoiceProps = { readonly body: BookingsReply | null; readonly onDate: (date: ServiceDate) => void; readonly onMake: () => void };

function Choice({ body, onDate, onMake }: ChoiceProps): ReactNode {
  const t = useTexts().booking;
  if (body === null) return null;
  const dates = [...new Set([body.date, ...body.dates])].toSorted();
  return (
    <div className="flex flex-wrap items-end gap-1">
      <SelectField label={t.date} value={body.date} onChange={onDate} placeholder={t.date} options={dates.map((id) => ({ id, name: id }))} />
      <Button variant="primary" icon={CalendarPlus} onPress={onMake} isDisabled={body.dates.length === 0} testId="booking-new">{t.make.button}</Button>
    </div>
  );
}
