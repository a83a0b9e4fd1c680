// Long runs on an invented clock, with clips as long as real ones.
import type { Language } from '@hallcall/domain';
import { createSeeded } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeDevice, type FakeDevice } from '../testing/fake-device.ts';
import { createFakeHall, zoneVoice, type FakeHall } from '../testing/fake-hall.ts';
import { syntheticBank } from '../testing/synthetic-bank.ts';

const bank = syntheticBank({ languages: ['zh', 'en'], departments: [], scale: 1 });

type Visitors = {
  readonly languages: readonly Language[];
  /** From the call to the window, ms; null: nobody comes. */
  readonly comeAfterMs: readonly [number, number] | null;
};

/** A hall of one zone with one device. */
async function setUp({ languages, comeAfterMs }: Visitors) {
  const clock = createFakeClock(1_000_000);
  const hall = createFakeHall(clock, () => 25);
  const random = createSeeded(7);
  const voice = zoneVoice({ languages: [...languages], repeats: 2 });
  const device = createFakeDevice({ clock, hall, deviceId: 'tv', bank: () => bank, voice: () => voice, latencyMs: () => 25 });
  hall.assign('A', 'tv');
  await clock.pass(100);
  const visit = (window: number): void => {
    const callId = hall.call({ zone: 'A', window, n: hall.calls.length + 1, language: random.below(10) === 0 ? 'en' : 'zh' });
    if (comeAfterMs !== null) clock.timers.after(comeAfterMs[0] + random.below(comeAfterMs[1] - comeAfterMs[0]), () => hall.settle(callId));
  };
  return { clock, hall, random, device, visit };
}

/** How many came to what: `spoken`, `shortened shortForm`, … */
function outcomes({ calls }: FakeHall): Partial<Record<string, number>> {
  const groups = Object.groupBy(calls, ({ speech }) => (speech === null ? 'nothing' : [speech.outcome, speech.reason ?? ''].join(' ').trim()));
  return Object.fromEntries(Object.entries(groups).map(([outcome, list]) => [outcome, list?.length ?? 0]));
}

/** Spoken or shortened, but not to the chime alone. */
const inWords = ({ calls }: FakeHall): number =>
  calls.filter(({ speech }) => speech?.outcome === 'spoken' || (speech?.outcome === 'shortened' && speech.reason !== 'chimeOnly')).length;

/** From each call to its first sound, ms, the shortest first. */
function waits({ calls }: FakeHall, { speaking }: FakeDevice): number[] {
  const calledAt = new Map(calls.map(({ callId, at }) => [callId, at]));
  return speaking.flatMap(({ at, state }) => (state?.callIds ?? []).map((callId) => at - (calledAt.get(callId) ?? 0))).toSorted((a, b) => a - b);
}

const share = (list: readonly number[], part: number): number => list[Math.floor(list.length * part)] ?? Infinity;

test.each([
  { languages: ['zh'], comeAfterMs: [20_000, 60_000] }, { languages: ['zh', 'en'], comeAfterMs: null },
] as const)('300 calls, one every 8 s, in $languages: at least 95 in 100 are spoken in words', async (visitors) => {
  const { clock, hall, device, visit } = await setUp(visitors);
  for (let i = 0; i < 300; i += 1) {
    visit(1 + (i % 20));
    await clock.pass(8_000);
  }
  await clock.pass(80_000);
  expect(outcomes(hall)['nothing']).toBe(undefined);
  expect(inWords(hall)).toBeGreaterThanOrEqual(285);
  expect(device.sink.mostAtOnce()).toBe(1);
});

test('43 windows for an hour, all calling at once in the morning: the wait stays bounded, and every step of the ladder is taken', async () => {
  const { clock, hall, random, device, visit } = await setUp({ languages: ['zh', 'en'], comeAfterMs: [30_000, 90_000] });
  const closesAt = clock.now() + 3_600_000;
  for (let window = 1; window <= 43; window += 1) {
    const work = (): void => {
      if (clock.now() > closesAt) return;
      visit(window);
      clock.timers.after(200_000 + random.below(200_000), work);
    };
    clock.timers.after(random.below(20_000), work);
  }
  let longest = 0;
  for (let passed = 0; passed < 3_720_000; passed += 15_000) {
    await clock.pass(15_000);
    longest = Math.max(longest, device.announcer.status().queued);
  }
  const list = waits(hall, device);
  expect(hall.calls.length).toBeGreaterThan(450);
  expect(outcomes(hall)['nothing']).toBe(undefined);
  expect(Object.keys(outcomes(hall))).toEqual(expect.arrayContaining(
    ['shortened noRepeats', 'shortened shortForm', 'shortened oneLanguage', 'shortened chimeOnly'],
  ));
  expect(inWords(hall) / hall.calls.length).toBeGreaterThan(0.8);
  expect(share(list, 0.5)).toBeLessThan(35_000);
  expect(share(list, 0.95)).toBeLessThan(50_000);
  expect(share(list, 1 - Number.EPSILON)).toBeLessThan(60_000);
  expect(longest).toBeLessThanOrEqual(30);
  expect(device.sink.mostAtOnce()).toBe(1);
});
