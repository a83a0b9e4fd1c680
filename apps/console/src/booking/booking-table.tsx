// The bookings of a date in order of their slots, with what can be done about each.
import { newId } from '@hallcall/client';
import type { ServiceDate, TicketId } from '@hallcall/domain';
import type { BookingEntry } from '@hallcall/protocol';
import { formatList } from '@hallcall/text';
import { Button, EmptyState, StatusChip, TicketNumber, useLanguage, useTexts, type StatusTone } from '@hallcall/ui';
import { CalendarClock, CalendarX, Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';
import { checkIn } from './check-in.ts';
import { codeWords, slotWords } from './slot-words.ts';

type Props = {
  readonly date: ServiceDate;
  readonly bookings: readonly BookingEntry[];
  readonly onChange: (booking: BookingEntry) => void;
  readonly onCancel: (booking: BookingEntry) => void;
};

const tones: Record<BookingEntry['status'], StatusTone> = { open: 'busy', kept: 'done', missed: 'late', cancelled: 'quiet' };

export function BookingTable({ date, bookings, onChange, onCancel }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, names, config } = useConsole();
  const words = t.booking;
  if (bookings.length === 0) return <EmptyState icon={CalendarClock} title={words.nothing} />;
  const isToday = view.day?.date === date && view.day.status === 'open';
  return (
    <DataTable<BookingEntry>
      label={words.list}
      testId="bookings"
      rows={bookings}
      keyOf={(row) => row.bookingId}
      columns={[
        { key: 'time', title: words.column.time, render: (row) => <strong className="hc-tabular whitespace-nowrap">{slotWords(row, language, config.hall.timeZone)}</strong> },
        {
          key: 'item', title: words.column.item,
          render: (row) => <>{formatList(row.items.map(({ itemId }) => names.item(itemId)), language)} <span className="text-small text-soft">{names.queue(row.queueId)}</span></>,
        },
        { key: 'code', title: words.column.code, render: (row) => <span className="hc-tabular whitespace-nowrap">{codeWords(row.code)}</span> },
        { key: 'named', title: words.column.named, render: (row) => (row.isNamed ? words.named : words.unnamed) },
        {
          key: 'status', title: words.column.status,
          render: (row) => (
            <span className="flex flex-wrap items-center gap-1">
              <StatusChip tone={tones[row.status]}>{words.status[row.status]}</StatusChip>
              {row.number === null ? null : <TicketNumber number={row.number} />}
            </span>
          ),
        },
        { key: 'act', title: t.common.actions, isRight: true, render: (row) => (row.status === 'open' ? <Actions row={row} isToday={isToday} onChange={onChange} onCancel={onCancel} /> : null) },
      ]}
    />
  );
}

function Actions({ row, isToday, onChange, onCancel }: Pick<Props, 'onChange' | 'onCancel'> & { readonly row: BookingEntry; readonly isToday: boolean }): ReactNode {
  const t = useTexts().booking;
  const { language } = useLanguage();
  const { commands, canAct } = useConsole();
  // An id of the client's has the form of every id.
  const take = (): void => commands.send({ ...checkIn(row, language), ticketId: newId() as TicketId });
  return (
    <div className="flex flex-wrap justify-end gap-1">
      {isToday ? <Button size="small" variant="primary" icon={Ticket} isDisabled={!canAct} onPress={take} testId="booking-take">{t.checkIn.button}</Button> : null}
      <Button size="small" icon={CalendarClock} isDisabled={!canAct} onPress={() => onChange(row)} testId="booking-change">{t.make.change}</Button>
      <Button size="small" variant="danger" icon={CalendarX} isDisabled={!canAct} onPress={() => onCancel(row)} testId="booking-cancel-ask">{t.cancel.button}</Button>
    </div>
  );
}
