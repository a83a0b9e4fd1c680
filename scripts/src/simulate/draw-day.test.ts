import { checkConfig } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { createAgenda } from './agenda.ts';
import { createDice } from './dice.ts';
import { drawDay } from './draw-day.ts';
import { dayNames, days } from './profile.ts';
import { simulatedHall } from './simulated-hall.ts';

test.each(dayNames)('the hall of a %s day passes the check, has its windows, and every queue is somebody’s first', (name) => {
  const hall = simulatedHall(days[name].windows);
  expect(checkConfig(hall).ok).toBe(true);
  expect(hall.windows.length).toBe(days[name].windows);
  const first = new Set(hall.windows.flatMap(({ queues }) => queues.filter(({ rank }) => rank === 1).map(({ queue }) => queue)));
  expect(hall.queues.filter(({ id }) => !first.has(id))).toEqual([]);
});

test('a day has the visitors of its profile, in the half-hours of its profile, with an id each', () => {
  const hall = simulatedHall(days.busy.windows);
  const { visitors, startsAt, windows } = drawDay(days.busy, hall, 3);
  expect(visitors.length).toBe(10_000);
  expect(new Set(visitors.map(({ ticketId }) => ticketId)).size).toBe(10_000);
  const opensAt = startsAt + 60_000;
  const sum = days.busy.arrivals.reduce<number>((all, weight) => all + weight, 0);
  days.busy.arrivals.forEach((weight, index) => {
    const count = visitors.filter(({ arrivesAt }) => Math.floor((arrivesAt - opensAt) / 1_800_000) === index).length;
    // Five standard deviations of a binomial count.
    expect(Math.abs(count - (10_000 * weight) / sum)).toBeLessThan(5 * Math.sqrt((10_000 * weight) / sum));
  });
  expect(windows.length).toBe(100);
});

test('numbers of a kiosk without the hub are its own, each once', () => {
  const hall = simulatedHall(days.overload.windows);
  const offline = drawDay(days.overload, hall, 3).visitors.flatMap((visitor) => (visitor.offline ? [{ device: visitor.device, ...visitor.offline.number }] : []));
  expect(offline.length).toBeGreaterThan(50);
  expect(new Set(offline.map(({ prefix, n }) => `${prefix}${n}`)).size).toBe(offline.length);
  for (const { device, n } of offline) expect(Math.floor((n - 5000) / 500)).toBe(Number(device.slice(-1)) - 1);
});

const ids = (...words: (string | number)[]) => Array.from({ length: 5 }, createDice(...words).id);
const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((sum, value) => sum + value, 0) / 20_000;

test('the same words give the same stream, other words another', () => {
  expect(ids(1, 'a')).toEqual(ids(1, 'a'));
  expect(ids(1, 'a')).not.toEqual(ids(2, 'a'));
  const many = Array.from({ length: 20_000 }, (_, i) => createDice('one', i).id());
  expect(new Set(many).size).toBe(many.length);
});

test('the dice keep to the means they are asked for', () => {
  const dice = createDice('means');
  expect(mean(() => dice.lognormal(100, 0.5))).toBeGreaterThan(98);
  expect(mean(() => dice.lognormal(100, 0.5))).toBeLessThan(102);
  expect(mean(() => dice.weibull(100))).toBeGreaterThan(98);
  expect(mean(() => dice.weibull(100))).toBeLessThan(102);
});

test('the agenda gives what is earliest, ties by key, and nothing too early', () => {
  const agenda = createAgenda<number>();
  const dice = createDice('agenda');
  const entries = Array.from({ length: 500 }, (_, i) => ({ at: dice.below(50), key: `k${dice.below(20)} ${i}` }));
  for (const { at, key } of entries) agenda.add(at, key, 0);
  const taken: { at: number; key: string }[] = [];
  for (let next = agenda.take(40); next; next = agenda.take(40)) taken.push({ at: next.at, key: next.key });
  expect(taken).toEqual(entries.filter(({ at }) => at < 40).toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)));
  expect(agenda.take(50)?.at).toBe(Math.min(...entries.map(({ at }) => at).filter((at) => at >= 40)));
});
