// What was booked for whoever laid a card on: one, several to choose from, or why there is none.
import type { BookingOfCard, BookedReply } from '@hallcall/protocol';
import { formatCounted, formatTime, rejectionText } from '@hallcall/text';
import { useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';
import type { CardAnswer } from '../flow/flow.ts';
import type { Hall } from '../hall/hall-document.ts';
import type { Told } from '../part/priority-choice.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { Tile } from '../part/tile.tsx';
import { FoundBooking } from './found-booking.tsx';
import { NoBooking } from './no-booking.tsx';
import { NoPass } from './pass.tsx';

export type BookingsProps = Told & {
  readonly hall: Hall;
  readonly answer: CardAnswer;
  readonly onTake: (code: string, found: BookedReply) => void;
  /** The page for codes. */
  readonly onCode: () => void;
  /** The card is laid on again. */
  readonly onAgain: () => void;
  /** Null while no ordinary number is given. */
  readonly onOrdinary: (() => void) | null;
  readonly onBack: () => void;
  readonly onHome: () => void;
};

export function BookingsPage(props: BookingsProps): ReactNode {
  const { answer } = props;
  const [chosen, setChosen] = useState<BookingOfCard | null>(null);
  if (!('bookings' in answer)) return <NoBooking {...props} code={answer.code} />;
  const [first, ...others] = answer.bookings;
  if (first === undefined) return <NoBooking {...props} code="booking.noneToday" />;
  if (others.length === 0) return <OneBooking {...props} booking={first} />;
  if (chosen !== null) return <OneBooking {...props} booking={chosen} onBack={() => setChosen(null)} />;
  return <Several {...props} bookings={answer.bookings} onChoose={setChosen} />;
}

function OneBooking({ booking: { code, found }, onTake, ...props }: BookingsProps & { readonly booking: BookingOfCard }): ReactNode {
  const t = useTexts();
  if ('booking' in found) return <FoundBooking {...props} booked={found} onTake={() => onTake(code, found)} />;
  return <NoPass {...props} problem={found} again={t.common.back} onAgain={props.onBack} />;
}

type SeveralProps = BookingsProps & { readonly bookings: readonly BookingOfCard[]; readonly onChoose: (booking: BookingOfCard) => void };

function Several({ hall, bookings, onChoose, onBack, onHome }: SeveralProps): ReactNode {
  const pick = useBilingual();
  const words = useTexts().booking.kiosk.card;
  return (
    <Shell hall={hall} title={words.several} onBack={onBack} onHome={onHome} hasNotices>
      <ScrollPager resetKey="bookings">
        <ul className="flex flex-col gap-2" data-testid="bookings">
          {bookings.map((booking) => (
            <li key={booking.code}>
              <Tile
                name={booking.items.map(({ itemId, count }) => formatCounted(pick(hall.placeByItem.get(itemId)?.item) || itemId, count)).join(' · ')}
                detail={<When hall={hall} found={booking.found} />} isFull={!('booking' in booking.found)}
                onPress={() => onChoose(booking)} testId="booking"
              />
            </li>
          ))}
        </ul>
      </ScrollPager>
    </Shell>
  );
}

/** The slot; and where no number can be taken for it now, why not. */
function When({ hall, found }: Pick<BookingOfCard, 'found'> & { readonly hall: Hall }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const words = t.booking.kiosk;
  if ('booking' in found) {
    const wall = (at: number): string => formatTime(at, language, hall.document.hall.timeZone);
    return words.slot({ time: `${wall(found.booking.from)}–${wall(found.booking.to)}` });
  }
  if (found.code === 'pass.tooMany' || found.code === 'pass.needsHub') return null;
  const { what } = rejectionText(t, found);
  return 'time' in found ? <><span>{words.slot({ time: found.time })}</span><span>{what}</span></> : what;
}
