import type { StatisticsReply } from '@hallcall/protocol';
import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { turnedAwayRows } from './turned-away-card.tsx';

const names = { windowLabel: String, queue: String, item: (id: string) => `«${id}»`, minutes: () => 0 };
const register = {
  refusals: [{ code: 'quota.full', itemId: 'a', hour: 9, count: 3 }, { code: 'not.known', itemId: 'b', hour: 10, count: 1 }], searches: [{ text: '=护照', count: 2 }],
} as unknown as NonNullable<StatisticsReply['turnedAway']>;

test('the register as a table: reasons in words, a code that has none as it is, and the words searched', () => {
  const t = texts('zh');
  expect(turnedAwayRows('2026-11-22', register, { t, names })).toEqual([
    ['营业日', '原因', '事项', '时段', '次数'], ['2026-11-22', '号源已满', '«a»', expect.stringContaining('9'), 3], ['2026-11-22', 'not.known', '«b»', expect.stringContaining('10'), 1],
    ['2026-11-22', '没有找到的搜索', '=护照', null, 2],
  ]);
});
