import type { KioskPageState } from '@hallcall/protocol';
import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { all, live, open, press, walkTo } from './kiosk.test.helper.tsx';

const noon = Date.parse('2026-11-22T12:00:00+08:00');
const slotFull = { per: 'slot', nextFree: { from: noon, to: noon + 1_800_000 } };

test('what gives no number is greyed and says why before it is chosen, and when it does again; it can still be read', async () => {
  const view = { ...live.view, full: [{ scope: 'department', id: 'tax', per: 'day', nextFree: null }, { scope: 'item', id: 'D01-01', ...slotFull }] };
  const { container, posts, tell } = await open({ ...live, view } as unknown as KioskPageState);
  await walkTo(container, 'start');
  expect(all(container, 'department-tax')[0]?.textContent).toContain('今日号源已满');
  await walkTo(container, 'department-market');
  expect([all(container, 'item-D01-01')[0]?.textContent?.includes('本时段已满下一个时段 12:00'), all(container, 'full').length]).toEqual([true, 1]);
  await walkTo(container, 'item-D01-01', 'take');
  expect([all(container, 'full-notice')[0]?.textContent, all(container, 'ahead').length, posts.length]).toEqual(['本时段已满下一个时段 12:00', 0, 0]);
  expect(all(container, 'field-materials')).toHaveLength(1);
  // Nothing is gathered around what gives no number.
  await press(container, 'errands');
  expect(all(document, 'another')[0]?.hasAttribute('disabled')).toBe(true);
  await press(document, 'errands-done');
  // Cut off from the hub nobody counts: the kiosk gives its own numbers.
  await tell({ ...live, view, hub: { link: 'stale', heardAt: null } } as unknown as KioskPageState);
  expect(all(container, 'full-notice')).toHaveLength(0);
  await press(container, 'take');
  expect(posts.map(({ path }) => path)).toEqual(['/page/take']);
});

test.each([
  [{ scope: 'item', id: 'D01-01', ...slotFull }, ['本时段号源已满', '12:00']], [{ scope: 'item', id: 'D01-01', per: 'slot', nextFree: null }, ['本时段号源已满', '改日再来']],
  [{ scope: 'department', id: 'market', per: 'day', nextFree: null }, ['今日号源已满', '改日再来']],
])('a number refused because %o says when to come', async (full, words) => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code: 'quota.full', full } });
  for (const word of words) expect(all(container, 'refused')[0]?.textContent).toContain(word);
});

test('a search that finds nothing is told once somebody has stopped typing, one that finds something never', async () => {
  const { container, posts } = await open();
  await walkTo(container, 'search');
  const type = (text: string) => act(async () => {
    const field = container.querySelector('input');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  for (const text of ['q', 'qqq', 'qqqqq']) await type(text);
  await act(async () => vi.waitUntil(() => posts.length > 0, { timeout: 10_000 }));
  await type('yyzz');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([['/page/searched', { typed: 'qqqqq' }]]);
});
