// Two devices that could speak in a zone: the second goes on where the first was lost, and nothing is heard twice.
import type { CallId, ZoneId } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createFakeDevice } from '../testing/fake-device.ts';
import { createFakeHall, zoneVoice } from '../testing/fake-hall.ts';
import { syntheticBank } from '../testing/synthetic-bank.ts';

const bank = syntheticBank({ languages: ['zh'], departments: [], scale: 1 });

const zone = 'A' as ZoneId;

async function setUp(latencyMs: () => number = () => 10) {
  const clock = createFakeClock(1_000_000);
  const hall = createFakeHall(clock, latencyMs);
  const make = (deviceId: string) => createFakeDevice({ clock, hall, deviceId, bank: () => bank, voice: () => zoneVoice({}), latencyMs });
  const [first, second] = [make('first'), make('second')];
  hall.assign('A', 'first');
  await clock.pass(100);
  const tick = (): void => {
    hall.tick();
    clock.timers.after(1_000, tick);
  };
  tick();
  return { clock, hall, first, second };
}

const begunBy = ({ speaking }: ReturnType<typeof createFakeDevice>): CallId[] => speaking.flatMap(({ state }) => state?.callIds ?? []);

test('the first vanishes in the middle of a call: the second waits for its planned end and speaks the others', async () => {
  const { clock, hall, first, second } = await setUp();
  const ids = [1, 2, 3].map((n) => hall.call({ zone: 'A', window: n, n }));
  await clock.pass(3_000);
  first.cut();
  first.sink.mood = 'hangs';
  const [endsAt = Infinity] = [...hall.claims.values()].map((claim) => claim.endsAt);
  clock.timers.after(3_000, () => hall.assign('A', 'second'));
  await clock.pass(30_000);
  expect(begunBy(first)).toEqual(ids.slice(0, 1));
  expect(begunBy(second)).toEqual(ids.slice(1));
  expect(second.asked[0]?.at).toBeGreaterThanOrEqual(endsAt);
  expect(hall.calls.map(({ speech }) => speech?.outcome)).toEqual(['spoken', 'spoken', 'spoken']);
});

test('a device that is killed says nothing more: the hub gives its call up, nobody repeats it', async () => {
  const { clock, hall, first, second } = await setUp();
  const id = hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(3_000);
  first.cut();
  first.isDead = true;
  hall.assign('A', 'second');
  await clock.pass(60_000);
  expect(begunBy(second)).toEqual([]);
  expect(hall.calls.map(({ callId, speech }) => [callId, speech?.outcome, speech?.reason])).toEqual([[id, 'failed', 'announcerLost']]);
});

test('both believe for a moment that the zone is theirs: each call is granted once', async () => {
  for (const delay of [1, 40, 200, 900]) {
    let turn = 0;
    const { clock, hall, first, second } = await setUp(() => ((turn += 1) % 3) * delay);
    for (let n = 1; n <= 30; n += 1) {
      hall.call({ zone: 'A', window: n, n });
      hall.assign('A', n % 2 === 0 ? 'first' : 'second');
      await clock.pass(4_000);
    }
    await clock.pass(100_000);
    const begun = [...begunBy(first), ...begunBy(second)];
    expect(new Set(begun).size).toBe(begun.length);
    expect(begunBy(first).length).toBeGreaterThan(3);
    expect(begunBy(second).length).toBeGreaterThan(3);
    expect(hall.calls.filter(({ speech }) => speech === null)).toEqual([]);
  }
});

test('a call that another device took in between is left to it without a word', async () => {
  const { clock, hall, first } = await setUp(() => 200);
  hall.call({ zone: 'A', window: 1, n: 1 });
  await clock.pass(3_000);
  const second = hall.call({ zone: 'A', window: 2, n: 2 });
  await clock.pass(1_000);
  hall.assign('A', 'second');
  expect(hall.claim('second', second, zone, 6_000)).toBe('granted');
  hall.assign('A', 'first');
  await clock.pass(20_000);
  expect(first.reports.map(({ callId }) => callId)).not.toContain(second);
});
