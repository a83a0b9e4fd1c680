import { createStatistics, type TimedEvent } from '@hallcall/domain';
import { texts } from '@hallcall/text';
import { act } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { configOf, openPage, type TestPage } from './console-page.test.helper.tsx';
import { PaymentsPage } from './payments-page.tsx';
import { StatisticsPage } from './statistics-page.tsx';

const opened: TestPage[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const words = texts('zh').statistics;
const ok = (body: unknown) => Promise.resolve({ ok: true, status: 200, body } as never);
const lost = Promise.resolve({ ok: false, problem: { code: 'day.unknown' } } as never);
const entries = [{ date: '2026-11-23', openedAt: 2, closedAt: null }, { date: '2026-11-22', openedAt: 1, closedAt: 3 }];
const nine = Date.UTC(2026, 10, 22, 1);

/** A notice that was voided the day after. */
const notice = (number: string, fen: number, config: number, more = {}) => ({
  noticeId: number, number: `20261122-0000000${number}`, ticketId: 't', ticket: { prefix: 'B', n: 1 }, windowId: 'w1', clerkId: 'c1', lines: [{ itemId: 'card', basis: '=x', fen, quantity: 1 }],
  waiver: null, fen, payee: 'x', code: null, issuedAt: nine, expiresAt: nine, status: 'voided', receipt: null, config, endedAt: nine + 86_400_000, ...more,
});
const sum = (count: number) => ({ count, fen: 0 });

/** One visitor who was told ten minutes and waited thirteen. */
function replyOf(day: string, closedAt: number | null) {
  const statistics = createStatistics();
  const stopAt = { ticketId: 't', stop: 0, windowId: 'w1' };
  const events = [
    { at: nine, event: { type: 'window.opened', windowId: 'w1', clerkId: '=c1' } },
    { at: nine, event: { type: 'ticket.issued', ticketId: 't', issuedAt: nine, stops: [{ queueId: 'q', items: [], after: [], estimateMs: 600_000 }] } },
    { at: nine + 780_000, event: { type: 'ticket.called', ...stopAt, queueId: 'q' } },
  ];
  for (const timed of events) statistics.add(timed as TimedEvent);
  const report = statistics.report({ timeZone: 'Asia/Shanghai', firstHour: 4, bookingToleranceMs: 0, until: nine + 3_600_000, leftOpenAt: null });
  return { day, closedAt, config: 1, until: nine + 3_600_000, report };
}

async function open(http: Parameters<typeof openPage>[1]['http'], configs = [configOf(1, 2_000)], page = <StatisticsPage />): Promise<TestPage> {
  const made = await openPage(page, { http, configs });
  opened.push(made);
  return made;
}

test('the figures of the chosen day stand there with the names of that day, and waits told are judged in words', async () => {
  const asked: (string | null)[] = [];
  const page = await open({
    days: () => ok({ days: entries }),
    statistics(day) {
      asked.push(day);
      return ok(replyOf(day ?? '2026-11-23', day === null ? null : nine));
    },
  });
  expect(page.found('figure-issued')?.textContent).toContain('1');
  expect(page.found('figure-meanWait')?.textContent).toContain(words.minutes({ minutes: '13.0' }));
  expect(page.found('estimate')?.textContent).toContain(words.estimate.longer({ minutes: '3.0' }));
  expect(page.found('estimate')?.textContent).toContain(words.estimate.close({ percent: '100.0%', count: 1 }));
  expect(page.found('statistics-queues')?.textContent).toContain('队列1');
  expect(page.found('statistics-windows')?.textContent).toContain('1A');
  expect(page.found('hours')?.textContent).toContain('09:00–10:00');
  expect(page.found('statistics-until')?.textContent).toContain(words.goesOn);
  await page.press('day-earlier');
  expect(page.found('statistics-until')?.textContent).not.toContain(words.goesOn);
  expect(page.container.textContent).toContain(`${words.section.key} · 2026-11-22`);
  expect([asked[0], asked.at(-1)]).toEqual([null, '2026-11-22']);
  await page.press('day-later');
  expect(asked.at(-1)).toBeNull();
});

test('a day that goes on is read again every half minute, an earlier one is not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  let reads = 0;
  const page = await open({ days: () => ok({ days: entries }), statistics: (day) => ok(replyOf(day ?? '', (reads += 1) > 0 && day === null ? null : nine)) });
  const later = async (now: number) => {
    await page.tick(now);
    await act(async () => void vi.advanceTimersByTime(250));
  };
  await later(nine);
  const before = reads;
  await later(nine + 29_000);
  expect(reads).toBe(before);
  await later(nine + 30_000);
  expect(reads).toBe(before + 1);
  await page.press('day-earlier');
  const earlier = reads;
  await later(nine + 90_000);
  expect(reads).toBe(earlier);
});

