// A booking is made, or changed for another slot: item, date, slot, and for whom if the person says it.
import type { ServiceDate } from '@hallcall/domain';
import type { BookingEntry, BookingMade } from '@hallcall/protocol';
import { useHubStatus } from '@hallcall/client/react';
import { Button, Dialog, LoadingState, Notice, problemMessage, SelectField, TextField, useLanguage, useTexts } from '@hallcall/ui';
import { CalendarCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { useRead } from '../use-read.ts';
import { freeFor } from './free-for.ts';
import { ItemChoice, type BookableItem } from './item-choice.tsx';
import { SlotChoice } from './slot-choice.tsx';
import { slotWords } from './slot-words.ts';
import { useBooking } from './use-booking.ts';

/** What was booked, as it stands on the slip. */
export type Booked = BookingMade & { readonly date: ServiceDate; readonly from: number; readonly to: number; readonly items: BookingEntry['items'] };

type Props = {
  readonly date: ServiceDate;
  /** The booking that is changed; null: a new one. */
  readonly changed: BookingEntry | null;
  readonly onMade: (booked: Booked) => void;
  readonly onClose: () => void;
};
type Chosen = { readonly from: number; readonly to: number };

export function BookingDialog({ changed, onMade, onClose, ...start }: Props): ReactNode {
  const t = useTexts();
  const words = t.booking.make;
  const { http, view } = useConsole();
  const { link } = useHubStatus();
  const [date, setDate] = useState(start.date);
  const [item, setItem] = useState<BookableItem | null>(null);
  const [slot, setSlot] = useState<Chosen | null>(null);
  const [number, setNumber] = useState('');
  const { body, problem } = useRead({ key: date, turn: `${view.bookings?.turn} ${view.totals.issued}`, isLive: link === 'live', read: () => http.bookings(date) });
  const booking = useBooking(http, (made, { date: day, from, to, items: of }) => onMade({ ...made, date: day, from, to, items: of }));
  const items = changed?.items ?? (item === null ? null : [{ itemId: item.itemId, count: 1 }]);
  const queueId = changed?.queueId ?? item?.queueId;
  const submit = (): void => {
    if (items !== null && slot !== null && !booking.isUnderWay) booking.book({ items: [...items], date, ...slot, number: number.trim() === '' ? null : number, replaces: changed?.bookingId ?? null });
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t.common.back}</Button>
      <Button variant="primary" icon={CalendarCheck} isDisabled={items === null || slot === null || link !== 'live'} isPending={booking.isUnderWay} onPress={submit} testId="book-submit">
        {booking.isUnderWay ? words.working : words.submit}
      </Button>
    </>
  );
  if (body === null) return <Dialog title={words.title} isOpen onClose={onClose} isWide>{problem === null ? <LoadingState /> : <Notice message={problemMessage(t, problem)} code={problem.code} />}</Dialog>;
  return (
    <Dialog title={changed === null ? words.title : words.changeTitle} isOpen onClose={onClose} isWide actions={actions}>
      {booking.problem === null ? null : <Notice message={problemMessage(t, booking.problem)} code={booking.problem.code} />}
      {changed === null ? null : <ChangedBooking booking={changed} date={start.date} />}
      {changed === null ? <ItemChoice queueIds={body.queues.map((one) => one.queueId)} value={item} onChoose={(next) => (setItem(next), setSlot(null))} /> : null}
      <div className="grid gap-2 sm:grid-cols-2">
        <SelectField
          label={t.booking.date} value={date} placeholder={t.booking.date} options={body.dates.map((id) => ({ id, name: id }))}
          onChange={(next) => (setDate(next), setSlot(null))}
        />
        <TextField label={words.number} hint={changed?.isNamed === true ? words.keepsPerson : words.numberHint} value={number} onChange={setNumber} maxLength={24} />
      </div>
      {queueId === undefined ? null : (
        <SlotChoice slots={freeFor(items ?? [], body.queues.find((one) => one.queueId === queueId)?.slots ?? [], body.full)} chosen={slot?.from ?? null} onChoose={({ from, to }) => setSlot({ from, to })} />
      )}
    </Dialog>
  );
}

/** Which one it was: the dialog covers its row. */
function ChangedBooking({ booking, date }: { readonly booking: BookingEntry; readonly date: ServiceDate }): ReactNode {
  const { names, config } = useConsole();
  const { language } = useLanguage();
  return (
    <p className="rounded-small bg-tint px-1.5 py-1" data-testid="changed-booking">
      <strong>{booking.items.map(({ itemId }) => names.item(itemId)).join('、')}</strong>{' '}
      <span className="hc-tabular text-soft">{date} {slotWords(booking, language, config.hall.timeZone)}</span>
    </p>
  );
}
