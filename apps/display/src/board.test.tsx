import type { HubConfig } from '@hallcall/client';
import type { BoardCall, BoardView } from '@hallcall/domain';
import { LanguageProvider } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Board } from './board.tsx';

const config = {
  version: 1,
  hall: {
    name: { zh: '大厅', en: 'Hall' }, timeZone: 'Asia/Shanghai', zones: [{ id: 'B1', name: { zh: 'B1', en: 'B1' } }],
    windows: [{ id: 'w1', label: '3' }, { id: 'w2', label: '12' }], boards: [{ id: 'main', name: { zh: '大屏', en: 'Main' }, zones: ['A1', 'A2', 'A3', 'B1'] }],
    queues: Array.from({ length: 10 }, (_, i) => ({ id: `q${i}`, name: { zh: `队列${i}`, en: `Queue ${i}` }, prefix: 'A' })),
  },
  catalogue: { departments: [] },
} as unknown as HubConfig;

const call = (n: number, isLive = true): BoardCall =>
  ({ callId: `c${n}`, number: { prefix: 'A', n }, windowId: 'w1', zone: 'B1', attempt: 1, at: n, isLive }) as unknown as BoardCall;
const view = (over: { readonly [K in keyof BoardView]?: unknown }): BoardView =>
  ({ day: { date: '2026-11-22', status: 'open' }, boardId: 'main', calls: [], waiting: [], guideDesk: [], missed: [], paused: [], speaking: [], muted: [], noNumbers: null, emergency: null, ...over }) as BoardView;

