import { at, bankClerkAt, callNext, clerkAt, issue, kiosk, manager, momentOf, openHall, testConfig, testConfigWithPolicy, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { DeviceId, WindowId } from '../ids.ts';
import { agentView } from './agent-view.ts';
import { windowView } from './window-view.ts';

const w2 = clerkAt('w2');
const missing = { materials: ['licence'], other: '印章', note: '加盖公章' };
const slips = (hall: Scenario, device = 'kiosk-1') => agentView(hall.state, hall.config, device as DeviceId).slips;
const seen = (hall: Scenario, windowId = 'w2') => windowView(hall.state, hall.config, windowId as WindowId, momentOf(hall)).slips;

function openedHall(options: Parameters<typeof openHall>[0] = {}): Scenario {
  const hall = openHall(options);
  for (const windowId of ['w1', 'w2']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  return hall;
}

function lack(hall: Scenario, n: number, windowId = 'w2'): void {
  hall.now += 1_000;
  hall.run(kiosk(), issue(n, 'market-1', { language: 'en' }));
  hall.run(clerkAt(windowId), callNext(windowId));
  hall.run(clerkAt(windowId), at('stop.finish', windowId, n, { outcome: 'materialsMissing', count: 1, caseRef: null, missing }));
}

function bill(hall: Scenario, n: number): void {
  hall.run(kiosk(), issue(n));
  hall.run(w2, callNext('w2'));
  hall.run(w2, at('stop.start', 'w2', n));
  hall.run(w2, at('notice.issue', 'w2', n, { lines: [{ itemId: 'market-1', basis: '标准', fen: 500, quantity: 2 }], waiver: null, payee: '专户', code: null }));
}

test('[B12] an agent gets all that stands on a paper, in the visitor’s language, until it has reported it', () => {
  const hall = openedHall();
  lack(hall, 1);
  const pass = [...hall.state.passByCode.values()][0];
  const [slip] = slips(hall);
  expect(slip).toEqual({
    jobId: slip?.jobId, copy: 0, day: '2026-01-05', windowId: 'w2', number: { prefix: 'A', n: 1 }, language: 'en', at: hall.now,
    content: { kind: 'materials', queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], ...missing, pass: { passId: pass?.passId, code: pass?.code, validUntil: '2026-01-10' } },
  });
  expect(slips(hall, 'kiosk-2')).toEqual([]);
  hall.run(kiosk(), { type: 'slip.report', jobId: slip?.jobId, day: '2026-01-05', outcome: 'failed', at: hall.now });
  expect(slips(hall)).toEqual([]);
});

test('[B12] a notice goes to the printer with its sums, and is not printed any more once it is settled', () => {
  const hall = openedHall();
  bill(hall, 1);
  const notice = [...hall.state.noticeById.values()][0];
  expect(slips(hall)).toMatchObject([{ language: 'zh', content: { kind: 'payment', notice: { number: notice?.number, fen: 1_000, payee: '专户', expiresAt: notice?.expiresAt } } }]);
  hall.run(manager, { type: 'notice.void', noticeId: notice?.noticeId, reason: 'x' });
  expect([slips(hall), seen(hall)]).toEqual([[], []]);
});

test('[B12] [Y9] a notice of an earlier day is printed again in Chinese: whose it was is not known any more', () => {
  const hall = openedHall({ config: testConfig({ windows: testConfig().windows.map((window) => ({ ...window, printer: 'kiosk-1' })) }) });
  hall.run(kiosk(), issue(1, 'market-1', { language: 'en' }));
  hall.run(w2, callNext('w2'));
  hall.run(w2, at('stop.start', 'w2', 1));
  hall.run(w2, at('notice.issue', 'w2', 1, { lines: [{ itemId: 'market-1', basis: '标准', fen: 500, quantity: 2 }], waiver: null, payee: '专户', code: null }));
  expect(slips(hall)).toMatchObject([{ language: 'en', copy: 0 }]);
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  const bank = bankClerkAt('w4');
  hall.run(bank, { type: 'window.open', windowId: 'w4' });
  const [notice] = hall.state.noticeById.values();
  hall.run(bank, { type: 'slip.order', windowId: 'w4', jobId: testId('again'), ticketId: ticket(1), slip: { kind: 'payment', noticeId: notice?.noticeId } });
  expect(slips(hall)).toMatchObject([{ language: 'zh', copy: 1, number: { prefix: 'A', n: 1 }, day: '2026-01-06', content: { kind: 'payment', notice: { number: notice?.number } } }]);
});

test('[B12] what a finish that was undone had told is neither printed nor listed', () => {
  const hall = openedHall();
  lack(hall, 1);
  hall.run(w2, at('action.undo', 'w2', 1, { what: 'finish' }));
  expect([slips(hall), seen(hall)]).toEqual([[], []]);
});

test('[B12] a window sees its newest six papers, each once with its newest copy', () => {
  const hall = openedHall();
  for (let n = 1; n <= 7; n += 1) lack(hall, n);
  expect(seen(hall).map(({ number }) => number.n)).toEqual([7, 6, 5, 4, 3, 2]);
  const [newest] = seen(hall);
  expect(newest).toMatchObject({ slip: { kind: 'materials', stop: 0 }, ticketId: ticket(7), code: [...hall.state.passByCode.values()].at(-1)?.code, job: { copy: 0, outcome: null } });
  hall.run(w2, { type: 'slip.order', windowId: 'w2', jobId: testId('again'), ticketId: ticket(7), slip: { kind: 'materials', stop: 0 } });
  hall.run(kiosk(), { type: 'slip.report', jobId: testId('again'), day: '2026-01-05', outcome: 'printed', at: hall.now });
  expect(seen(hall).map(({ number, job }) => [number.n, job?.copy, job?.outcome]).slice(0, 2)).toEqual([[7, 1, 'printed'], [6, 0, null]]);
  expect(seen(hall, 'w1')).toEqual([]);
  for (let n = 8; n <= 25; n += 1) lack(hall, n);
  expect(slips(hall)).toHaveLength(20);
});

test('[B12] where there is no printer the desk sees the code to tell; without passes there is nothing', () => {
  const hall = openedHall();
  lack(hall, 1, 'w1');
  expect(seen(hall, 'w1')).toMatchObject([{ ticketId: ticket(1), code: [...hall.state.passByCode.keys()][0], job: null, at: hall.now }]);
  const without = openedHall({ config: testConfigWithPolicy({ returnPassDays: 0 }) });
  lack(without, 1, 'w1');
  expect(seen(without, 'w1')).toEqual([]);
  lack(without, 2);
  expect([seen(without), slips(without)]).toMatchObject([[{ code: null, job: { copy: 0 } }], [{ content: { pass: null } }]]);
});

test('[B12] [P6] a second copy of a ticket says that its visitor came back', () => {
  const hall = openedHall();
  lack(hall, 1);
  hall.run(kiosk(), issue(2, 'market-1', { pass: [...hall.state.passByCode.keys()][0] }));
  hall.run(kiosk(), issue(3));
  for (const n of [2, 3]) hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(n), jobId: testId('order', n), deviceId: 'kiosk-2' });
  expect(agentView(hall.state, hall.config, 'kiosk-2' as DeviceId).reprints.map(({ isReturn }) => isReturn)).toEqual([true, undefined]);
});
