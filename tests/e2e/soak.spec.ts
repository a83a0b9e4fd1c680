// The short form of I15; the long one is a command of its own.
import { expect, test } from '@playwright/test';
import { soak } from '../soak/soak.ts';

test('the kiosk’s page keeps nothing of the visitors who have gone', async () => {
  test.setTimeout(180_000);
  const samples = await soak(18, () => undefined);
  const [first, last] = [samples.find(({ visits }) => visits === 6), samples.at(-1)];
  expect(last?.visits).toBe(18);
  // Each visit that was kept would add its page of some 300 nodes.
  expect(last?.nodes).toBeLessThan((first?.nodes ?? 0) + 150);
  expect(last?.listeners).toBeLessThan((first?.listeners ?? 0) + 100);
  expect(last?.heap).toBeLessThan((first?.heap ?? 0) * 1.5);
});
