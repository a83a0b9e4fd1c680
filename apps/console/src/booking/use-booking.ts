// One booking as it is put together: the same id for the same wish, so that sending it again after a lost answer makes one booking.
import { newId, type HttpRefusal, type HubHttp } from '@hallcall/client';
import type { BookingMade, BookingOrder } from '@hallcall/protocol';
import { useRef, useState } from 'react';

type Wish = Omit<BookingOrder, 'bookingId'>;
type Booking = {
  readonly isUnderWay: boolean;
  readonly problem: HttpRefusal | null;
  readonly book: (wish: Wish) => void;
};

/** `onMade` is called once, with the code. */
export function useBooking(http: HubHttp, onMade: (made: BookingMade, wish: Wish) => void): Booking {
  const [isUnderWay, setUnderWay] = useState(false);
  const [problem, setProblem] = useState<HttpRefusal | null>(null);
  const last = useRef({ wish: '', id: '' });
  const send = async (wish: Wish): Promise<void> => {
    const text = JSON.stringify(wish);
    if (text !== last.current.wish) last.current = { wish: text, id: newId() };
    setUnderWay(true);
    setProblem(null);
    // An id of the client's has the form of every id.
    const reply = await http.book({ ...wish, bookingId: last.current.id as BookingOrder['bookingId'] });
    setUnderWay(false);
    if (reply.ok) onMade(reply.body, wish);
    else setProblem(reply.problem);
  };
  return { isUnderWay, problem, book: (wish) => void (isUnderWay ? undefined : send(wish)) };
}
