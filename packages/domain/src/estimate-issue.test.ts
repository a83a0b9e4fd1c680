import { agentView } from './view/agent-view.ts';
import { boardView } from './view/board-view.ts';
import { consoleView } from './view/console-view.ts';
import { kioskView } from './view/kiosk-view.ts';
import { shownMinutes, waitsNow } from './view/waits.ts';
import { windowView } from './view/window-view.ts';
import type { HallEvent } from './event.ts';
import { whyNotMe } from './why-not-me.ts';
import { callNext, clerkAt, elder, issue, issueAll, kiosk, manager, minute, momentOf, openHall, openWindows, testConfig, testId, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const w1 = clerkAt('w1');
const estimatesOf = (events: readonly HallEvent[]) => events.flatMap((event) => (event.type === 'ticket.issued' ? event.stops.map(({ queueId, estimateMs }) => [queueId, estimateMs]) : []));

test('[X6] the log has the estimate of each stop that is open at issue, to the millisecond', () => {
  const hall = openHall();
  openWindows(hall, 'w1');
  expect(estimatesOf(hall.run(kiosk(), issue(1)))).toEqual([['q-market', 0]]);
  hall.run(w1, callNext('w1'));
  hall.now += 61_003;
  expect(estimatesOf(hall.run(kiosk(), issue(2)))).toEqual([['q-market', 15 * minute - 61_003]]);
  const items = [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }, { itemId: 'bank-1', count: 1 }];
  openWindows(hall, 'w4');
  const wanted = { type: 'ticket.issue', ticketId: ticket(3), items, language: 'zh', paper: 'none' };
  // Nobody serves the tax.
  expect(estimatesOf(hall.run(kiosk(), wanted))).toEqual([['q-market', 30 * minute - 61_003], ['q-tax', undefined], ['q-bank', 0]]);
});

test('[X6] a stop that opens later has none', () => {
  const chain = { id: 'start', name: { zh: '开办', en: 'Start' }, stops: [{ id: 'a', items: ['market-1'], after: [] }, { id: 'b', items: ['bank-1'], after: ['a'] }] };
  const hall = openHall({ config: testConfig({ chains: [chain] }) });
  openWindows(hall, 'w1', 'w4');
  const items = [{ itemId: 'market-1', count: 1 }, { itemId: 'bank-1', count: 1 }];
  const [issued] = hall.run(kiosk(), { type: 'ticket.issue', ticketId: ticket(1), items, chain: 'start', language: 'zh', paper: 'none' });
  expect(issued).toMatchObject({ stops: [{ queueId: 'q-market', estimateMs: 0 }, { queueId: 'q-bank' }] });
  expect(estimatesOf(issued ? [issued] : [])).toEqual([['q-market', 0], ['q-bank', undefined]]);
});

test('[X6] an offline ticket has none; a number that is told again keeps what is on its paper', () => {
  const hall = openHall();
  openWindows(hall, 'w1');
  const told = { type: 'ticket.issueOffline', queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh', day: '2026-01-05', issuedAt: hall.now, paper: 'none', instead: null };
  expect(estimatesOf(hall.run(kiosk(), { ...told, ticketId: ticket(1), number: { prefix: 'A', n: 5000 } }))).toEqual([['q-market', undefined]]);
  const stops = [{ queueId: 'q-market', items: told.items, after: [], bound: 3, estimateMs: 654_321 }];
  expect(estimatesOf(hall.run(kiosk(), { ...told, ticketId: ticket(2), number: { prefix: 'A', n: 77 }, stops }))).toEqual([['q-market', 654_321]]);
});

test('[X7] what people read: whole minutes up to ten, then steps of five', () => {
  const shown = [0, 0.4, 0.6, 1.4, 9.6, 10.4, 10.6, 12.4, 12.6, 17.4, 17.6, 63, 481].map((minutes) => shownMinutes(minutes * minute));
  expect(shown).toEqual([0, 0, 1, 1, 10, 10, 10, 10, 15, 15, 20, 65, 480]);
});

test('[X7] between events it only falls, and only when a minute turns', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w2', 'w3');
  issueAll(hall, ...Array.from({ length: 5 }, () => null));
  hall.run(kiosk(), issue(9, 'tax-1'));
  for (const windowId of ['w1', 'w2', 'w3']) {
    hall.run(clerkAt(windowId), callNext(windowId));
    hall.now += 17_000;
  }
  const from = hall.now;
  let before = waitsNow(hall.state, hall.config, from);
  let changes = 0;
  for (let now = from; now < from + 40 * minute; now += 1000) {
    const waits = waitsNow(hall.state, hall.config, now);
    for (const [queueId, minutes] of waits) {
      const earlier = before.get(queueId) ?? null;
      if (minutes === earlier) continue;
      changes += 1;
      expect([now % minute, minutes !== null && earlier !== null && minutes < earlier]).toEqual([0, true]);
    }
    before = waits;
  }
  expect(changes).toBeGreaterThan(5);
});

