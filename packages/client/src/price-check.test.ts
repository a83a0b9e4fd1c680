import type { HubConfig } from './hub-config.ts';
import { expect, test } from 'vitest';
import { createPriceCheck, isOdd } from './price-check.ts';

test('a charge is compared with the fixed fee of the catalogue; a tariff and missing information are not judged', () => {
  const text = { zh: '元', en: 'CNY' };
  const items = [
    { id: 'fixed', fee: { charge: 'amount', fen: 2_000, payAt: 'bank', text } },
    { id: 'free', fee: { charge: 'none' } },
    { id: 'tariff', fee: { charge: 'schedule', payAt: 'bank', text } },
    { id: 'missing', fee: null },
  ];
  const check = createPriceCheck({ catalogue: { departments: [{ items }] } } as unknown as HubConfig);
  const lines = [['fixed', 2_000], ['fixed', 2_100], ['free', 0], ['free', 1], ['tariff', 5], ['missing', 5], ['gone', 5]] as const;
  const found = lines.map(([itemId, fen]) => check({ itemId: itemId as never, fen }));
  expect(found).toEqual([
    { kind: 'same' }, { kind: 'differs', fen: 2_000 }, { kind: 'same' }, { kind: 'free' }, { kind: 'schedule' }, { kind: 'unknown' }, { kind: 'unknown' },
  ]);
  expect(found.map(isOdd)).toEqual([false, true, false, true, false, false, false]);
});
