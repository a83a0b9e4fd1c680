import { callNext, clerkAt, finish, issue, kiosk, openHall, testConfig, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const called = (events: readonly object[]) => events.flatMap((event) => ('callId' in event && 'ticketId' in event ? [Number(String(event.ticketId).slice(1))] : []));

/** Serves everybody at a window and tells in which order. */
function serveAll(hall: ReturnType<typeof openHall>, windowId: string, count: number): number[] {
  hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  const order: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const [n] = called(hall.run(clerkAt(windowId), callNext(windowId)));
    if (n === undefined) throw new Error('nobody was called');
    order.push(n);
    hall.run(clerkAt(windowId), finish(windowId, n));
  }
  return order;
}

function issueAll(hall: ReturnType<typeof openHall>, ...items: string[]) {
  items.forEach((item, index) => {
    hall.run(kiosk(), issue(index + 1, item));
    hall.now += 1000;
  });
}

test('[O1] the earliest place first, ties by number', () => {
  const hall = openHall();
  [1, 2, 3].forEach((n) => hall.run(kiosk(), issue(n)));
  hall.now += 1;
  hall.run(kiosk(), issue(4));
  expect(serveAll(hall, 'w1', 4)).toEqual([1, 2, 3, 4]);
});

test('[O2] the better rank first, the next rank when it is empty', () => {
  const hall = openHall();
  issueAll(hall, 'tax-1', 'market-1', 'market-1');
  expect(serveAll(hall, 'w2', 3)).toEqual([2, 3, 1]);
});

test('[O3] within a rank the calls follow the weights', () => {
  const hall = openHall();
  issueAll(hall, 'tax-1', 'tax-1', 'tax-1', 'bank-1', 'bank-1', 'bank-1', 'bank-1', 'bank-1');
  expect(serveAll(hall, 'w3', 8)).toEqual([1, 4, 5, 2, 6, 7, 3, 8]);
});

test('[O4] whoever waits longer than half an hour counts as best rank', () => {
  const hall = openHall();
  issueAll(hall, 'tax-1', 'market-1');
  hall.now += 1_800_000;
  hall.run(kiosk(), issue(3));
  expect(serveAll(hall, 'w2', 3)).toEqual([1, 2, 3]);
});

test('[O5] a ticket that cannot be called now is passed over and keeps its place', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1, 'market-1', { paper: 'pending' }));
  hall.run(kiosk(), issue(2));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  expect(called(hall.run(clerkAt('w1'), callNext('w1')))).toEqual([2]);
  hall.run(clerkAt('w1'), finish('w1', 2));
  hall.run(kiosk(), issue(3));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(1), day: '2026-01-05', jobId: null, copy: 0, outcome: 'printed', at: hall.now });
  expect(called(hall.run(clerkAt('w1'), callNext('w1')))).toEqual([1]);
});

test('[O2] a window that is not in the configuration takes nobody', () => {
  const hall = openHall({ config: testConfig() });
  hall.run(kiosk(), issue(1));
  expect(hall.when({ ...clerkAt('w1'), windowId: 'w7' } as never, callNext('w7'))).toMatchObject({ rejection: { code: 'window.unknown' } });
});
