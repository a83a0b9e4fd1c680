import { expect, test } from 'vitest';
import { gainAt } from './volume.ts';

test('the first stretch that holds the minute decides, also over midnight; otherwise the zone’s own volume', () => {
  const zone = { volume: 80, volumePlan: [{ from: '12:00', to: '14:00', volume: 60 }, { from: '12:00', to: '13:00', volume: 5 }, { from: '22:00', to: '06:30', volume: 0 }] };
  const at = (wall: string) => gainAt(zone, Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3)));
  expect(['11:59', '12:00', '13:59', '14:00', '21:59', '22:00', '00:00', '06:29', '06:30'].map(at)).toEqual([0.8, 0.6, 0.6, 0.8, 0.8, 0, 0, 0, 0.8]);
});
