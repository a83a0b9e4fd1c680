import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { all, leaveAlone, live, open, pathsOf, press, published, walkTo, withReader, type Answered, type Identity } from './kiosk.test.helper.tsx';

const booked = (hour: number, itemId = 'D01-01') => {
  const from = Date.UTC(2026, 10, 22, hour - 8, 30);
  const items = [{ itemId, count: 1 }];
  return { code: `000000${hour}`, items, found: { items, booking: { date: '2026-11-22', from, to: from + 600_000, queueId: 'q-market' } } };
};
const tooEarly = { code: '00000014', items: booked(14).items, found: { code: 'booking.tooEarly', from: '14:15', time: '14:30–14:40' } };

/** The code page of a hall that takes bookings, then the card; `lay` is a card that was read. */
async function openBookingCard({ answers = [] as (Answered | Promise<Answered>)[], state = withReader('ready'), change = '' } = {}) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(published.replace('"policy":', `"bookings":{},"policy":`).replace('"perPerson":null', change || '"perPerson":null'))));
  const page = await open(state, null, answers);
  await walkTo(page.container, 'pass', 'booking-card');
  const idOf = () => page.posts.findLast(({ path }) => path === '/page/identity')?.body.requestId ?? '';
  const say = (status: NonNullable<Identity['asked']>['status']) => page.tell(withReader('ready', { requestId: idOf(), status }));
  return { ...page, idOf, say, shows: (id: string) => all(page.container, id)[0]?.textContent ?? null };
}
const took = { status: 200, body: { bookings: [booked(9)] } };

test('a card finds the booking instead of the code, and the number is taken as with the code', async () => {
  const { container, posts, say, shows, idOf } = await openBookingCard({ answers: [took] });
  expect(shows('booking-card-asking')).toContain('只用来查今天的预约');
  await say('unreadable');
  expect(shows('card-said')).toContain('请拿起身份证，再平放一次');
  await say('notChecked');
  expect(shows('card-said')).toContain('现在查不到预约');
  await say('read');
  for (const text of ['内资企业设立登记', '09:30–09:40']) expect(shows('found-booking')).toContain(text);
  await press(container, 'take');
  const requestId = idOf();
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/identity', { requestId, isWanted: true, isForBooking: true }], ['/page/bookings', { requestId }], ['/page/identity', { requestId, isWanted: false }],
    ['/page/take', { requestId, items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh', booking: '0000009' }],
  ]);
});

test('where the hall limits persons, the card that found the booking counts, and one that is forgotten is asked for again', async () => {
  const change = '"perPerson":{"liveTickets":1}';
  const first = await openBookingCard({ answers: [took], change });
  await first.say('read');
  await press(first.container, 'take');
  expect(pathsOf(first.posts)).toContain('/page/take');
  const second = await openBookingCard({ answers: [took], change });
  await second.say('read');
  await second.tell(withReader('ready'));
  await press(second.container, 'take');
  expect([pathsOf(second.posts).includes('/page/take'), all(second.container, 'identity').length]).toEqual([false, 1]);
});

test('of several bookings one is chosen; one that is too early says from when, and leads back to the others', async () => {
  const { container, posts, say } = await openBookingCard({ answers: [{ status: 200, body: { bookings: [booked(9), tooEarly, booked(10, 'D04-01')] } }] });
  await say('read');
  const tiles = all(container, 'booking');
  expect(tiles.map(({ textContent }) => /09:30|14:30|10:30/.exec(textContent ?? '')?.[0])).toEqual(['09:30', '14:30', '10:30']);
  expect(tiles[1]?.textContent).toContain('来早了');
  await act(async () => tiles[1]?.click());
  expect(all(container, 'no-pass')[0]?.textContent).toContain('14:15');
  await press(container, 'pass-again');
  await act(async () => all(container, 'booking')[2]?.click());
  await press(container, 'back');
  await act(async () => all(container, 'booking')[2]?.click());
  await press(container, 'take');
  expect(posts.at(-1)?.body).toMatchObject({ booking: '00000010', items: [{ itemId: 'D04-01', count: 1 }] });
});

