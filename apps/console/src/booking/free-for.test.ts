import { expect, test } from 'vitest';
import { freeFor } from './free-for.ts';

const slots = [{ from: 0, to: 10, free: 3 }, { from: 10, to: 20, free: 2 }];
const full = [{ items: ['a' as never, 'b' as never], at: [10] }, { items: ['c' as never], at: [0, 10] }];
const free = (...ids: string[]) => freeFor(ids.map((itemId) => ({ itemId: itemId as never })), slots, full).map((slot) => slot.free);

test('a slot in which one of the items has no number left cannot be booked, whatever is free in the queue', () => {
  expect([free('d'), free('b'), free('d', 'a'), free('b', 'c')]).toEqual([[3, 2], [3, 0], [3, 0], [0, 0]]);
});
