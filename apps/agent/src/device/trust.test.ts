import { createManualTime } from '@hallcall/link/testing';
import { expect, test } from 'vitest';
import { createTrust } from './trust.ts';

function bench() {
  const time = createManualTime();
  const probedAt: number[] = [];
  const place = { isWell: false };
  const trust = createTrust({
    timers: time.timers,
    probe: () => {
      probedAt.push(time.now());
      return place.isWell ? Promise.resolve() : Promise.reject(new Error('still broken'));
    },
  });
  return { ...time, trust, probedAt, place };
}

test('after a failure it is not trusted until a probe has ended well; probes come after 15, then every 30 seconds', async () => {
  const { trust, probedAt, place, pass } = bench();
  expect(trust.isTrusted()).toBe(true);
  trust.failed();
  expect([trust.isTrusted(), probedAt]).toEqual([false, [0]]);
  await pass(20 * 60_000);
  expect(trust.isTrusted()).toBe(false);
  expect(probedAt.map((at) => at / 1000)).toEqual([0, 15, ...Array.from({ length: 39 }, (_, n) => 45 + 30 * n)]);
  place.isWell = true;
  await pass(5 * 60_000);
  expect(trust.isTrusted()).toBe(true);
  const probes = probedAt.length;
  await pass(60 * 60_000);
  expect(probedAt.length).toBe(probes);
});

test('one that passes its probes and fails at work costs fewer uses; work that went well resets the rest', async () => {
  const { trust, probedAt, place, pass } = bench();
  place.isWell = true;
  for (const secondsApart of [0, 15, 30]) {
    trust.failed();
    await pass(Math.max(0, secondsApart * 1000 - 1));
    expect(trust.isTrusted()).toBe(secondsApart === 0);
    await pass(1);
    expect(trust.isTrusted()).toBe(true);
  }
  trust.wentWell();
  const probes = probedAt.length;
  trust.failed();
  expect(probedAt.length).toBe(probes + 1);
});

test('a use that goes well makes the probe unnecessary; another failure while one is waited for does not add one', async () => {
  const { trust, probedAt, pass } = bench();
  trust.failed();
  trust.failed();
  await pass(1);
  trust.failed();
  trust.wentWell();
  expect(trust.isTrusted()).toBe(true);
  await pass(60_000);
  expect([trust.isTrusted(), probedAt]).toEqual([true, [0]]);
});

test('after its end nothing is probed', async () => {
  const { trust, probedAt, pass } = bench();
  trust.failed();
  trust.close();
  trust.failed();
  await pass(60 * 60_000);
  expect([trust.isTrusted(), probedAt]).toEqual([false, [0]]);
});
