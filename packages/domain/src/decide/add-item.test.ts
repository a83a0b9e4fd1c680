import { at, bankClerkAt, callNext, clerkAt, finish, issue, kiosk, openHall, testConfig, testConfigWithPolicy, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const w1 = clerkAt('w1');
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const add = (itemId: string, count = 1) => at('stop.addItem', 'w1', 1, { itemId, count });

/** w1 serves ticket 1, which was issued at the start; ticket 2 waits for tax since. */
function servingHall(options: Parameters<typeof openHall>[0] = {}) {
  const hall = openHall(options);
  hall.run(kiosk(), issue(1));
  hall.now += 1000;
  hall.run(kiosk(), issue(2, 'tax-1'));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.now += 60_000;
  return hall;
}
const stops = (hall: ReturnType<typeof servingHall>) => hall.state.ticketById.get(ticket(1))?.stops;

test('[A1] an item of the same queue joins the stop, the same one adds to its count', () => {
  const hall = servingHall();
  expect(hall.run(w1, add('market-2', 2))).toEqual([{ type: 'stop.itemAdded', ticketId: ticket(1), windowId: 'w1', stop: 0, itemId: 'market-2', items: [{ itemId: 'market-1', count: 1 }, { itemId: 'market-2', count: 2 }] }]);
  hall.run(w1, add('market-1', 3));
  expect(stops(hall)?.map(({ items }) => items)).toEqual([[{ itemId: 'market-1', count: 4 }, { itemId: 'market-2', count: 2 }]]);
  expect(hall.run(w1, callNext('w1', ticket(1)))).toMatchObject([{ type: 'stop.finished', count: 6 }]);
});

test('[A2] an item of another queue is a further stop, at the place of the ticket’s issue', () => {
  const hall = servingHall();
  const placeAt = hall.state.ticketById.get(ticket(1))?.issuedAt;
  expect(hall.run(w1, add('tax-1'))).toEqual([
    { type: 'stop.added', ticketId: ticket(1), windowId: 'w1', stop: 1, queueId: 'q-tax', itemId: 'tax-1', count: 1, after: 0, placeAt },
  ]);
  expect(stops(hall)?.[1]).toMatchObject({ index: 1, after: [0], life: { status: 'blocked' } });
  expect(hall.run(w1, finish('w1', 1))).toMatchObject([{ type: 'stop.finished' }, { type: 'stop.opened', stop: 1, placeAt }]);
  expect(hall.state.waiting.get('q-tax' as never)?.map(({ ticketId }) => ticketId)).toEqual([ticket(1), ticket(2)]);
});

const statuses = (hall: ReturnType<typeof servingHall>) => stops(hall)?.map(({ life }) => life.status);
const bill = at('notice.issue', 'w1', 1, { lines: [{ itemId: 'market-1', basis: 'x', fen: 100, quantity: 1 }], waiver: null, payee: 'x', code: null });
const confirm = (hall: ReturnType<typeof servingHall>) => ({ type: 'notice.confirm', noticeId: [...hall.state.noticeById.keys()].at(-1), receipt: 'R-1', paidBy: 'phone' });

test('[A2] [J5] an added item opens whatever became of the stop at which it was asked for, and what was added behind it waits for it', () => {
  for (const outcome of ['materialsMissing', 'refused']) {
    const hall = servingHall();
    hall.run(w1, add('tax-1'));
    expect(hall.run(w1, { ...finish('w1', 1), outcome })).toMatchObject([{ type: 'stop.finished', outcome }, { type: 'stop.opened', stop: 1, placeAt: stops(hall)?.[0]?.place.at }]);
    expect(statuses(hall)).toEqual(['done', 'waiting']);
    hall.run(w1, at('action.undo', 'w1', 1, { what: 'finish' }));
    expect(statuses(hall)).toEqual(['serving', 'blocked']);
  }
});

test('[A2] [J5] in a chain only the steps that depend on it are dropped', () => {
  const both = { zh: 'x', en: 'x' };
  const chain = { id: 'two', name: both, stops: [{ id: 'a', items: ['market-1'], after: [] }, { id: 'b', items: ['bank-1'], after: ['a'] }] };
  const hall = openHall({ config: testConfig({ chains: [chain] }) });
  hall.run(kiosk(), issue(1, '', { items: ['market-1', 'bank-1'].map((itemId) => ({ itemId, count: 1 })), chain: 'two' }));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, add('tax-1'));
  hall.run(w1, { ...finish('w1', 1), outcome: 'refused' });
  expect(statuses(hall)).toEqual(['done', 'cancelled', 'waiting']);
});

