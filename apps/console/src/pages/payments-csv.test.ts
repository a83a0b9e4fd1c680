import type { NoticeRecord } from '@hallcall/protocol';
import { texts } from '@hallcall/text';
import type { Names } from '@hallcall/ui';
import { expect, test } from 'vitest';
import { paymentRows } from './payments-csv.ts';

const line = (fen: number, quantity: number) => ({ itemId: 'card', basis: '收费标准', fen, quantity });

test('a row a charge; what is to pay and what was waived stand in the first one, so that the columns add up', () => {
  const notice = {
    number: '20261122-00000001', ticket: { prefix: 'A', n: 1 }, windowId: 'w1', clerkId: 'c1', lines: [line(2_000, 2), line(150, 1)], waiver: { fen: 50, basis: '减免' }, fen: 4_100, code: 'F1',
    issuedAt: Date.UTC(2026, 10, 22, 1), status: 'paid', receipt: { number: 'R-1', paidBy: 'cash', clerkId: 'c8', at: Date.UTC(2026, 10, 22, 2) }, endedAt: null,
  } as unknown as NoticeRecord;
  const names = { item: () => '身份证', windowLabel: () => '1' } as unknown as Names;
  const [, first, second] = paymentRows([notice], { t: texts('zh'), names, check: (_, { fen }) => (fen === 150 ? { kind: 'differs', fen: 200 } : { kind: 'same' }), timeZone: 'Asia/Shanghai' });
  expect(first).toEqual(['20261122-00000001', 'A\u00a0001', '1', 'c1', '2026-11-22 09:00', '已缴', '2026-11-22 10:00', 'R-1', expect.any(String), 'c8', 'F1', '身份证', '收费标准', 20, 2, null, expect.any(String), 0.5, 41]);
  expect(second?.slice(11)).toEqual(['身份证', '收费标准', 1.5, 1, 2, expect.any(String), null, null]);
});
