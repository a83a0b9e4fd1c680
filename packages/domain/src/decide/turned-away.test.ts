import { createScenario, kiosk, manager, monday9, openHall } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { Command } from '../command.ts';
import { createTurnedAway } from '../statistics/turned-away.ts';

const day = '2026-01-05';
const batch = (more: Record<string, unknown> = {}) => ({
  type: 'visitors.turnedAway', day, from: monday9 - 20_000, to: monday9, refusals: [{ code: 'quota.full', itemId: 'tax-1', count: 2 }], searches: [{ text: '护照', count: 1 }], ...more,
});

test('[TA1] what a kiosk tells is one anonymous event, and changes nothing else', () => {
  const hall = openHall();
  const before = structuredClone({ ...hall.state, lastEventAt: 0 });
  expect(hall.run(kiosk(), batch())).toEqual([{ ...batch({ day: undefined }), deviceId: 'kiosk-1' }].map(({ day: _day, ...event }) => event));
  expect({ ...hall.state, lastEventAt: 0 }).toEqual(before);
  expect(hall.when(kiosk(), batch({ refusals: [], searches: [] }))).toEqual({ kind: 'events', events: [] });
  expect(hall.when(manager, batch())).toEqual({ kind: 'rejection', rejection: { code: 'command.notYours' } });
});

const parses = (more: Record<string, unknown>) => Command.safeParse(batch(more)).success;
const search = (text: string) => ({ searches: [{ text, count: 1 }] });

test('[TA1] digits, long words and long lists are no such fact', () => {
  expect([{}, search('x'.repeat(40))].map(parses)).toEqual([true, true]);
  expect([
    search('身份证 11010519'), search('１２３'), search('x'.repeat(41)), search(''), { searches: Array.from({ length: 51 }, () => ({ text: 'x', count: 1 })) },
    { refusals: [{ code: 'quota full', itemId: 'tax-1', count: 1 }] }, { refusals: [{ code: 'quota.full', itemId: 'tax-1', count: 0 }] },
  ].map(parses)).toEqual([false, false, false, false, false, false, false]);
});

test('[TA1] what the catalogue does not know is masked before it is stored; lines that look the same are one', () => {
  const searches = [{ text: '张三 登记', count: 2 }, { text: '三张 登记', count: 9_998 }, { text: '登记', count: 1 }];
  expect(openHall().run(kiosk(), batch({ searches }))).toMatchObject([{ searches: [{ text: '□□ 登记', count: 9_999 }, { text: '登记', count: 1 }] }]);
});

test('[TA2] it belongs to its own day, not to the future, and waits for a day that is not open yet', () => {
  const hall = openHall();
  expect(hall.run(kiosk(), batch({ from: monday9 + 60_000, to: monday9 + 90_000 }))).toMatchObject([{ from: monday9, to: monday9 }]);
  expect(hall.when(kiosk(), batch({ day: '2026-01-06' }))).toEqual({ kind: 'fault', fault: { code: 'day.notOpen' } });
  expect(hall.run(kiosk(), batch({ day: '2026-01-04' }))).toMatchObject([{ lateDay: '2026-01-04' }]);
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(kiosk(), batch())).toMatchObject([{ lateDay: day }]);
  expect(createScenario().when(kiosk(), batch())).toEqual({ kind: 'fault', fault: { code: 'day.notOpen' } });
});

test('[TA3] a day’s register adds up by reason, item and hour, and by words', () => {
  const hall = openHall();
  hall.run(kiosk(), batch());
  hall.run(kiosk(2), batch({ searches: [{ text: '护照', count: 2 }, { text: 'visa', count: 9 }] }));
  hall.now += 3_600_000;
  hall.run(kiosk(), batch({ to: hall.now, searches: [] }));
  const register = createTurnedAway('Asia/Shanghai');
  expect(register.report()).toBeNull();
  hall.log.forEach(register.add);
  expect(register.report()).toEqual({
    refusals: [{ code: 'quota.full', itemId: 'tax-1', hour: 9, count: 4 }, { code: 'quota.full', itemId: 'tax-1', hour: 10, count: 2 }],
    searches: [{ text: 'visa', count: 9 }, { text: '护照', count: 3 }],
  });
});
