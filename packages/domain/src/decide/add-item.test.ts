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

/** Serving in a hall where the tax queue has so many items that the bounds are reached. */
function wideHall() {
  const config = testConfig();
  const tax = config.items.find(({ id }) => id === ('tax-1' as never));
  const more = Array.from({ length: 20 }, (_, n) => ({ ...tax, id: `more-${n}` }));
  return servingHall({ config: testConfig({ items: [...config.items, ...more] as never }) });
}

const atBank = (itemId: string) => at('stop.addItem', 'w4', 1, { itemId, count: 1 });

test('[A3] the stops at the bank do not count, what is added there does; one more of the same is no further item', () => {
  const hall = wideHall();
  const bank = bankClerkAt('w4');
  hall.run(bank, { type: 'window.open', windowId: 'w4' });
  for (let n = 0; n < 18; n += 1) hall.run(w1, add(`more-${n}`));
  hall.run(w1, bill);
  hall.run(bank, callNext('w4'));
  hall.run(bank, at('stop.start', 'w4', 1));
  hall.run(bank, atBank('bank-1'));
  expect(hall.when(bank, atBank('more-18'))).toEqual(no('items.tooMany', { most: 20 }));
  expect(hall.run(bank, atBank('bank-1'))).toMatchObject([{ type: 'stop.itemAdded', items: [{ itemId: 'market-1' }, { itemId: 'bank-1', count: 2 }] }]);
});

test('[A3] the item must be known, and there are bounds, each named by itself', () => {
  const hall = wideHall();
  expect(hall.when(w1, add('none'))).toEqual(no('item.unknown', { itemId: 'none' }));
  expect(hall.when(w1, add('market-1', 99))).toEqual(no('items.tooMany', { most: 99 }));
  for (let n = 0; n < 19; n += 1) hall.run(w1, add(`more-${n}`));
  expect([hall.when(w1, add('market-2')), hall.when(w1, add('more-19'))]).toEqual([no('items.tooMany', { most: 20 }), no('items.tooMany', { most: 20 })]);
  expect([hall.when(w1, add('more-3', 98)).kind, hall.when(w1, add('more-3', 99))]).toEqual(['events', no('items.tooMany', { most: 99 })]);
});

test('[A2] what is asked for in one visit of one other queue is one further stop there, and the visitor is called for it once', () => {
  const hall = wideHall();
  hall.run(w1, add('tax-1'));
  expect(hall.run(w1, add('more-1', 2))).toEqual([
    { type: 'stop.itemAdded', ticketId: ticket(1), windowId: 'w1', stop: 1, itemId: 'more-1', items: [{ itemId: 'tax-1', count: 1 }, { itemId: 'more-1', count: 2 }] },
  ]);
  hall.run(w1, add('tax-1'));
  expect(stops(hall)?.map(({ items }) => items)).toEqual([[{ itemId: 'market-1', count: 1 }], [{ itemId: 'tax-1', count: 2 }, { itemId: 'more-1', count: 2 }]]);
  // A step of the journey itself, or one that has been opened, is another visit.
  hall.run(w1, add('bank-1'));
  hall.run(w1, finish('w1', 1));
  hall.run(clerkAt('w4'), { type: 'window.open', windowId: 'w4' });
  hall.run(clerkAt('w4'), callNext('w4'));
  hall.run(clerkAt('w4'), at('stop.start', 'w4', 1));
  expect(hall.run(clerkAt('w4'), at('stop.addItem', 'w4', 1, { itemId: 'more-2', count: 1 }))).toMatchObject([{ type: 'stop.added', stop: 3, after: 2 }]);
});

test('[A2] what is asked for at another stop waits for that one, also in the same queue', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1, '', { items: ['market-1', 'bank-1'].map((itemId) => ({ itemId, count: 1 })) }));
  const w4 = clerkAt('w4');
  for (const [clerk, windowId] of [[w1, 'w1'], [w4, 'w4']] as const) {
    hall.run(clerk, { type: 'window.open', windowId });
    hall.run(clerk, callNext(windowId));
    hall.run(clerk, at('stop.start', windowId, 1));
    hall.run(clerk, at('stop.addItem', windowId, 1, { itemId: 'tax-1', count: 1 }));
    hall.run(clerk, at('stop.hold', windowId, 1, { reason: 'copies', forMs: null }));
  }
  expect(stops(hall)?.map(({ queueId, after }) => [queueId, after])).toEqual([['q-market', []], ['q-bank', []], ['q-tax', [0]], ['q-tax', [1]]]);
});

const undo = at('action.undo', 'w1', 1, { what: 'addItem' });

test('[U1] [A1] [A2] one more item is taken back: from here, from the further stop, or with that stop', () => {
  const hall = wideHall();
  const was = structuredClone(stops(hall));
  hall.run(w1, add('market-2'));
  expect(hall.run(w1, undo)).toMatchObject([{ type: 'action.undone', what: 'addItem', stop: 0, status: 'serving', without: { stop: 0, items: [{ itemId: 'market-1', count: 1 }] } }]);
  expect([stops(hall), hall.state.windowById.get('w1' as never)?.active]).toEqual([was, { ticketId: ticket(1), stop: 0 }]);

  hall.run(w1, add('tax-1'));
  hall.run(w1, add('more-1'));
  expect(hall.run(w1, undo)).toMatchObject([{ what: 'addItem', stop: 0, without: { stop: 1, items: [{ itemId: 'tax-1', count: 1 }] } }]);
  expect([stops(hall)?.[1]?.items, statuses(hall)]).toEqual([[{ itemId: 'tax-1', count: 1 }], ['serving', 'blocked']]);
  expect(hall.when(w1, undo)).toEqual(no('undo.changed'));

  hall.run(w1, add('bank-1'));
  const events = hall.run(w1, undo);
  expect(events.map((event) => [event.type, 'without' in event])).toEqual([['action.undone', false], ['stop.dropped', false]]);
  expect(statuses(hall)).toEqual(['serving', 'blocked', 'cancelled']);
  // Nobody is sent to what was dropped, and asking for it again makes it anew.
  expect(hall.run(w1, add('bank-1'))).toMatchObject([{ type: 'stop.added', stop: 3 }]);
  hall.run(w1, finish('w1', 1));
  expect(statuses(hall)).toEqual(['done', 'waiting', 'cancelled', 'waiting']);
});
