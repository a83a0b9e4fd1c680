import { clerkAt, kiosk, openHall, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { createStatistics, type ItemHour } from './create-statistics.ts';

const w1 = clerkAt('w1');
const minute = 60_000;

function issue(hall: Scenario, n: number, items: readonly string[]): void {
  hall.run(kiosk(), { type: 'ticket.issue', ticketId: ticket(n), items: items.map((itemId) => ({ itemId, count: 1 })), language: 'zh', paper: 'none' });
}

function itemHours(hall: Scenario): readonly ItemHour[] {
  const statistics = createStatistics();
  for (const timed of hall.log) statistics.add(timed);
  return statistics.itemHours({ timeZone: hall.config.timeZone, firstHour: 4, bookingToleranceMs: 0, until: hall.now, leftOpenAt: null });
}

const nothing = { issued: 0, arrived: 0, abandoned: 0, turns: 0, missed: 0, done: 0, pieces: 0, waits: 0, waitMs: 0, inTime: 0, services: 0, serviceMs: 0 };

test('[D34] a stop counts for each of its items, in the hour of each thing; an item added at the window counts from then on', () => {
  const hall = openHall();
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  issue(hall, 1, ['market-1']);
  hall.pass(70 * minute);
  hall.run(w1, { type: 'window.callNext', windowId: 'w1', active: null });
  hall.run(w1, { type: 'stop.start', windowId: 'w1', ticketId: ticket(1) });
  hall.pass(4 * minute);
  hall.run(w1, { type: 'stop.finish', windowId: 'w1', ticketId: ticket(1), outcome: 'completed', count: 3, caseRef: null });
  expect(itemHours(hall)).toEqual([
    { ...nothing, itemId: 'market-1', hour: 9, issued: 1, arrived: 1 },
    { ...nothing, itemId: 'market-1', hour: 10, turns: 1, done: 1, pieces: 3, waits: 1, waitMs: 70 * minute, services: 1, serviceMs: 4 * minute },
  ]);
});

test('[D34] visitors given up by the close count as abandoned with their item; unknown tickets change nothing', () => {
  const hall = openHall();
  issue(hall, 1, ['market-1']);
  hall.given(
    { type: 'stop.itemAdded', ticketId: ticket(1), stop: 0, windowId: 'w1', itemId: 'tax-1', items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }] },
    { type: 'ticket.abandoned', ticketId: ticket(1), reason: 'dayClosed' },
  );
  hall.log.push({ at: hall.now, event: { type: 'stop.itemAdded', ticketId: ticket(1), stop: 9, windowId: 'w1', itemId: 'tax-1', items: [{ itemId: 'tax-1', count: 1 }] } as never });
  expect(itemHours(hall)).toEqual([
    { ...nothing, itemId: 'market-1', hour: 9, issued: 1, arrived: 1, abandoned: 1 },
    { ...nothing, itemId: 'tax-1', hour: 9, arrived: 1, abandoned: 1 },
  ]);
});

test('[D34] [Z2] an item that was added at a window and taken back again counts for nothing', () => {
  const hall = openHall();
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(kiosk(), { type: 'ticket.issue', ticketId: ticket(1), items: [{ itemId: 'market-1', count: 1 }], language: 'zh', paper: 'none' });
  hall.run(w1, { type: 'window.callNext', windowId: 'w1', active: null });
  hall.run(w1, { type: 'stop.start', windowId: 'w1', ticketId: ticket(1) });
  for (const itemId of ['market-2', 'tax-1']) {
    hall.run(w1, { type: 'stop.addItem', windowId: 'w1', ticketId: ticket(1), itemId, count: 1 });
    hall.run(w1, { type: 'action.undo', windowId: 'w1', ticketId: ticket(1), what: 'addItem' });
  }
  hall.run(w1, { type: 'stop.finish', windowId: 'w1', ticketId: ticket(1), outcome: 'completed', count: 1, caseRef: null });
  expect([...new Set(itemHours(hall).map(({ itemId }) => itemId))]).toEqual(['market-1']);
});

test('[D34] logs that leave things out, and events about what is not there, are counted as far as they say', () => {
  const hall = openHall();
  issue(hall, 1, ['market-1']);
  const at = { ticketId: ticket(1), windowId: 'w1' };
  const call = { type: 'ticket.called', ...at, stop: 0, callId: testId('c'), queueId: 'q-market', clerkId: 'clerk-w1', zone: 'A' };
  const undone = { type: 'action.undone', ...at, stop: 0, clerkId: 'clerk-w1', status: 'waiting', queueId: 'q-market', callId: null, reverted: [7] };
  const tell = (...events: object[]): number => hall.log.push(...events.map((event) => ({ at: hall.now, event: event as never })));
  const early = [{ type: 'ticket.recalled', ...at, stop: 0, callId: testId('c'), attempt: 2, zone: 'A' }, { type: 'stop.started', ...at, stop: 0 }];
  const away = [{ type: 'stop.finished', ...at, stop: 9, outcome: 'completed', count: 1, caseRef: null, startInferred: false }, { type: 'stop.missed', ...at, ticketId: ticket(2), stop: 0, calls: 1, proof: 'shown' }];
  tell(...early, ...away, { ...call, stop: 9 }, { ...call, ticketId: ticket(2) }, { ...undone, what: 'finish' }, { ...undone, what: 'start' });
  tell({ type: 'ticket.cancelled', ticketId: ticket(2), reason: 'visitor' }, { type: 'ticket.issued', ticketId: ticket(4), issuedAt: hall.now, stops: [] });
  tell({ type: 'notice.issued', ...at, queueId: 'q-bank', notice: { stop: 9, bankStop: 1 } });
  expect(itemHours(hall)).toEqual([{ ...nothing, itemId: 'market-1', hour: 9, issued: 1, arrived: 1 }]);
  // The way to the bank is dropped, waits again, and is opened no more: no item is counted there.
  const second = { ticketId: ticket(1), stop: 1 };
  tell({ type: 'stop.dropped', ...second }, { ...undone, what: 'start', reverted: [1] }, { ...undone, what: 'start', reverted: [1] });
  // Old logs say neither by which rule nor whom a call passed.
  tell(call, { ...undone, what: 'call' }, { ...call, why: 'preferred', passed: [ticket(3)] }, ...early, { ...undone, what: 'start' }, { type: 'stop.missed', ...at, stop: 0, calls: 2, proof: 'shown' });
  // Given up, and that is final.
  const given = { type: 'stop.abandoned', ticketId: ticket(1), stop: 0, reason: 'restoreExpired' };
  tell(given, { type: 'ticket.cancelled', ticketId: ticket(1), reason: 'visitor' }, given);
  expect(itemHours(hall)).toEqual([{ ...nothing, itemId: 'market-1', hour: 9, issued: 1, arrived: 1, turns: 1, missed: 1, abandoned: 1, waits: 1, inTime: 1 }]);
});