test('[A2] [J5] [Y5] it opens too when the visitor leaves the bank without paying, or never comes back after a no-show', () => {
  const bank = bankClerkAt('w4');
  const refused = servingHall();
  refused.run(w1, add('tax-1'));
  refused.run(w1, bill);
  refused.run(bank, { type: 'window.open', windowId: 'w4' });
  refused.run(bank, callNext('w4'));
  refused.run(bank, { ...finish('w4', 1), outcome: 'refused' });
  expect(statuses(refused)).toEqual(['cancelled', 'waiting', 'done']);

  const patient = testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 1_000, restoreWithinMs: 600_000 });
  const gone = servingHall({ config: patient });
  gone.run(w1, add('tax-1'));
  gone.run(w1, at('stop.hold', 'w1', 1, { reason: 'copies', forMs: null }));
  gone.run(w1, at('stop.resume', 'w1', 1));
  gone.pass(5_000);
  gone.run(w1, at('stop.miss', 'w1', 1));
  gone.pass(600_000);
  expect(statuses(gone)).toEqual(['abandoned', 'waiting']);

  const owing = servingHall({ config: patient });
  owing.run(w1, bill);
  owing.run(bank, { type: 'window.open', windowId: 'w4' });
  owing.run(bank, callNext('w4'));
  owing.run(bank, at('stop.start', 'w4', 1));
  owing.run(bank, at('stop.addItem', 'w4', 1, { itemId: 'tax-1', count: 1 }));
  owing.run(bank, at('stop.hold', 'w4', 1, { reason: 'payment', forMs: null }));
  owing.run(bank, at('stop.resume', 'w4', 1));
  owing.pass(5_000);
  owing.run(bank, at('stop.miss', 'w4', 1));
  owing.pass(600_000);
  expect(statuses(owing)).toEqual(['blocked', 'abandoned', 'waiting']);
  owing.run(bank, confirm(owing));
  expect(statuses(owing)).toEqual(['waiting', 'abandoned', 'waiting']);
});

test('[A2] what is asked for twice, or of a queue that the visitor goes to for this stop already, goes to that further stop', () => {
  const hall = servingHall({ config: manyTaxes });
  hall.run(w1, add('tax-1', 90));
  expect(hall.run(w1, add('tax-1', 2))).toEqual([{ type: 'stop.itemAdded', ticketId: ticket(1), windowId: 'w1', stop: 1, itemId: 'tax-1', items: [{ itemId: 'tax-1', count: 92 }] }]);
  hall.run(w1, add('tax-2'));
  expect(hall.when(w1, add('tax-1', 8))).toEqual(no('items.tooMany', { most: 99 }));
  expect(stops(hall)?.map(({ items }) => items)).toEqual([[{ itemId: 'market-1', count: 1 }], [{ itemId: 'tax-1', count: 92 }, { itemId: 'tax-2', count: 1 }]]);
  hall.run(w1, finish('w1', 1));
  const tax = clerkAt('w3');
  hall.run(tax, { type: 'window.open', windowId: 'w3' });
  hall.run(tax, callNext('w3'));
  hall.run(tax, at('stop.start', 'w3', 1));
  // Added there, it comes after that stop and not with what was added here.
  expect(hall.run(tax, at('stop.addItem', 'w3', 1, { itemId: 'market-2', count: 1 }))).toMatchObject([{ type: 'stop.added', stop: 2, after: 1 }]);
});

/** As the test hall, with twenty items for tax. */
const manyTaxes = testConfig({
  items: [
    { id: 'market-1', department: 'market', queue: 'q-market', minutes: 10 }, { id: 'market-2', department: 'market', queue: 'q-market', minutes: 10 },
    { id: 'bank-1', department: 'bank', queue: 'q-bank', minutes: 10 }, { id: 'bank-2', department: 'bank', queue: 'q-bank', minutes: 10 },
    ...Array.from({ length: 20 }, (_, index) => ({ id: `tax-${index + 1}`, department: 'tax', queue: 'q-tax', minutes: 5 })),
  ],
});

const atBank = (itemId: string) => at('stop.addItem', 'w4', 1, { itemId, count: 1 });

test('[A3] the stops at the bank do not count, what is added there does', () => {
  const hall = servingHall({ config: manyTaxes });
  const bank = bankClerkAt('w4');
  hall.run(bank, { type: 'window.open', windowId: 'w4' });
  for (let n = 1; n <= 18; n += 1) hall.run(w1, add(`tax-${n}`));
  hall.run(w1, bill);
  hall.run(bank, callNext('w4'));
  hall.run(bank, at('stop.start', 'w4', 1));
  hall.run(bank, atBank('bank-1'));
  expect(hall.when(bank, atBank('bank-2'))).toEqual(no('items.tooMany', { most: 20 }));
});

test('[A3] the item must be known, and there are bounds', () => {
  const hall = servingHall({ config: manyTaxes });
  expect(hall.when(w1, add('none'))).toEqual(no('item.unknown', { itemId: 'none' }));
  expect(hall.when(w1, add('market-1', 99))).toEqual(no('items.tooMany', { most: 99 }));
  for (let n = 1; n <= 19; n += 1) hall.run(w1, add(`tax-${n}`));
  expect(['market-2', 'tax-20'].map((itemId) => hall.when(w1, add(itemId)))).toEqual([no('items.tooMany', { most: 20 }), no('items.tooMany', { most: 20 })]);
  // More of what is there already is no further item.
  hall.run(w1, add('market-1'));
  expect(stops(hall)?.[0]?.items).toEqual([{ itemId: 'market-1', count: 2 }]);
});
