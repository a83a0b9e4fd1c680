import type { ZoneId } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { setUp, startsAt } from '../testing/one-device.ts';

test('a zone that goes to another device is forgotten without a word, also in the middle of speech', async () => {
  const { clock, hall, outcomes, call } = await setUp();
  call(1);
  await clock.pass(2_000);
  call(2);
  hall.assign('A', 'other');
  await clock.pass(80_000);
  expect(outcomes()).toEqual([[1, 'spoken', null]]);
});

test('a zone that comes back is taken up again', async () => {
  const { clock, hall, begun, call } = await setUp();
  call(1);
  await clock.pass(2_000);
  call(2);
  hall.assign('A', 'other');
  await clock.pass(1_000);
  hall.assign('A', 'tv');
  await clock.pass(15_000);
  expect(begun()).toEqual([1, 2]);
});

test('while another device still speaks in a zone, that zone waits and others do not', async () => {
  const { clock, hall, device, begun, outcomes, call } = await setUp({ zones: ['B'] });
  const other = hall.calls.length;
  hall.assign('A', 'other');
  const theirs = call(other + 1);
  expect(hall.claim('other', theirs, 'A' as ZoneId, 7_000)).toBe('granted');
  hall.assign('A', 'tv');
  await clock.pass(50);
  expect(begun()).toEqual([]);
  call(7, { zone: 'B' });
  await clock.pass(50);
  expect(begun()).toEqual([7]);
  expect(outcomes()).toEqual([]);
  expect(device.seen()?.view?.zones.map(({ zone }) => zone)).toEqual(['B', 'A']);
});

test('the turn of a zone begins when the other device’s planned end has come', async () => {
  const { clock, hall, device, call } = await setUp({ zones: ['A'] });
  hall.assign('A', 'other');
  const theirs = call(1);
  expect(hall.claim('other', theirs, 'A' as ZoneId, 7_000)).toBe('granted');
  hall.assign('A', 'tv');
  call(2);
  await clock.pass(20_000);
  expect(device.asked.map(({ at }) => at)).toEqual([startsAt + 20 + 7_000]);
});

test('a muted zone is shown only: what is spoken stops within 100 ms, what waits and what comes is dropped', async () => {
  const { clock, hall, device, outcomes, call } = await setUp();
  call(1);
  await clock.pass(3_000);
  call(2);
  hall.mute('A', true);
  const since = clock.now();
  await clock.pass(1_000);
  expect(device.sink.heard).toMatchObject([{ end: 'stopped' }]);
  expect((device.sink.heard[0]?.to ?? Infinity) - since).toBeLessThanOrEqual(100);
  call(3);
  await clock.pass(10_000);
  hall.mute('A', false);
  call(4);
  await clock.pass(10_000);
  expect(outcomes()).toEqual([[2, 'dropped', 'muted'], [1, 'dropped', 'muted'], [3, 'dropped', 'muted'], [4, 'spoken', null]]);
});

test('muted while the hub is being asked: not begun', async () => {
  const { clock, hall, device, outcomes, call } = await setUp();
  call(1);
  await clock.pass(15);
  hall.mute('A', true);
  await clock.pass(10_000);
  expect(device.asked.length).toBe(1);
  expect(outcomes()).toEqual([[1, 'dropped', 'muted']]);
  expect(device.sink.heard).toEqual([]);
});

test('a plan that says volume 0 is a muted zone; otherwise it is the loudness', async () => {
  const volumePlan = [{ from: '12:00', to: '14:00', volume: 0 }, { from: '14:00', to: '15:00', volume: 40 }];
  let minutes = 12 * 60;
  const { clock, device, outcomes, call } = await setUp({ voice: { volumePlan }, minutes: () => minutes });
  call(1);
  await clock.pass(1_000);
  minutes = 14 * 60;
  call(2);
  await clock.pass(10_000);
  minutes = 16 * 60;
  call(3);
  await clock.pass(10_000);
  expect(outcomes()).toEqual([[1, 'dropped', 'muted'], [2, 'spoken', null], [3, 'spoken', null]]);
  const [soft, loud] = device.sink.heard.map(({ peak }) => peak);
  expect((soft ?? 0) / (loud ?? 1)).toBeCloseTo(0.5, 6);
});