const opened: (() => Promise<void>)[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function board(first: BoardView) {
  const shown: string[][] = [];
  const onShown = (calls: readonly BoardCall[]): void => void shown.push(calls.map(({ callId }) => callId));
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const show = (next: BoardView, isStale = false) =>
    act(async () =>
      root.render(
        <LanguageProvider initial="zh" onChange={null}>
          <Board view={next} config={config} now={0} isStale={isStale} onShown={onShown} />
        </LanguageProvider>,
      ),
    );
  await show(first);
  opened.push(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  const text = (testId: string): string => container.querySelector(`[data-testid=${testId}]`)?.textContent ?? '';
  return { container, show, shown, text };
}

test('the newest call stands large with its window, the others below it', async () => {
  const { text, container } = await board(view({ calls: [call(7), call(6, false), call(5, false)] }));
  expect(text('newest-number')).toBe('A\u00a0007');
  expect(text('newest-window')).toBe('3号窗口');
  expect([...container.querySelectorAll('[data-testid=call-row]')].map((row) => row.textContent)).toEqual(['A\u00a00063号窗口', 'A\u00a00053号窗口']);
});

test('only a call that comes while the board is on blinks; what was there before does not', async () => {
  const { show, container } = await board(view({ calls: [call(1)] }));
  expect(container.querySelectorAll('.hc-blink')).toHaveLength(0);
  await show(view({ calls: [call(2), call(1)] }));
  expect([...container.querySelectorAll('.hc-blink')].map((element) => element.textContent)).toEqual(['A\u00a0002']);
});

test('a call that has been answered points nowhere and does not blink, in the large place and in a row', async () => {
  const { show, container } = await board(view({ calls: [call(1)] }));
  const signs = () => [...container.querySelectorAll('.hc-blink, .hero svg, .call-row svg')].length;
  await show(view({ calls: [call(2), call(1)], speaking: ['c2'] }));
  expect(container.querySelectorAll('.hero svg, .call-row svg')).toHaveLength(3);
  await show(view({ calls: [call(2, false), call(1, false)], speaking: ['c2'] }));
  expect(signs()).toBe(0);
  await show(view({ calls: [call(3, false), call(2, false), call(1, false)], speaking: ['c3', 'c2'] }));
  expect(signs()).toBe(0);
});

test('it reports what it shows, not what it has no room for, and nothing while stale', async () => {
  const calls = [9, 8, 7, 6, 5, 4, 3, 2].map((n) => call(n));
  const { show, shown } = await board(view({ calls }));
  expect(shown).toEqual([['c9', 'c8', 'c7', 'c6', 'c5', 'c4']]);
  await show(view({ calls: [call(10), ...calls] }), true);
  expect(shown).toHaveLength(1);
  await show(view({ calls: [call(10), ...calls] }));
  expect(shown.at(-1)).toEqual(['c10', 'c9', 'c8', 'c7', 'c6', 'c5']);
});

test('stale is said in words at once', async () => {
  const { show, text } = await board(view({ calls: [call(1)] }));
  expect(text('stale-banner')).toBe('');
  await show(view({ calls: [call(1)] }), true);
  expect(text('stale-banner')).toContain('信号中断');
});

test('while no numbers are given the head says so, and until when, in the place of the names', async () => {
  const { show, text, container } = await board(view({ noNumbers: { until: null } }));
  expect(text('rests')).toBe('今日取号已结束，已取号的请等候叫号');
  await show(view({ noNumbers: { until: Date.UTC(2026, 10, 22, 6) } }));
  expect(text('rests')).toBe('暂停取号，14:00 恢复，已取号的请等候叫号');
  await show(view({}));
  expect([text('rests'), container.querySelector('h1')?.textContent]).toEqual(['', '大厅 · 大屏']);
});

test('waiting counts turn their pages within eight seconds', async () => {
  vi.useFakeTimers();
  const waiting = Array.from({ length: 10 }, (_, i) => [`q${i}`, i + 1, null]);
  const { container } = await board(view({ waiting }));
  const names = (): (string | null)[] => [...container.querySelectorAll('.waiting-name')].map((name) => name.textContent);
  expect(names()).toEqual(['队列0', '队列1', '队列2', '队列3', '队列4', '队列5', '队列6', '队列7']);
  await act(async () => void vi.advanceTimersByTime(8_000));
  expect(names()).toEqual(['队列8', '队列9']);
});

test('beside the count stands how long it takes, or that no window is open', async () => {
  const { container } = await board(view({ waiting: [['q1', 3, 25], ['q2', 1, 0], ['q3', 12, null], ['q4', 2, 65]] as never }));
  const row = (index: number) => [...(container.querySelectorAll('.waiting-row')[index]?.children ?? [])].slice(2).map((part) => part.textContent);
  expect([0, 1, 2, 3].map(row)).toEqual([['3', '25 分钟'], ['1', '不到 1 分'], ['12', '暂无窗口'], ['2', '65 分钟']]);
});

test('numbers without paper are asked to the guide desk', async () => {
  const { text } = await board(view({ guideDesk: [{ prefix: 'B', n: 3 }], missed: [{ prefix: 'C', n: 4 }] }));
  expect(text('strip-desk')).toBe('请到导办台B\u00a0003');
  expect(text('strip-missed')).toBe('过号C\u00a0004');
});

test('while a voice speaks a call its sentence stands in the head, its number blinks anew, and nothing does at the end', async () => {
  const { show, text, container } = await board(view({ calls: [call(2), call(1)] }));
  expect(container.querySelectorAll('.hc-blink')).toHaveLength(0);
  await show(view({ calls: [call(2), call(1)], speaking: ['c1'] }));
  expect(text('subtitle')).toBe('请 A\u00a0001 到 3号窗口');
  const [blinking] = container.querySelectorAll('.hc-blink');
  expect([container.querySelectorAll('.hc-blink').length, blinking?.textContent]).toEqual([1, 'A\u00a0001']);
  await show(view({ calls: [call(2), call(1)] }));
  expect(text('subtitle')).toBe('');
  expect(container.querySelector('.hc-blink')).toBe(blinking);
});

test('muted zones are named on the board, many are counted, and all of them need no name', async () => {
  const { show, text } = await board(view({}));
  const said = [text('muted')];
  for (const muted of [['B1'], ['A1', 'B1'], ['A1', 'A2', 'B1'], ['A1', 'A2', 'A3', 'B1']]) {
    await show(view({ muted }));
    said.push(text('muted'));
  }
  expect(said).toEqual(['', 'B1区 已静音', 'A1区 · B1区 已静音', '3 个区域已静音', '已静音']);
});
