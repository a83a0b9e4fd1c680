import type { ConsoleView, ServiceView } from '@hallcall/domain';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openPage, type TestPage } from './console-page.test.helper.tsx';
import { QueuesPage } from './queues-page.tsx';
import { ServiceCard } from './service-card.tsx';

const opened: TestPage[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
});

const at = (time: string, day = '2026-11-27') => Date.parse(`${day}T${time}:00+08:00`);
const hours = [{ from: at('08:30'), to: at('12:00') }, { from: at('14:00'), to: at('17:30') }];
const quiet: ServiceView = { hours, reason: null, nextOpeningAt: at('08:30', '2026-11-30'), overtime: null, clock: null, unknownYear: null };

async function open(service: Partial<ServiceView>, language: 'zh' | 'en' = 'zh'): Promise<(id: string) => string | null> {
  const page = await openPage(<ServiceCard />, { http: {}, configs: [], view: { service: { ...quiet, ...service } }, language, now: at('16:00') });
  opened.push(page);
  return (id) => page.found(`service-${id}`)?.textContent ?? null;
}

test('today’s hours with their breaks, and when numbers are given next', async () => {
  const text = await open({});
  expect(['today', 'next', 'overtime', 'clock', 'calendar'].map(text)).toEqual(['08:30–12:00、14:00–17:3012:00–14:00 休息', '周一 08:30', null, null, null]);
  const english = await open({}, 'en');
  expect(['today', 'next'].map(english)).toEqual(['08:30–12:00, 14:00–17:3012:00–14:00 break', 'Mon at 08:30']);
  expect((await open({ hours: null, nextOpeningAt: null }))('today')).toBe('全天受理');
});

test.each([
  [{ hours: [], reason: { kind: 'public', name: { zh: '春节', en: 'Spring Festival' }, isWorking: false } }, '今天不受理春节放假'],
  [{ hours: hours.slice(1), reason: { kind: 'public', name: { zh: '春节', en: 'Spring Festival' }, isWorking: true } }, '14:00–17:30春节调休上班'],
  [{ hours: [], reason: { kind: 'special' } }, '今天不受理按大厅单独规定的日期'],
] as const)('why they are not the weekday’s: %o', async (service, words) => {
  expect((await open(service))('today')).toBe(words);
});

test('an overtime says for whom it goes on; on a day that a manager opened, that a manager closes it', async () => {
  const overtime = { since: at('17:30'), isByManager: false, waiting: 2, atWindows: 0, held: 1, missed: 3 };
  expect((await open({ overtime }))('overtime')).toBe('17:30 已过下班时间，不再取号，窗口办完为止还不结束，因为等候 2挂起 1过号后还可以回来 3');
  expect((await open({ overtime: { ...overtime, isByManager: true, waiting: 0, held: 0, missed: 0 } }))('overtime')).toBe('17:30 已过下班时间，今天由管理员开始，须由管理员结束');
});

test('a doubted clock and a year without known holidays are said in words', async () => {
  const text = await open({ clock: { doubt: 'ahead', lastEventAt: at('17:00', '2026-11-20') }, unknownYear: 2027 });
  expect(text('clock')).toContain('最后一次记录：2026-11-20 17:00');
  expect(text('calendar')).toContain('还没有 2027 年的放假安排');
  expect((await open({ clock: { doubt: 'tooOld', lastEventAt: 0 } }))('clock')).not.toContain('最后一次记录');
});

test('the list of queues says who gives no numbers and who is late', async () => {
  const queue = { queueId: 'q', waiting: 1, oldestAt: null, windows: 1, waitMinutes: 5 };
  const gates = [{ kind: 'closed', opensAt: at('09:00', '2026-12-01') }, { kind: 'closed', opensAt: null }, { kind: 'late', closesAt: at('17:30'), isRefused: false }, { kind: 'late', closesAt: at('17:30'), isRefused: true }, null];
  const words = ['现在不取号 · 周二 09:00 开始取号', '现在不取号', '今日可能办不完 · 今日受理到 17:30', '今日已排满 · 今日受理到 17:30', null];
  const shown: (string | null)[] = [];
  for (const gate of gates) {
    const page = await openPage(<QueuesPage />, { http: {}, configs: [], view: { queues: [{ ...queue, gate }], windows: [] } as unknown as Partial<ConsoleView>, now: at('16:00') });
    opened.push(page);
    shown.push(page.found('queue-gate')?.textContent ?? null);
  }
  expect(shown).toEqual(words);
});
