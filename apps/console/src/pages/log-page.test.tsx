import type { LogWish } from '@hallcall/protocol';
import { act } from 'react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openPage, type TestPage } from './console-page.test.helper.tsx';
import { LogPage } from './log-page.tsx';

const opened: TestPage[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const line = (seq: number, over: object = {}) => ({ seq, at: 1_800_000_000_000, type: 'call.spoken', actor: 'board:b1', number: { prefix: 'A', n: 12 }, windowId: 'w1', outcome: null, ...over });
const days = () => Promise.resolve({ ok: true, status: 200, body: { days: [] } } as never);
const rows = () => [...document.querySelectorAll('[data-testid=log] tbody tr')].map((row) => [...row.querySelectorAll('td')].slice(2, 6).map(({ textContent }) => textContent));

/** The page at a hub that has these lines newest, and gives these answers to what is asked. */
async function page(lines: object[], ...answers: object[]) {
  const asked: LogWish[] = [];
  const log = (wish: LogWish) => Promise.resolve({ ok: true, status: 200, body: answers[Math.min(asked.push(wish), answers.length) - 1] } as never);
  const made = await openPage(<LogPage />, { http: { log, days }, configs: [], message: { name: 'log', view: { lines } } });
  opened.push(made);
  return { ...made, asked };
}

test('each event says whose it is, at which window, and what came of it', async () => {
  await page([
    line(9, { fact: { of: 'spoken', outcome: 'dropped', reason: 'muted' } }), line(8, { type: 'stop.finished', outcome: 'consulted' }),
    line(7, { type: 'stop.missed', fact: { of: 'missed', calls: 3, isShown: false } }), line(6, { type: 'window.paused', number: null, fact: { of: 'paused', reason: 'meeting' } }),
    line(5, { type: 'day.opened', number: null, windowId: null }), line(4, { type: 'paper.changed', windowId: null, fact: { of: 'paper', outcome: 'failed' } }),
  ]);
  expect(rows()).toEqual([
    ['播报结果', 'A\u00a0012', 'w1号窗口', '没有播报 · 本区域已静音'], ['办理完成', 'A\u00a0012', 'w1号窗口', '仅咨询'],
    ['过号', 'A\u00a0012', 'w1号窗口', '叫了 3 次，没有显示证明'], ['窗口暂停', '', 'w1号窗口', '开会'], ['营业日开始', '', '', '—'], ['小票状态', 'A\u00a0012', '', '未打印'],
  ]);
});

test('a number is looked for at the hub, some at a time; all of them come back', async () => {
  const { asked, press, found } = await page([line(9)], { day: '2026-11-22', lines: [line(5)], earlier: 5 }, { day: '2026-11-22', lines: [line(3), line(2)], earlier: null });
  const input = document.querySelector<HTMLInputElement>('[data-testid=log-filter] input');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, ' A12 ');
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(asked).toEqual([]);
  await act(async () => input?.form?.requestSubmit());
  expect([asked, rows().length]).toEqual([[{ number: 'A12', windowId: null, kind: null, day: null, before: null }], 1]);
  await press('log-earlier');
  expect([asked.at(-1)?.before, rows().length, found('log-earlier')?.hasAttribute('disabled')]).toEqual([5, 2, true]);
  await press('log-clear');
  expect([rows().length, found('log-earlier'), input?.value]).toEqual([1, null, '']);
});

test('days that could not be read are said to be missing, and read again by the key', async () => {
  const known = { ok: true, status: 200, body: { days: [{ date: '2026-11-22', openedAt: 1, closedAt: 2 }] } };
  const answers = [{ ok: false, problem: { code: 'storage.unavailable' } }, known];
  const made = await openPage(<LogPage />, { http: { days: () => Promise.resolve(answers.shift() as never) }, configs: [], message: { name: 'log', view: { lines: [line(9)] } } });
  opened.push(made);
  expect([made.found('day-choice'), made.found('log-days-again') === null, rows().length]).toEqual([null, false, 1]);
  await made.press('log-days-again');
  expect([made.found('day-choice') === null, made.found('log-days-again')]).toEqual([false, null]);
});

test('where nothing fits it says so', async () => {
  const { container } = await page([line(9)], { day: '2026-11-22', lines: [], earlier: null });
  const kind = [...document.querySelectorAll<HTMLSelectElement>('[data-testid=log-filter] select')][1];
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(kind, 'payment');
    kind?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect([rows(), container.textContent]).toEqual([[], expect.stringContaining('没有符合的事件')]);
});
