import type { CallId, ZoneId } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeDevice } from '../testing/fake-device.ts';
import { createFakeHall, zoneVoice } from '../testing/fake-hall.ts';
import { both, chimeMs, setUp, startsAt, zhMs } from '../testing/one-device.ts';
import { syntheticBank } from '../testing/synthetic-bank.ts';

const silent = syntheticBank({ languages: [], departments: [], scale: 1 });

test('a call is claimed with its duration, spoken whole and reported', async () => {
  const { clock, device, outcomes, call } = await setUp();
  const callId = call(12, { window: 3 });
  await clock.pass(100);
  expect(device.asked).toMatchObject([{ callId, durationMs: zhMs }]);
  expect(device.sink.heard).toMatchObject([{ title: '请 A\u00a0012 号到 3 号窗口', samples: zhMs * 48, end: null }]);
  expect(device.speaking.at(-1)?.state).toEqual({ callIds: [callId], subtitles: [{ language: 'zh', text: '请 A\u00a0012 号到 3 号窗口' }], isEmergency: false });
  expect(outcomes()).toEqual([]);
  await clock.pass(10_000);
  expect(device.reports).toEqual([{ callId, zone: 'A', outcome: 'spoken', reason: null, at: (device.sink.heard[0]?.from ?? 0) + zhMs }]);
  expect(device.speaking.map(({ state }) => state === null)).toEqual([false, true]);
});

test('the first sound follows the call within the line’s own time', async () => {
  const { clock, device, call } = await setUp();
  call(1);
  await clock.pass(1_000);
  expect(device.sink.heard[0]?.from).toBe(startsAt + 20 + 30);
});

test('one after another, the oldest first; recalls go before first calls; nothing overlaps', async () => {
  const { clock, hall, device, begun, call } = await setUp({ voice: { expiresAfterMs: 600_000 } });
  const ids: CallId[] = [];
  for (const n of [1, 2, 3, 4]) {
    ids.push(call(n));
    await clock.pass(1_000);
  }
  hall.recall(ids.pop() ?? call(0));
  await clock.pass(60_000);
  expect(begun()).toEqual([1, 4, 2, 3]);
  expect(device.sink.mostAtOnce()).toBe(1);
});

test('who waited while the line was down is asked for again and spoken', async () => {
  const { clock, device, outcomes, call } = await setUp();
  device.line = 'down';
  for (const n of [1, 2, 3]) call(n);
  await clock.pass(3_000);
  expect(device.asked.length).toBe(3);
  device.line = 'works';
  await clock.pass(40_000);
  expect(outcomes()).toEqual([[1, 'spoken', null], [2, 'spoken', null], [3, 'spoken', null]]);
  expect(device.sink.heard.length).toBe(3);
});

test('a claim unanswered over a lost view is asked for again with the next one', async () => {
  const { clock, hall, device, outcomes, call } = await setUp();
  device.line = 'down';
  call(1);
  await clock.pass(100);
  device.cut();
  await clock.pass(5_000);
  expect(device.asked.length).toBe(1);
  device.line = 'works';
  device.plug();
  hall.mute('none', false);
  await clock.pass(20_000);
  expect(outcomes()).toEqual([[1, 'spoken', null]]);
});

test('a clock set back while the announcer rests does not keep it silent', async () => {
  const clock = createFakeClock(10 * startsAt);
  let backMs = 0;
  const stepped = { ...clock, now: () => clock.now() - backMs };
  const hall = createFakeHall(stepped, () => 10);
  const device = createFakeDevice({ clock: stepped, hall, deviceId: 'tv', bank: () => both, voice: () => zoneVoice({}), latencyMs: () => 10 });
  hall.assign('A', 'tv');
  await clock.pass(20);
  device.line = 'down';
  hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(100);
  backMs = 3_600_000;
  device.line = 'works';
  hall.call({ zone: 'A', window: 2, n: 2 });
  await clock.pass(30_000);
  expect(device.reports.map(({ outcome }) => outcome)).toEqual(['spoken', 'spoken']);
});

test('a refused claim and one that was granted without an answer are forgotten without a word, for good', async () => {
  for (const [line, asked] of [['refuses', 2], ['lost', 3]] as const) {
    const { clock, device, outcomes, call } = await setUp();
    device.line = line;
    call(1);
    await clock.pass(1_000);
    device.line = 'works';
    call(2);
    await clock.pass(80_000);
    expect(outcomes()).toEqual([[2, 'spoken', null]]);
    expect(device.asked.length).toBe(asked);
  }
});

