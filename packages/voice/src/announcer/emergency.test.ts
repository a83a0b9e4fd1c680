import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeDevice } from '../testing/fake-device.ts';
import { createFakeHall, zoneVoice } from '../testing/fake-hall.ts';
import { syntheticBank } from '../testing/synthetic-bank.ts';

const bank = syntheticBank({ languages: ['zh', 'en'], departments: [], scale: 1 });

async function setUp(languages: ('zh' | 'en')[] = ['zh']) {
  const clock = createFakeClock(1_000_000);
  const hall = createFakeHall(clock, () => 10);
  const device = createFakeDevice({ clock, hall, deviceId: 'tv', bank: () => bank, voice: () => zoneVoice({ volume: 30, languages }), latencyMs: () => 10 });
  hall.assign('A', 'tv');
  await clock.pass(20);
  const outcomes = () => device.reports.map(({ outcome, reason }) => [outcome, reason]);
  return { clock, hall, device, outcomes };
}
const title = '请注意，现在有紧急情况，请不要惊慌，听从工作人员指挥，从最近的安全出口离开。';

test('it interrupts within 100 ms, loops at full volume and ends with the emergency', async () => {
  const { clock, hall, device } = await setUp();
  const callId = hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(3_000);
  hall.emergency(true);
  const since = clock.now();
  await clock.pass(100_000);
  const [call, ...loops] = device.sink.heard;
  expect(call).toMatchObject({ end: 'stopped' });
  expect((loops[0]?.from ?? Infinity) - since).toBeLessThanOrEqual(100);
  expect(loops.length).toBeGreaterThan(3);
  expect(new Set(loops.map((loop) => loop.title))).toEqual(new Set([title]));
  expect(Math.min(...loops.map(({ peak }) => peak))).toBeCloseTo(0.5, 3);
  expect(device.sink.mostAtOnce()).toBe(1);
  expect(device.announcer.status()).toMatchObject({ isEmergency: true });
  hall.settle(callId);
  hall.emergency(false);
  await clock.pass(100);
  expect(device.sink.heard.at(-1)).toMatchObject({ end: 'stopped' });
  const count = device.sink.heard.length;
  await clock.pass(30_000);
  expect(device.sink.heard.length).toBe(count);
  expect(device.speaking.filter(({ state }) => state?.isEmergency === true).length).toBe(1);
  expect(device.speaking.at(-1)?.state).toBe(null);
});

test('the first language of the zones comes first; both are heard', async () => {
  const { clock, hall, device } = await setUp(['en']);
  hall.emergency(true);
  await clock.pass(1_000);
  expect(device.speaking[0]?.state?.subtitles.map(({ language }) => language)).toEqual(['en', 'zh']);
});

test('a muted zone hears it too', async () => {
  const { clock, hall, device } = await setUp();
  hall.mute('A', true);
  hall.emergency(true);
  await clock.pass(1_000);
  expect(device.sink.heard.length).toBe(1);
});

test('a device without zones leaves it to those that have them', async () => {
  const { clock, hall, device } = await setUp();
  hall.assign('A', 'other');
  hall.emergency(true);
  await clock.pass(10_000);
  expect(device.sink.heard).toEqual([]);
});

test('it goes on when the hub is lost', async () => {
  const { clock, hall, device } = await setUp();
  hall.emergency(true);
  await clock.pass(1_000);
  device.cut();
  await clock.pass(60_000);
  expect(device.sink.heard.length).toBeGreaterThan(2);
});

test('a sink that fails is tried again, one that comes later is used', async () => {
  const { clock, hall, device } = await setUp();
  device.sink.mood = 'rejects';
  hall.emergency(true);
  await clock.pass(3_000);
  device.announcer.setSink(null);
  device.sink.mood = 'works';
  await clock.pass(3_000);
  expect(device.sink.heard).toEqual([]);
  device.announcer.setSink(device.sink);
  await clock.pass(3_000);
  expect(device.sink.heard.length).toBe(1);
});

