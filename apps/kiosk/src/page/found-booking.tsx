// What a booking is for: the item and the slot; then the number.
import type { BookedReply } from '@hallcall/protocol';
import { formatCounted, formatTime } from '@hallcall/text';
import { Button, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { CalendarClock, Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { PriorityChoice, type Told } from '../part/priority-choice.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';

type Props = Told & { readonly hall: Hall; readonly booked: BookedReply; readonly onTake: () => void; readonly onBack: () => void; readonly onHome: () => void };

export function FoundBooking({ hall, booked: { items, booking }, onTake, onBack, onHome, ...told }: Props): ReactNode {
  const t = useTexts();
  const pick = useBilingual();
  const { language } = useLanguage();
  const words = t.booking.kiosk;
  const wall = (at: number): string => formatTime(at, language, hall.document.hall.timeZone);
  const take = (
    <Button size="kiosk" variant="primary" icon={Ticket} onPress={onTake} testId="take" takesFocus>
      <span className="kiosk-primary inline-block px-1 py-1">{t.handed.kiosk.take}</span>
    </Button>
  );
  return (
    <Shell hall={hall} title={words.found} onBack={onBack} onHome={onHome} primary={take} hasNotices>
      {/* What somebody needs at the window is said for each number: no code and no paper keeps it. */}
      <PriorityChoice {...told} />
      <ScrollPager resetKey={booking.date}>
        <div className="flex flex-col gap-2" data-testid="found-booking">
          <ul className="text-title font-strong text-primary">
            {items.map(({ itemId, count }) => <li key={itemId}>{formatCounted(pick(hall.placeByItem.get(itemId)?.item) || itemId, count)}</li>)}
          </ul>
          <section className="flex items-center gap-1.5 rounded-card border border-line bg-paper px-2 py-1.5">
            <CalendarClock aria-hidden size="2em" className="shrink-0 text-primary" />
            <div>
              <p className="hc-tabular text-title font-strong">{words.slot({ time: `${wall(booking.from)}–${wall(booking.to)}` })}</p>
              <p className="text-body text-soft">{words.preferred}</p>
            </div>
          </section>
        </div>
      </ScrollPager>
    </Shell>
  );
}