test('refused because the visitor came in that moment: untrue, whether the view or the answer is first', async () => {
  for (const viewMs of [10, 100]) {
    const { clock, hall, device, outcomes, call } = await setUp({ viewMs });
    const first = call(1);
    await clock.pass(viewMs + 5);
    hall.settle(first);
    await clock.pass(1_000);
    expect(device.asked.length).toBe(1);
    expect(outcomes()).toEqual([[1, 'dropped', 'untrue']]);
    expect(device.sink.heard).toEqual([]);
  }
});

test('an answer that never comes holds nobody up; one that comes too late is reported', async () => {
  const { clock, hall, device, outcomes, call } = await setUp();
  device.line = 'never';
  const first = call(1);
  await clock.pass(5_000);
  device.line = 'works';
  call(2);
  await clock.pass(20_000);
  expect(outcomes()).toEqual([[2, 'spoken', null]]);

  hall.settle(first);
  const late = createFakeDevice({ clock, hall, deviceId: 'slow', bank: () => both, voice: () => zoneVoice({}), latencyMs: () => 6_000 });
  hall.assign('A', 'slow');
  await clock.pass(7_000);
  call(3);
  await clock.pass(30_000);
  expect(late.reports).toMatchObject([{ outcome: 'dropped', reason: 'expired' }]);
  expect(late.sink.heard).toEqual([]);
});

test('too old: dropped when its time has come, while something else is spoken as well as idle', async () => {
  const { clock, device, outcomes, call } = await setUp({ voice: { expiresAfterMs: 5_000 } });
  const first = call(1);
  await clock.pass(1_000);
  const second = call(2);
  await clock.pass(10_000);
  expect(outcomes()).toEqual([[2, 'dropped', 'expired'], [1, 'spoken', null]]);
  expect(device.reports.find(({ callId }) => callId === second)?.at).toBe(startsAt + 20 + 1_000 + 5_000);
  expect(device.asked.map(({ callId }) => callId)).toEqual([first]);
});

test('settled while it waits: untrue; called again: merged', async () => {
  const { clock, hall, outcomes, call } = await setUp({ voice: { expiresAfterMs: 600_000 } });
  call(1);
  await clock.pass(100);
  const [second, third] = [call(2), call(3)];
  await clock.pass(100);
  hall.settle(second);
  hall.recall(third);
  await clock.pass(100);
  expect(outcomes()).toEqual([[2, 'dropped', 'untrue'], [3, 'dropped', 'merged']]);
  await clock.pass(20_000);
  expect(outcomes().slice(2)).toEqual([[1, 'spoken', null], [3, 'spoken', null]]);
});

test('settled in the chime: stopped at once; in the words: finished', async () => {
  const { clock, hall, device, outcomes, call } = await setUp();
  const first = call(1);
  await clock.pass(1_400);
  hall.settle(first);
  await clock.pass(100);
  expect(outcomes()).toEqual([[1, 'dropped', 'untrue']]);
  expect(device.sink.heard).toMatchObject([{ end: 'stopped', from: startsAt + 50, to: startsAt + 20 + 1_400 + 10 + 20 }]);
  const second = call(2);
  await clock.pass(30 + chimeMs);
  hall.settle(second);
  await clock.pass(10_000);
  expect(outcomes()[1]).toEqual([2, 'spoken', null]);
});

test('called again in the chime: merged, and the new call is spoken', async () => {
  const { clock, hall, outcomes, call } = await setUp();
  const first = call(1);
  await clock.pass(1_000);
  hall.recall(first);
  await clock.pass(10_000);
  expect(outcomes()).toEqual([[1, 'dropped', 'merged'], [1, 'spoken', null]]);
});

test('settled while the hub is being asked: never begun', async () => {
  const { clock, hall, device, outcomes, call } = await setUp();
  const first = call(1);
  await clock.pass(25);
  hall.settle(first);
  await clock.pass(1_000);
  expect(device.sink.heard).toEqual([]);
  expect(outcomes()).toEqual([[1, 'dropped', 'untrue']]);
});

test('no voice for the words: the chime, and the clerk is told', async () => {
  const { clock, device, outcomes, call } = await setUp({ bank: () => silent });
  call(1);
  await clock.pass(10_000);
  expect(device.asked).toMatchObject([{ durationMs: chimeMs }]);
  expect(device.sink.heard).toMatchObject([{ samples: chimeMs * 48, end: 'whole' }]);
  expect(outcomes()).toEqual([[1, 'failed', 'noVoice']]);
});