test('a call that was cut off is spoken again after the emergency, however long it went on', async () => {
  for (const lengthMs of [2_000, 20 * 60_000]) {
    const { clock, hall, device, outcomes } = await setUp();
    hall.call({ zone: 'A', window: 1, n: 1 });
    await clock.pass(3_000);
    hall.emergency(true);
    await clock.pass(lengthMs);
    expect(outcomes()).toEqual([['failed', 'interrupted']]);
    hall.emergency(false);
    await clock.pass(20_000);
    expect(outcomes()).toEqual([['failed', 'interrupted'], ['spoken', null]]);
    expect(device.sink.heard.at(-1)).toMatchObject({ end: 'whole' });
    await clock.pass(120_000);
    expect(outcomes().length).toBe(2);
  }
});

test('another device may speak it, when the first is gone', async () => {
  const { clock, hall, device, outcomes } = await setUp();
  hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(3_000);
  hall.emergency(true);
  await clock.pass(10_000);
  const other = createFakeDevice({ clock, hall, deviceId: 'other', bank: () => bank, voice: () => zoneVoice({ languages: ['zh'] }), latencyMs: () => 10 });
  device.announcer.close();
  hall.assign('A', 'other');
  await clock.pass(1_000);
  hall.emergency(false);
  await clock.pass(20_000);
  expect(outcomes()).toEqual([['failed', 'interrupted']]);
  expect(other.reports).toMatchObject([{ outcome: 'spoken' }]);
});

test('cut off and no longer true: not spoken again', async () => {
  const { clock, hall, device, outcomes } = await setUp();
  const callId = hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(3_000);
  hall.emergency(true);
  await clock.pass(100);
  hall.settle(callId);
  hall.emergency(false);
  await clock.pass(20_000);
  expect(outcomes()).toEqual([['failed', 'interrupted'], ['dropped', 'untrue']]);
  expect(device.asked.length).toBe(1);
});

test('a claim granted in an emergency is given back; calls that wait do not grow old meanwhile', async () => {
  const { clock, hall, device, outcomes } = await setUp();
  hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(15);
  hall.emergency(true);
  await clock.pass(1_000);
  expect(device.asked.length).toBe(1);
  hall.call({ zone: 'A', window: 2, n: 2 });
  await clock.pass(5 * 60_000);
  expect(outcomes()).toEqual([['failed', 'interrupted']]);
  hall.emergency(false);
  await clock.pass(30_000);
  expect(outcomes().slice(1)).toEqual([['spoken', null], ['spoken', null]]);
  expect(device.sink.mostAtOnce()).toBe(1);
});

test('a speaker that was away for a while in an emergency loses no call', async () => {
  const { clock, hall, device, outcomes } = await setUp();
  hall.emergency(true);
  await clock.pass(100);
  hall.call({ zone: 'A', window: 1, n: 1 });
  device.announcer.setSink(null);
  await clock.pass(60_000);
  hall.emergency(false);
  await clock.pass(2_000);
  expect(outcomes()).toEqual([]);
  device.announcer.setSink(device.sink);
  await clock.pass(20_000);
  expect(outcomes()).toEqual([['spoken', null]]);
});

test('after an emergency a call grows old from its end', async () => {
  const { clock, hall, device, outcomes } = await setUp();
  hall.emergency(true);
  await clock.pass(100);
  hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(5 * 60_000);
  device.announcer.setSink(null);
  hall.emergency(false);
  await clock.pass(2_000);
  device.announcer.setSink(device.sink);
  await clock.pass(20_000);
  expect(outcomes()).toEqual([['spoken', null]]);
});

test('two zones, one voice: it is said once for both', async () => {
  const { clock, hall, device } = await setUp();
  hall.assign('B', 'tv');
  hall.emergency(true);
  await clock.pass(10_000);
  expect(device.sink.heard.length).toBe(1);
  expect(device.sink.mostAtOnce()).toBe(1);
});
