import { expect, test } from 'vitest';
import { ceilings, forecast, isBelow, type Sample } from './forecast.ts';

/** Thirty samples, ten visits apart, from a value a visit. */
const samples = (of: (visits: number) => Partial<Sample>): Sample[] =>
  Array.from({ length: 30 }, (_, index) => ({ visits: (index + 1) * 10, heap: 7e6, nodes: 300, listeners: 200, agent: 200e6, outbox: 1e6, ...of((index + 1) * 10) }));

test('what stays as it is stays so for thirty days; warming up does not count', () => {
  const flat = forecast(samples((visits) => ({ heap: visits <= 100 ? visits * 1e5 : 7e6 })));
  expect([flat.thirtyDays, flat.perVisit.heap, isBelow(flat)]).toEqual([{ heap: 7e6, nodes: 300, listeners: 200, agent: 200e6, outbox: 1e6 }, 0, true]);
});

test.each(Object.keys(ceilings) as (keyof typeof ceilings)[])('a kiosk that keeps a little %s of each visit is found', (measure) => {
  const visitsLeft = measure === 'outbox' ? 400 : 12_000;
  const leak = (ceilings[measure] / visitsLeft) * 1.05;
  const leaking = forecast(samples((visits) => ({ [measure]: 100 + visits * leak })));
  expect([Math.round(leaking.perVisit[measure]), isBelow(leaking)]).toEqual([Math.round(leak), false]);
});
