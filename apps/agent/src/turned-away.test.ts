import type { ItemId } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { createTurnedAway, withoutDigits } from './turned-away.ts';

function counter() {
  let time = 1_000;
  const timers: (() => void)[] = [];
  const told: unknown[] = [];
  const made = createTurnedAway({
    now: () => time,
    after: (delayMs, run) => {
      expect(delayMs).toBe(30_000);
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
    tell: (batch) => void told.push(batch),
  });
  const due = () => {
    time += 30_000;
    for (const run of timers.splice(0)) run();
  };
  return { made, told, due, timers };
}
const item = 'D01-01' as ItemId;

test('however often it is asked for, one batch in half a minute tells how often', () => {
  const { made, told, due, timers } = counter();
  for (let n = 0; n < 20_000; n += 1) made.refused('quota.full', item);
  made.refused('day.closed', item);
  made.searched(' 护照 ');
  made.searched('护照');
  expect([timers.length, told]).toEqual([1, []]);
  due();
  expect(told).toEqual([{
    from: 1_000, to: 31_000, refusals: [{ code: 'quota.full', itemId: item, count: 9_999 }, { code: 'day.closed', itemId: item, count: 1 }], searches: [{ text: '护照', count: 2 }],
  }]);
  due();
  expect([timers.length, told.length]).toEqual([0, 1]);
  made.searched('visa');
  made.close();
  expect([timers.length, told.at(-1)]).toEqual([0, { from: 61_000, to: 61_000, refusals: [], searches: [{ text: 'visa', count: 1 }] }]);
  made.close();
  expect(told).toHaveLength(2);
});

test('fifty lines of each kind are kept, not more', () => {
  const { made, told, due } = counter();
  for (let n = 0; n < 80; n += 1) {
    made.refused(`code.${'x'.repeat(n)}`, item);
    made.searched('字'.repeat(1 + (n % 40)) + (n < 40 ? 'a' : 'b'));
  }
  due();
  expect(told).toMatchObject([{ refusals: { length: 50 }, searches: { length: 50 } }]);
});

test('no digit of what was typed is kept, and no more than forty characters', () => {
  expect(['身份证 110105199001011234X', '１３８００１３８０００', '①②③', '  a \n b  ', ''].map(withoutDigits)).toEqual(['身份证 X', '', '', 'a b', '']);
  expect(withoutDigits('字'.repeat(60))).toBe('字'.repeat(40));
});