test('a sink that refuses or fails costs one call, and the next goes on', async () => {
  for (const mood of ['throws', 'rejects'] as const) {
    const { clock, device, outcomes, call } = await setUp();
    device.sink.mood = mood;
    call(1);
    call(2);
    await clock.pass(400);
    device.sink.mood = 'works';
    await clock.pass(20_000);
    expect(outcomes()).toEqual([[1, 'failed', 'sinkFailed'], [2, 'spoken', null]]);
  }
});

test('a sink that hangs is given up three seconds after the planned end', async () => {
  const { clock, device, outcomes, call } = await setUp();
  device.sink.mood = 'hangs';
  call(1);
  await clock.pass(1_000);
  device.sink.mood = 'works';
  call(2);
  await clock.pass(30_000);
  expect(outcomes()).toEqual([[1, 'failed', 'sinkFailed'], [2, 'spoken', null]]);
  expect(device.reports[0]?.at).toBe((device.sink.heard[0]?.from ?? 0) + zhMs + 3_000);
  expect(device.sink.mostAtOnce()).toBe(1);
});

test('without a sink calls wait for another device; when nobody takes them they are reported', async () => {
  const { clock, device, outcomes, call } = await setUp();
  device.announcer.setSink(null);
  expect(device.announcer.status()).toMatchObject({ canSpeak: false });
  call(1);
  await clock.pass(2_900);
  expect(outcomes()).toEqual([]);
  call(2);
  await clock.pass(200);
  expect(outcomes()).toEqual([[1, 'failed', 'noSound']]);
  device.announcer.setSink(device.sink);
  await clock.pass(10_000);
  expect(outcomes()).toEqual([[1, 'failed', 'noSound'], [2, 'spoken', null]]);
});

test('while the hub is out of reach nothing is begun; what is spoken is finished', async () => {
  const { clock, device, begun, outcomes, call } = await setUp();
  call(1);
  call(2);
  await clock.pass(2_000);
  device.cut();
  await clock.pass(20_000);
  expect(begun()).toEqual([1]);
  expect(outcomes()).toEqual([[1, 'spoken', null]]);
  device.plug();
  await clock.pass(20_000);
  expect(begun()).toEqual([1, 2]);
});

test('a zone whose configuration is not there yet is left alone', async () => {
  const { clock, voices, hall, begun, outcomes, call } = await setUp();
  voices.delete('A' as ZoneId);
  call(1);
  await clock.pass(5_000);
  expect([begun(), outcomes()]).toEqual([[], []]);
  voices.set('A' as ZoneId, zoneVoice({}));
  hall.mute('A', false);
  await clock.pass(1_000);
  expect(begun()).toEqual([1]);
});

test('the more wait, the less is said of each, and it recovers by itself', async () => {
  const { clock, device, outcomes, call } = await setUp({ voice: { languages: ['zh', 'en'], repeats: 2, expiresAfterMs: 600_000 } });
  for (let n = 1; n <= 14; n += 1) call(n);
  await clock.pass(100);
  expect(device.announcer.status()).toMatchObject({ queued: 13, step: 'chimeOnly', isSpeaking: true });
  await clock.pass(150_000);
  expect(device.announcer.status()).toEqual({ canSpeak: true, isSpeaking: false, isEmergency: false, queued: 0, waitMs: 0, step: null });
  const reasons = outcomes().map(([, , reason]) => reason);
  expect(reasons.filter((reason, i) => reason !== reasons[i - 1])).toEqual(['chimeOnly', 'oneLanguage', 'shortForm', 'noRepeats', null]);
});

test('closing stops the sound and says what was cut off', async () => {
  const { clock, device, outcomes, call } = await setUp();
  call(1);
  call(2);
  await clock.pass(2_000);
  device.announcer.close();
  device.announcer.close();
  await clock.pass(20_000);
  expect(outcomes()).toEqual([[1, 'failed', 'announcerLost']]);
  expect(device.sink.heard).toMatchObject([{ end: 'stopped' }]);
  expect(device.speaking.at(-1)?.state).toBe(null);
  expect(device.announcer.status()).toMatchObject({ canSpeak: false, queued: 0 });
});

test('closed while the hub is being asked: the granted call is reported', async () => {
  const { clock, device, outcomes, call } = await setUp();
  call(1);
  await clock.pass(15);
  device.announcer.close();
  await clock.pass(1_000);
  expect(outcomes()).toEqual([[1, 'failed', 'announcerLost']]);
});
