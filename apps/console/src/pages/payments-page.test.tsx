import { act } from 'react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { configOf, openPage, type TestPage } from './console-page.test.helper.tsx';
import { PaymentsPage } from './payments-page.tsx';

const opened: TestPage[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const lost = { ok: false, problem: { code: 'hub.unreachable' } } as const;
const none = { ok: true, status: 200, body: { day: null, sums: null, notices: [] } } as const;
const days = { ok: true, status: 200, body: { days: [] } } as const;
const found = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

/** The page at a hub that gives these answers in turn, and then the last of them for ever. */
async function page(first: typeof lost | typeof none, ...later: (typeof lost | typeof none)[]) {
  const replies = [first, ...later];
  let reads = 0;
  const http = { days: () => Promise.resolve(days), payments: () => Promise.resolve(replies[Math.min(reads++, replies.length - 1)] ?? first) };
  const made = await openPage(<PaymentsPage />, { http, configs: [] });
  opened.push(made);
  return { link: made.link, reads: () => reads };
}

test('a list that could not be read is read when the hub is back, and once only', async () => {
  const { link, reads } = await page(lost, none);
  expect([found('payments-again') === null, found('payment-sums') === null]).toEqual([false, true]);
  await link('stale');
  expect(reads()).toBe(1);
  await link('live');
  expect([found('payments-again'), found('payment-sums') === null, reads()]).toEqual([null, false, 2]);
});

test('days that could not be read are said to be missing, and read again by the key; the choice stays while the hub is away', async () => {
  const known = { ok: true, status: 200, body: { days: [{ date: '2026-11-22', openedAt: 1, closedAt: 2 }, { date: '2026-11-21', openedAt: 1, closedAt: 2 }] } } as const;
  const answers = [lost, known, lost];
  let reads = 0;
  const made = await openPage(<PaymentsPage />, { http: { days: () => Promise.resolve(answers[reads++] ?? lost) as never, payments: () => Promise.resolve(none) }, configs: [] });
  opened.push(made);
  expect([found('day-choice'), found('payments-again') === null]).toEqual([null, false]);
  await act(async () => found('payments-again')?.click());
  expect([found('day-choice')?.textContent, found('payments-again')]).toEqual([expect.stringContaining('2026-11-22'), null]);
  await made.link('stale');
  await made.link('live');
  expect([reads, found('day-choice') === null, found('payments-again') === null]).toEqual([3, false, false]);
});

test('the key reads it again; a list that stands there stays while the hub is away', async () => {
  const { link, reads } = await page(lost, lost, none, lost);
  await act(async () => found('payments-again')?.click());
  expect([found('payment-sums'), reads()]).toEqual([null, 2]);
  await act(async () => found('payments-again')?.click());
  expect([found('payments-again'), found('payment-sums') === null]).toEqual([null, false]);
  await link('connecting');
  await link('live');
  expect([found('payments-again') === null, found('payment-sums') === null, reads()]).toEqual([false, false, 4]);
});

const notice = (n: number, fen: number, config: number | null) => ({
  noticeId: `n${n}`, number: `20261122-0000000${n}`, ticketId: 't', ticket: { prefix: 'A', n }, windowId: 'w1', clerkId: 'c1', lines: [{ itemId: 'card', basis: '收费标准', fen, quantity: 2 }, { itemId: 'card', basis: '收费标准', fen, quantity: 1 }],
  waiver: { fen: 100, basis: '减免' }, fen: fen * 3 - 100, payee: 'x', code: null, issuedAt: 1, expiresAt: 2, status: 'open', receipt: null, config, endedAt: null,
});
const rowsShown = (): number => document.querySelectorAll('[data-testid="payments"] tbody tr').length;

test('today too a notice is compared with the prices of the version it was written under; the key shows what differs alone', async () => {
  const notices = [notice(1, 2_000, 8), notice(2, 2_500, null), notice(3, 2_000, 9)];
  const report = { ok: true, status: 200, body: { day: '2026-11-22', sums: null, notices } };
  const now = configOf(9, 2_500);
  const made = await openPage(<PaymentsPage />, { http: { days: () => Promise.resolve(days), payments: () => Promise.resolve(report) as never }, configs: [configOf(8, 2_000)], scene: { config: now } });
  opened.push(made);
  await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
  expect([rowsShown(), document.querySelectorAll('[data-testid="odd"]').length]).toEqual([3, 2]);
  expect(found('payments')?.querySelectorAll('tbody tr')[2]?.querySelectorAll('[data-testid="odd"]')).toHaveLength(2);
  await act(async () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('只看与目录不一致的'))?.click());
  expect(rowsShown()).toBe(1);
});
