import { expect, test, vi } from 'vitest';
import { all, live, open, press, published } from './kiosk.test.helper.tsx';

const typeCode = async (container: HTMLElement, code: string): Promise<void> => {
  for (const digit of code) await press(container, `digit-${digit}`);
  await press(container, 'find-pass');
};

test('with a return code the item need not be chosen: what was missing is shown, then the number is taken with the code', async () => {
  const pass = { items: [{ itemId: 'D01-01', count: 2 }], windowId: 'w1', date: '2026-11-21', materials: ['form'], other: '印章', note: null, validUntil: '2026-11-27' };
  const { container, posts } = await open(live, null, [{ status: 200, body: pass }]);
  await press(container, 'pass');
  for (const digit of '048172635') await press(container, `digit-${digit}`);
  await press(container, 'digit-delete');
  expect(container.querySelector<HTMLButtonElement>('[data-testid="find-pass"]')?.disabled).toBe(true);
  await press(container, 'digit-3');
  await press(container, 'find-pass');
  const said = all(container, 'found-pass')[0]?.textContent ?? '';
  for (const text of ['内资企业设立登记\u00a0× 2', '申请表', '印章', '3号窗口', '2026-11-27']) expect(said).toContain(text);
  // What somebody needs at the window no code keeps.
  await press(container, 'priority');
  for (const id of ['need-wheelchair', 'priority-done']) await press(document, id);
  await press(container, 'take');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/pass', { code: '04817263' }],
    ['/page/take', expect.objectContaining({ items: [{ itemId: 'D01-01', count: 2 }], chain: null, needs: ['wheelchair'], pass: '04817263' })],
  ]);
});

test('a hall that takes bookings reads both kinds of codes on one page, and checks a booking in', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(published.replace('"policy":', '"bookings":{},"policy":'))));
  const from = Date.UTC(2026, 10, 22, 1, 30);
  const booked = { items: [{ itemId: 'D01-01', count: 1 }], booking: { date: '2026-11-22', from, to: from + 600_000, queueId: 'q-market' } };
  const { container, posts } = await open(live, null, [{ status: 200, body: booked }]);
  expect(all(container, 'pass')[0]?.textContent).toBe('有预约或回访码');
  await press(container, 'pass');
  expect(container.textContent).toContain('预约凭条上的凭码，或一次性告知单上的回访码');
  await typeCode(container, '04817263');
  const said = all(container, 'found-booking')[0]?.textContent ?? '';
  for (const text of ['内资企业设立登记', '09:30–09:40']) expect(said).toContain(text);
  await press(container, 'take');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/pass', { code: '04817263' }],
    ['/page/take', { requestId: expect.any(String), items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh', booking: '04817263' }],
  ]);
});

test.each([
  [{ code: 'pass.unknown' }, '没有这个凭码'], [{ code: 'pass.used' }, '已经取过号'], [{ code: 'pass.expired', validUntil: '2026-11-20' }, '2026-11-20'], [{ code: 'pass.voided' }, '作废'],
  [{ code: 'pass.tooMany', waitMs: 39_500 }, '40 秒'], [{ code: 'pass.needsHub' }, '现在查不到凭码'], [{ code: 'kiosk.notReady' }, '现在查不到凭码'],
  [{ code: 'booking.tooEarly', from: '09:15', time: '09:30–09:40' }, '09:15'], [{ code: 'booking.tooLate', time: '09:30–09:40' }, '时段已过'],
  [{ code: 'booking.otherDay', date: '2026-11-24', time: '09:30–09:40' }, '2026-11-24'], [{ code: 'booking.used' }, '已经取过号'], [{ code: 'booking.cancelled' }, '已经取消'],
])('a code that cannot be used is explained, and an ordinary number offered: %o', async (body, words) => {
  const { container } = await open(live, null, [{ status: 404, body }]);
  await press(container, 'pass');
  await typeCode(container, '00000000');
  expect(all(container, 'no-pass')[0]?.textContent).toContain(words);
  await press(container, 'pass-again');
  await typeCode(container, '00000001');
  await press(container, 'ordinary');
  expect(all(container, 'department-market')).toHaveLength(1);
});

test('a hall that gives no passes does not offer them', async () => {
  const none = published.replace('"returnPassDays":5', '"returnPassDays":0');
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(none)));
  const { container } = await open();
  expect([all(container, 'pass'), all(container, 'start').length]).toEqual([[], 1]);
});