test('[X7] every view says how long an ordinary visitor would wait who came now', () => {
  const hall = openHall();
  const voice = { announcerByZone: new Map(), claimByCall: new Map() };
  const seen = () => {
    const moment = momentOf(hall);
    return [
      kioskView(hall.state, hall.config, moment).queues.map(({ waitMinutes }) => waitMinutes),
      consoleView(hall.state, hall.config, { ...moment, presence: { devices: [], connectedWindows: [], voice } }).queues.map(({ waitMinutes }) => waitMinutes),
      windowView(hall.state, hall.config, 'w2' as never, moment).queues.map(({ waitMinutes }) => waitMinutes),
      boardView(hall.state, hall.config, 'main' as never, { ...moment, voice }).waiting,
    ];
  };
  issueAll(hall, null, elder);
  expect(seen()).toEqual([[null, null, null], [null, null, null], [null, null], [['q-market', 2, null]]]);
  openWindows(hall, 'w1', 'w3');
  expect(seen()).toEqual([[30, 0, 0], [30, 0, 0], [30, 0], [['q-market', 2, 30]]]);
});

test('[X8] [GD3] the ticket that the desk orders says what was told at its issue, and nothing where no window was open', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w4');
  hall.run(kiosk(), issue(1));
  const items = ['market-1', 'tax-1', 'bank-1'].map((itemId) => ({ itemId, count: 1 }));
  hall.run(manager, { type: 'ticket.issueAtDesk', ticketId: ticket(2), items, language: 'zh', printer: { deviceId: 'kiosk-1', jobId: testId('job', 1) } });
  hall.run(w1, callNext('w1'));
  hall.now += 7 * minute;
  const [order] = agentView(hall.state, hall.config, 'kiosk-1' as never).reprints;
  expect(order?.stops.map(({ queueId, estimateMs }) => [queueId, estimateMs])).toEqual([['q-market', 15 * minute], ['q-tax', undefined], ['q-bank', 0]]);
});

test('[X8] a second copy is ordered without an estimate', () => {
  const hall = openHall();
  openWindows(hall, 'w1');
  hall.run(kiosk(), issue(1));
  hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(1), jobId: testId('job', 1), deviceId: 'kiosk-1' });
  const [order] = agentView(hall.state, hall.config, 'kiosk-1' as never).reprints;
  expect(order?.stops).toEqual([{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 1 }]);
});

test('[O15] who asks learns how many stand before, and how long it takes yet by the own class', () => {
  const hall = openHall();
  issueAll(hall, null, elder, null, null, elder);
  hall.now += 1000;
  const waits = (n: number) => whyNotMe(hall.state, ticket(n), hall)?.waits.map(({ ahead, waitMinutes }) => [ahead, waitMinutes]);
  expect(waits(4)).toEqual([[3, null]]);
  openWindows(hall, 'w1');
  expect([1, 4, 5].map(waits)).toEqual([[[0, 0]], [[3, 45]], [[4, 30]]]);
});
