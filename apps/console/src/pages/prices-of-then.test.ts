import type { HubConfig } from '@hallcall/client';
import { expect, test } from 'vitest';
import { createPricesOfThen } from './prices-of-then.ts';
import { isOdd } from '@hallcall/client';

const version = (number: number, fen: number): HubConfig =>
  ({ version: number, catalogue: { departments: [{ items: [{ id: 'card', fee: { charge: 'amount', fen, payAt: 'bank', text: { zh: '元', en: 'CNY' } } }] }] } }) as unknown as HubConfig;

test('a charge is compared with the price of its own day: what was right then is no difference now, and what was wrong then is found', () => {
  const check = createPricesOfThen(version(3, 3_000), new Map([[1, version(1, 2_000)], [2, null]]));
  const found = ([[1, 2_000], [1, 3_000], [3, 3_000], [null, 3_000], [null, 2_000], [2, 2_000], [9, 2_000]] as const).map(([config, fen]) => check({ config }, { itemId: 'card' as never, fen }));
  expect(found).toEqual([
    { kind: 'same' }, { kind: 'differs', fen: 2_000 }, { kind: 'same' }, { kind: 'same' }, { kind: 'differs', fen: 3_000 }, { kind: 'unknown' }, { kind: 'unknown' },
  ]);
  expect(found.filter(isOdd)).toHaveLength(2);
});
