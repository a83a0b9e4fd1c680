import type { KioskPageState } from '@hallcall/protocol';
import { act } from 'react';
import { expect, test } from 'vitest';
import { all, live, open, press, ticket, walkTo } from './kiosk.test.helper.tsx';

const at17 = Date.UTC(2026, 10, 22, 9);
const gated = (...gates: object[]) => ({ ...live, now: Date.UTC(2026, 10, 22, 8), gates: gates.map((gate) => ({ queueId: 'q-market', gate })) }) as unknown as KioskPageState;
const shownAt = (container: HTMLElement, id: string) => all(container, id)[0]?.textContent ?? null;
const isOff = (container: HTMLElement) => (all(container, 'take')[0] as HTMLButtonElement).disabled;

test('a queue outside its hours says so on department and item with its next opening, and takes nobody', async () => {
  const { container, tell } = await open(gated({ kind: 'closed', opensAt: Date.UTC(2026, 10, 24, 1) }));
  await walkTo(container, 'start');
  expect(shownAt(container, 'gate-facts')).toBe('现在不取号周二 09:00 开始取号');
  await walkTo(container, 'department-market');
  expect(shownAt(container, 'gate-facts')).toBe('现在不取号周二 09:00 开始取号');
  await walkTo(container, 'item-D01-01');
  expect([shownAt(container, 'gate-note'), isOff(container), shownAt(container, 'ahead')]).toEqual(['这里现在不取号，周二 09:00 开始取号。', true, null]);
  await tell(gated({ kind: 'closed', opensAt: null }));
  expect([shownAt(container, 'gate-note'), isOff(container)]).toEqual(['这里现在不取号，请到导办台询问。', true]);
  await tell(gated());
  expect([shownAt(container, 'gate-note'), isOff(container)]).toEqual([null, false]);
});

test('who may not be served today is told so before choosing and may take a number; where the hall stops, not', async () => {
  const { container, tell } = await open(gated({ kind: 'late', closesAt: at17, isRefused: false }));
  await walkTo(container, 'start');
  expect(shownAt(container, 'gate-facts')).toBe('今日可能办不完今日受理到 17:00');
  await walkTo(container, 'department-market', 'item-D01-01');
  expect([shownAt(container, 'gate-note')?.includes('受理到 17:00'), isOff(container)]).toEqual([true, false]);
  await tell(gated({ kind: 'late', closesAt: at17, isRefused: true }));
  expect([shownAt(container, 'gate-note'), isOff(container)]).toEqual(['今日已排满：受理到 17:00，等候加办理的时间已经不够，请改日再来。', true]);
});

test.each([
  ['queue.closed', Date.UTC(2026, 10, 23, 1), '明天 09:00 开始取号'], ['queue.tooLate', at17, '今日受理到 17:00'], ['queue.closed', null, null],
])('a number refused as %s (%s) says when', async (code, at, words) => {
  const { container, progress } = await open(gated());
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code, at } });
  expect([all(container, 'refused')[0]?.dataset['code'], shownAt(container, 'times')]).toEqual([code, words]);
});

test('going home forgets the person: language, large text, steps', async () => {
  const { container } = await open();
  await walkTo(container, 'start', 'elder');
  await act(async () => [...container.querySelectorAll('button')].find(({ textContent }) => textContent === 'English')?.click());
  expect([document.documentElement.lang, document.documentElement.dataset['size']]).toEqual(['en', 'elder']);
  await press(container, 'home');
  expect([document.documentElement.lang, document.documentElement.dataset['size'], all(container, 'start').length]).toEqual(['zh-CN', 'normal', 1]);
});

test('the search finds an item by the initials typed on the screen', async () => {
  const { container } = await open();
  await walkTo(container, 'search');
  const key = (letter: string) => act(async () => {
    const button = container.querySelector(`[data-skbtn="${letter}"]`);
    for (const kind of ['pointerdown', 'pointerup', 'click']) button?.dispatchEvent(new PointerEvent(kind, { bubbles: true }));
  });
  for (const letter of 'bdcdj') await key(letter);
  expect(container.querySelector('input')?.value).toBe('bdcdj');
  expect(container.querySelector('[data-testid^="item-"]')?.textContent).toContain('不动产');
});

test('the shell is told when the screen may rest: outside the opening hours only', async () => {
  const asked: boolean[] = [];
  const { tell } = await open(live, { beat: () => undefined, exit: async () => false, keepScreenOn: (isOn) => void asked.push(isOn) });
  expect(new Set(asked.splice(0))).toEqual(new Set([true]));
  await tell({ ...live, isOpen: false });
  await tell({ ...live, isOpen: true });
  expect(asked).toEqual([false, true]);
});

test('in an emergency nothing but the way out is on the screen; afterwards it begins at home', async () => {
  const { container, tell } = await open();
  await walkTo(container, 'start', 'department-market');
  const emergency = { kind: 'evacuate', since: 1 };
  for (const link of ['live', 'stale']) {
    await tell({ ...live, hub: { link, heardAt: 1 }, emergency } as KioskPageState);
    expect(all(container, 'emergency')[0]?.textContent).toContain('请立即疏散');
    expect(all(container, 'kiosk')).toHaveLength(0);
  }
  await tell(live);
  expect([all(container, 'emergency').length, all(container, 'start').length]).toEqual([0, 1]);
});

test('a life event: its steps by stage, what is not wanted is left out, and the whole way stands under the number', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'start');
  await press(container, 'home');
  await walkTo(container, 'chains', 'chain-open');
  expect([1, 2].map((stage) => all(container, `stage-${stage}`)[0]?.querySelectorAll('button').length)).toEqual([1, 2]);
  await press(container, 'want-D02-01');
  await press(container, 'take');
  const items = [{ itemId: 'D01-01', count: 1 }, { itemId: 'D04-01', count: 1 }];
  expect(posts.map(({ body }) => body)).toEqual([expect.objectContaining({ items, chain: 'open' })]);
  const stops = items.map((item, index) => ({ queueId: `q${index}`, items: [item], after: index === 0 ? [] : [0] }));
  await progress({ phase: 'issued', ticket: { ...ticket, stops, chain: 'open' }, paper: 'printed', copy: 0 });
  expect([...(all(container, 'route')[0]?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent?.slice(0, 1))).toEqual(['1', '2']);
});

test('of a life event several of one step go with the number, and what was left out does not', async () => {
  const { container, posts } = await open();
  await walkTo(container, 'start', 'home', 'chains', 'chain-open', 'want-D04-01');
  await press(container, 'errands');
  expect([all(document, 'errand-D04-01').length, all(document, 'drop-D01-01').length, all(document, 'another').length]).toEqual([0, 0, 0]);
  for (const id of ['more-D02-01', 'errands-done']) await press(document, id);
  expect(all(container, 'errands-chosen')[0]?.textContent).toContain('\u00a0× 2');
  await press(container, 'take');
  expect(posts.map(({ body }) => body)).toEqual([expect.objectContaining({ items: [{ itemId: 'D01-01', count: 1 }, { itemId: 'D02-01', count: 2 }], chain: 'open' })]);
});
