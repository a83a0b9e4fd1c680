import type { HttpResult } from '@hallcall/client';
import type { BookingMade, BookingOrder, BookingsReply } from '@hallcall/protocol';
import { act } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { useBooking } from './use-booking.ts';
import { openPage } from '../pages/console-page.test.helper.tsx';

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

const wish = (from: number): Omit<BookingOrder, 'bookingId'> => ({ items: [], date: '2026-11-22' as BookingsReply['date'], from, to: from + 1, number: null, replaces: null });

test('the same wish sent again after a lost answer has the same id, another one has its own', async () => {
  const sent: BookingOrder[] = [];
  const made: BookingMade[] = [];
  const answers: HttpResult<BookingMade>[] = [
    { ok: false, problem: { code: 'hub.unreachable' } }, { ok: false, problem: { code: 'booking.past' } }, { ok: true, status: 200, body: { bookingId: 'b', code: '04817263' } as never },
  ];
  const book = async (order: BookingOrder) => {
    sent.push(order);
    return answers[sent.length - 1] ?? { ok: false as const, problem: { code: 'hub.unreachable' as const } };
  };
  function Probe() {
    const booking = useBooking({ book } as never, (one) => void made.push(one));
    return (
      <>
        {[1, 2].map((from) => <button key={from} type="button" data-testid={`wish-${from}`} onClick={() => booking.book(wish(from))}>{from}</button>)}
        <output data-testid="problem">{booking.problem?.code}</output>
      </>
    );
  }
  const page = await openPage(<Probe />, { http: {}, configs: [] });
  for (const nth of [1, 1, 2]) await page.press(`wish-${nth}`);
  expect(sent.map(({ from }) => from)).toEqual([1, 1, 2]);
  const [first, second, third] = sent.map(({ bookingId }) => bookingId);
  expect([first === second, second === third, made]).toEqual([true, false, [{ bookingId: 'b', code: '04817263' }]]);
  expect(page.found('problem')?.textContent).toBe('');
  await act(async () => page.close());
});