test('no day, nothing on a day, an unknown day and a configuration that is gone are said', async () => {
  const none = await open({ days: () => ok({ days: [] }), statistics: () => lost });
  expect(none.container.textContent).toContain(words.noDays);
  const idle = { ...replyOf('2026-11-22', nine), report: createStatistics().report({ timeZone: 'Asia/Shanghai', firstHour: 4, bookingToleranceMs: 0, until: 0, leftOpenAt: null }) };
  const empty = await open({ days: () => ok({ days: entries }), statistics: () => ok(idle) });
  expect([empty.container.textContent?.includes(words.nothing), empty.found('key-figures')]).toEqual([true, null]);
  const unknown = await open({ days: () => ok({ days: entries }), statistics: () => lost });
  expect(unknown.container.textContent).toContain(texts('zh').fault['day.unknown'].what);
  const gone = await open({ days: () => ok({ days: entries }), statistics: () => ok(replyOf('2026-11-22', nine)) }, []);
  expect(gone.container.textContent).toContain(words.oldNames);
  expect(gone.found('statistics-queues')?.textContent).toContain('队列9');
});

test('the file holds every row of the report, a figure a column', async () => {
  const saved: Blob[] = [];
  Object.assign(URL, { createObjectURL: (blob: Blob) => String(saved.push(blob)), revokeObjectURL: () => undefined });
  const page = await open({ days: () => ok({ days: entries }), statistics: () => ok(replyOf('2026-11-22', nine)) });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await page.press('statistics-csv');
  const text = await saved[0]?.text();
  const lines = text?.trim().split('\r\n').map((line) => line.split(','));
  const head = lines?.[0] ?? [];
  const cell = (row: number, title: string) => lines?.[row]?.[head.indexOf(title)];
  expect(lines?.map(([, kind, name]) => [kind, name])).toEqual([
    [words.column.kind, words.column.name], [words.kind.hall, words.hall], [words.kind.queue, '队列1'], [words.kind.window, '1A号窗口'], [words.kind.hour, '09:00–10:00'],
  ]);
  expect([cell(1, `${words.figure.meanWait} (${words.unit.minutes})`), cell(1, `${words.figure.inTimeRate} (%)`), cell(2, `${words.figure.bias} (${words.unit.minutes})`), cell(3, words.figure.issued)]).toEqual(['13', '100', '3', '']);
});

test('notices of an earlier day are compared with the prices of that day, and a wrong one is found', async () => {
  const past = { day: '2026-11-22', sums: { issued: sum(3), open: sum(0), paid: sum(0), voided: sum(3), expired: sum(0) }, notices: [notice('1', 2_000, 1), notice('2', 3_000, 1), notice('3', 3_000, 9, { status: 'open', endedAt: null })] };
  const page = await open({ days: () => ok({ days: entries }), payments: (day) => ok(day === null ? { day: null, sums: null, notices: [] } : past) }, [configOf(1, 2_000)], <PaymentsPage />);
  await page.press('day-earlier');
  const { report } = texts('zh').payment;
  expect([...page.container.querySelectorAll('[data-testid=odd]')].map(({ textContent }) => textContent)).toEqual([report.price.differs({ price: '20元' })]);
  expect(page.found('odd-notices')?.textContent).toBe(report.differing({ count: 1 }));
  expect(page.found('sum-voided')?.textContent).toContain(report.ofDay.voided);
  expect(page.found('payments')?.textContent).toContain('2026-11-23 09:00');
  // Only what nobody has settled can still be voided.
  expect([...page.container.querySelectorAll('button')].filter(({ textContent }) => textContent === texts('zh').payment.void.button)).toHaveLength(1);
});

test('a month by department and item is read when somebody opens it, and saved as a file', async () => {
  const asked: (string | null)[] = [];
  const none = { issued: 0, arrived: 0, abandoned: 0, turns: 0, missed: 0, done: 0, pieces: 0, waits: 0, waitMs: 0, inTime: 0, services: 0, serviceMs: 0 };
  const rows = [{ ...none, departmentId: 'd1', itemId: 'card', issued: 7, arrived: 8, done: 6, pieces: 9, waits: 4, waitMs: 2_460_000, inTime: 3, services: 6, serviceMs: 720_000 }, { ...none, departmentId: '', itemId: 'gone' }];
  const page = await open({
    days: () => ok({ days: entries }), statistics: (day) => ok(replyOf(day ?? '2026-11-23', nine)),
    months(month) {
      asked.push(month);
      return ok({ months: ['2026-11', '2026-10'], month: month ?? '2026-11', rows });
    },
  });
  expect(asked).toEqual([]);
  await page.press('months');
  const cells = [...(page.found('months-table')?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent));
  expect(cells).toEqual([['民政', 'card', '7', '8', '6', '9', '10.3', '75.0%', '2.0', '0', '0'], ['', 'gone', '0', '0', '0', '0', '—', '—', '—', '0', '0']]);
  const files: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => String(files.push(file as Blob)));
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
  await page.press('months-csv');
  const lines = (await files[0]?.text())?.split('\r\n');
  expect(lines?.[0]).toContain('月份,部门,事项,取号量');
  expect(lines?.[1]).toBe('2026-11,民政,card,7,8,6,9,10.25,75,2,0,0');
  expect(asked).toEqual([null]);
});
