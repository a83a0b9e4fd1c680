import { act } from 'react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openPage, type TestPage } from './console-page.test.helper.tsx';
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
