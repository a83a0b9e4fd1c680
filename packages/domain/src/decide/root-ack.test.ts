import { manager, openHall, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { agentView, emptyHall, evolve, type DeviceId } from '../index.ts';

const date = '2026-01-04';
const [kept, told, other] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
const acks = (hall: Scenario) => agentView(hall.state, hall.config, 'kiosk-1' as DeviceId).rootAcks;
const acknowledge = (more: object = {}) => ({ type: 'root.acknowledge', date, kept, told, reason: '恢复了昨天的备份', ...more });

test('[D36] a manager acknowledges one root with a reason, once; agents hear it, also on later days and in a fold that begins there', () => {
  const hall = openHall();
  expect(acks(hall)).toEqual([]);
  expect(hall.run(manager, acknowledge())).toEqual([{ type: 'root.acknowledged', date, kept, told, reason: '恢复了昨天的备份' }]);
  expect(hall.run(manager, acknowledge({ reason: 'again' }))).toEqual([]);
  expect(acks(hall)).toEqual([{ date, kept, told }]);
  // Another root, or another date, is another matter.
  hall.run(manager, acknowledge({ told: other }));
  hall.run(manager, acknowledge({ date: '2026-01-03' }));
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  const expected = [{ date, kept, told }, { date, kept, told: other }, { date: '2026-01-03', kept, told }];
  expect(acks(hall)).toEqual(expected);
  const folded = emptyHall();
  for (const timed of hall.log.slice(hall.log.findLastIndex(({ event }) => event.type === 'day.opened'))) evolve(folded, timed);
  expect(folded.rootAcks).toEqual(expected);
});

test('[D36] only the newest are remembered', () => {
  const hall = openHall();
  for (let n = 0; n < 35; n += 1) hall.run(manager, acknowledge({ kept: String(n).padStart(64, '0') }));
  expect([acks(hall)?.length, acks(hall)?.[0]?.kept]).toEqual([30, '5'.padStart(64, '0')]);
});
