import { at, bankClerkAt, callNext, clerkAt, createScenario, issue, kiosk, manager, openHall, testConfig, ticket, type Scenario, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { WindowId } from '../ids.ts';
import { consoleView } from './console-view.ts';
import { windowView } from './window-view.ts';

const [w1, bank] = [clerkAt('w1'), bankClerkAt('w4')];
const absent = { devices: [], connectedWindows: [], voice: { announcerByZone: new Map(), claimByCall: new Map() } };
const line = (fen: number) => ({ itemId: 'market-1', basis: '收费标准第三条', fen, quantity: 2 });
const see = (hall: Scenario, windowId: string) => windowView(hall.state, hall.config, windowId as WindowId, momentOf(hall));
const totals = (hall: Scenario) => consoleView(hall.state, hall.config, { presence: absent, ...momentOf(hall) }).payments;
const idOf = (hall: Scenario) => [...hall.state.noticeById.keys()].at(-1) ?? '';

function openedHall(): Scenario {
  const hall = openHall();
  for (const actor of [w1, bank]) hall.run(actor, { type: 'window.open', windowId: actor.role === 'clerk' ? actor.windowId : '' });
  return hall;
}

/** The visitor of this number is called at w1, served and sent to pay. */
function bill(hall: Scenario, n: number, fen: number): void {
  if (!hall.state.ticketById.has(ticket(n))) hall.run(kiosk(), issue(n));
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', n));
  hall.run(w1, at('notice.issue', 'w1', n, { lines: [line(fen)], waiver: null, payee: '财政专户', code: null }));
  hall.now += 1_000;
}

test('[B9] the desk sees the notices of its visitor, newest first and bounded, and what it has sent to be paid', () => {
  const hall = openedHall();
  bill(hall, 1, 500);
  const number = [...hall.state.noticeById.values()][0]?.number;
  const unpaid = { noticeId: idOf(hall), ticketId: ticket(1), number, ticket: { prefix: 'A', n: 1 }, fen: 1_000, payee: '财政专户', code: null, windowId: 'w1', issuedAt: hall.now - 1_000 };
  expect(see(hall, 'w1')).toMatchObject({ active: null, ownNotices: [unpaid], openNotices: null });
  hall.run(bank, callNext('w4'));
  const { ticket: _, ticketId: _whose, ...rest } = unpaid;
  expect(see(hall, 'w4').active?.notices).toEqual([{ ...rest, lines: [line(500)], waiver: null, status: 'open', receipt: null }]);
  hall.run(bank, { type: 'notice.confirm', noticeId: idOf(hall), receipt: 'R-7', paidBy: 'card' });
  expect(see(hall, 'w1').ownNotices).toEqual([]);
  for (const fen of [1, 2, 3, 4, 5, 6]) {
    bill(hall, 1, fen);
    hall.run(manager, { type: 'notice.void', noticeId: idOf(hall), reason: '填错' });
  }
  hall.run(w1, callNext('w1'));
  expect(see(hall, 'w1').active?.notices.map(({ fen, status }) => [fen, status])).toEqual([12, 10, 8, 6, 4, 2].map((fen) => [fen, 'voided']));
  hall.run(w1, at('stop.finish', 'w1', 1, { outcome: 'completed', count: 1, caseRef: null }));
  hall.run(kiosk(), issue(2));
  hall.run(w1, callNext('w1'));
  expect(see(hall, 'w1').active?.notices).toEqual([]);
  hall.run(w1, at('stop.finish', 'w1', 2, { outcome: 'completed', count: 1, caseRef: null }));
  for (let n = 3; n <= 15; n += 1) bill(hall, n, n);
  expect(see(hall, 'w1').ownNotices.map(({ fen }) => fen)).toEqual([30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8]);
});

test('[B10] the bank sees the newest fifty unpaid notices, also of earlier days; nobody else does', () => {
  const hall = openedHall();
  for (let n = 1; n <= 51; n += 1) bill(hall, n, n);
  const listed = see(hall, 'w4').openNotices;
  expect([listed?.length, listed?.[0]?.ticket.n, listed?.at(-1)?.ticket.n]).toEqual([50, 51, 2]);
  expect(JSON.stringify(listed).length).toBeLessThan(15_000);
  expect([see(hall, 'w1').openNotices, see(hall, 'w3').openNotices?.length]).toEqual([null, 50]);
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  expect(see(hall, 'w4').openNotices).toEqual(listed);
  expect(windowView(hall.state, testConfig({ payment: null }), 'w4' as WindowId, momentOf(hall)).openNotices).toBeNull();
});

test('[B11] the console sees what was issued today and what became of it and of what was open before', () => {
  expect(totals(createScenario()).issuedToday).toEqual({ count: 0, fen: 0 });
  const hall = openHall({ config: testConfig({ day: { changesAt: '04:00', guardsClock: false } }) });
  expect(totals(hall).issuedToday).toEqual({ count: 0, fen: 0 });
  for (const actor of [w1, bank]) hall.run(actor, { type: 'window.open', windowId: actor.role === 'clerk' ? actor.windowId : '' });
  const none = { count: 0, fen: 0 };
  bill(hall, 1, 100);
  bill(hall, 2, 200);
  hall.run(bank, { type: 'notice.confirm', noticeId: idOf(hall), receipt: 'R-7', paidBy: 'phone' });
  bill(hall, 2, 300);
  hall.run(manager, { type: 'notice.void', noticeId: idOf(hall), reason: '填错' });
  expect(totals(hall)).toEqual({
    issuedToday: { count: 3, fen: 1_200 }, open: { count: 1, fen: 200 }, paid: { count: 1, fen: 400 }, voided: { count: 1, fen: 600 }, expired: none,
  });
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  expect(totals(hall)).toEqual({ issuedToday: none, open: { count: 1, fen: 200 }, paid: none, voided: none, expired: none });
  hall.pass(14 * 86_400_000);
  hall.pass(1_000);
  expect(totals(hall)).toMatchObject({ open: none, expired: { count: 1, fen: 200 } });
});