test.each([
  ['booking.noneToday', '没有登记身份证号', { status: 200, body: { bookings: [] } }, ['to-code', 'card-again', 'ordinary']],
  ['booking.cardAgain', '请再刷一次', { status: 404, body: { code: 'booking.cardAgain' } }, ['to-code', 'card-again']],
  ['pass.needsHub', '暂时与大厅失去联系', { status: 503, body: { code: 'pass.needsHub' } }, ['card-again', 'ordinary']],
])('no booking, %s: why, and the other ways', async (code, words, answer, ways) => {
  const { container, posts, say, shows, idOf } = await openBookingCard({ answers: [answer] });
  await say('read');
  expect([all(container, 'no-booking')[0]?.dataset['code'], ['to-code', 'card-again', 'ordinary'].filter((way) => all(container, way).length === 1)]).toEqual([code, ways]);
  expect([shows('no-booking')?.includes(words), shows('no-booking')?.includes('导办台')]).toEqual([true, true]);
  const before = idOf();
  await press(container, 'card-again');
  // A new question, although the agent still tells of the card before.
  expect([idOf() === before, posts.at(-1)?.body, shows('booking-card-asking') === null]).toEqual([false, { requestId: idOf(), isWanted: true, isForBooking: true }, false]);
  await press(container, 'to-code');
  expect(all(container, 'find-pass')).toHaveLength(1);
});

test('a hub or a reader that is away is told before a card is laid on; a kiosk without a reader, and a hall without bookings, do not offer it', async () => {
  const hubAway = await openBookingCard({ state: { ...withReader('ready'), hub: { link: 'stale', heardAt: 1 } } });
  const readerAway = await openBookingCard({ state: withReader('away') });
  expect([hubAway, readerAway].map(({ container }) => all(container, 'no-booking')[0]?.dataset['code'])).toEqual(['pass.needsHub', 'reader.away']);
  await press(readerAway.container, 'to-code');
  expect(all(readerAway.container, 'find-pass')).toHaveLength(1);
  const noReader = await open();
  await press(noReader.container, 'pass');
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(published)));
  const noBookings = await open(withReader('ready'));
  await press(noBookings.container, 'pass');
  expect([noReader, noBookings].map(({ container }) => [all(container, 'find-pass').length, all(container, 'booking-card').length])).toEqual([[1, 0], [1, 0]]);
});

test('who leaves while the hub is asked leaves nothing on the screen', async () => {
  const late = Promise.withResolvers<Answered>();
  const { container, posts, say } = await openBookingCard({ answers: [late.promise] });
  await say('read');
  expect(pathsOf(posts)).toContain('/page/bookings');
  await press(container, 'home');
  await act(async () => late.resolve(took));
  expect([all(container, 'start').length, all(container, 'found-booking').length]).toEqual([1, 0]);
});

test('a booking that was found leaves the screen when nobody touches it', async () => {
  const { container, say } = await openBookingCard({ answers: [took] });
  await say('read');
  expect(all(container, 'found-booking')).toHaveLength(1);
  await leaveAlone(container);
  expect([all(container, 'start').length, all(container, 'found-booking').length]).toEqual([1, 0]);
});

const lunch = { isOpen: false, isForBooked: true, now: Date.UTC(2026, 10, 22, 4), nextOpeningAt: Date.UTC(2026, 10, 22, 6) };
const bookedNow = { items: [{ itemId: 'D01-01', count: 1 }], booking: { date: '2026-11-22', from: Date.UTC(2026, 10, 22, 3), to: Date.UTC(2026, 10, 22, 4), queueId: 'q-market' } };

test('in a break whoever has booked for now gets the number, and nobody else', async () => {
  const { container, tell, posts } = await open({ ...live, ...lunch }, null, [{ status: 404, body: { code: 'booking.unknown' } }, { status: 200, body: bookedNow }]);
  expect([all(container, 'next-opening').length, all(container, 'for-booked').length, all(container, 'start').length]).toEqual([1, 1, 0]);
  await walkTo(container, 'pass', ...'00000000'.split('').map((digit) => `digit-${digit}`), 'find-pass');
  expect([all(container, 'no-pass').length, all(container, 'ordinary').length]).toEqual([1, 0]);
  await walkTo(container, 'pass-again', ...'57618945'.split('').map((digit) => `digit-${digit}`), 'find-pass', 'take');
  expect(posts.at(-1)).toMatchObject({ path: '/page/take', body: { booking: '57618945' } });
  await tell({ ...live, ...lunch, isForBooked: false });
  expect(all(container, 'next-opening').length).toBe(0);
});

test('a break in which nobody is expected offers no way in, also to whoever stands at the code', async () => {
  const { container, tell } = await open({ ...live, ...lunch });
  await walkTo(container, 'pass');
  expect(all(container, 'pass-code').length).toBe(1);
  await tell({ ...live, ...lunch, isForBooked: false });
  expect([all(container, 'pass-code').length, all(container, 'next-opening').length, all(container, 'for-booked').length]).toEqual([0, 1, 0]);
});
