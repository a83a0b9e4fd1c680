import { at, callNext, clerkAt, finish, issue, kiosk, openHall, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';

const w1 = clerkAt('w1');
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const add = (itemId: string, count = 1) => at('stop.addItem', 'w1', 1, { itemId, count });

/** w1 serves ticket 1, which was issued at the start; ticket 2 waits for tax since. */
function servingHall() {
  const hall = openHall();
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

test('[A3] the item must be known, and there are bounds', () => {
  const hall = servingHall();
  expect(hall.when(w1, add('none'))).toEqual(no('item.unknown', { itemId: 'none' }));
  expect(hall.when(w1, add('market-1', 99))).toEqual(no('items.tooMany', { most: 99 }));
  for (let n = 0; n < 19; n += 1) hall.run(w1, add('tax-1'));
  expect(hall.when(w1, add('market-2'))).toEqual(no('items.tooMany', { most: 20 }));
});
