import { expect, test } from 'vitest';
import { createHubTime } from './hub-time.ts';

const timeOf = (heard: number | null, wall: number, contact: number) => createHubTime({ heard: () => heard, wall: () => wall, contactAt: () => contact })();

test('a hub that is heard is believed, also when its clock was set back behind the last contact', () => {
  expect(timeOf(5_000, 90_000, 60_000)).toBe(5_000);
});

test('without the hub the own clock counts, but never before the last contact', () => {
  expect(timeOf(null, 90_000, 60_000)).toBe(90_000);
  expect(timeOf(null, 5_000, 60_000)).toBe(60_000);
});
