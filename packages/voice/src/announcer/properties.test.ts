// Whatever happens in a hall, in whatever order and with whatever delays: the promises of one voice.
import type { CallId, ZoneId } from '@hallcall/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { createFakeDevice, type FakeDevice } from '../testing/fake-device.ts';
import { createFakeHall, zoneVoice, type FakeHall } from '../testing/fake-hall.ts';
import { syntheticBank } from '../testing/synthetic-bank.ts';

/** Short clips, so that much happens in little sound. */
const bank = syntheticBank({ languages: ['zh', 'en'], departments: [], scale: 0.05 });
const expiresAfterMs = 15_000;
const voice = zoneVoice({ languages: ['zh', 'en'], repeats: 2, expiresAfterMs });
const zones = ['A', 'B'] as const;

type Step =
  | { readonly do: 'call'; readonly zone: 'A' | 'B'; readonly window: number; readonly english: boolean }
  | { readonly do: 'recall' | 'settle'; readonly pick: number }
  | { readonly do: 'mute'; readonly zone: 'A' | 'B'; readonly isOn: boolean }
  | { readonly do: 'emergency'; readonly isOn: boolean }
  | { readonly do: 'assign'; readonly zone: 'A' | 'B'; readonly to: 'one' | 'two' }
  | { readonly do: 'line'; readonly line: FakeDevice['line'] }
  | { readonly do: 'sink'; readonly mood: 'works' | 'rejects' | 'hangs' | 'none' }
  | { readonly do: 'cut' | 'plug' };
type Move = { readonly step: Step; readonly passMs: number };

const zone = fc.constantFrom(...zones);
const pick = fc.nat({ max: 5 });
const calls: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('call' as const), zone, window: fc.integer({ min: 1, max: 12 }), english: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('recall' as const, 'settle' as const), pick }) },
);
const troubles: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('mute' as const), zone, isOn: fc.boolean() }),
  fc.record({ do: fc.constant('emergency' as const), isOn: fc.boolean() }),
  fc.record({ do: fc.constant('line' as const), line: fc.constantFrom('works' as const, 'refuses' as const, 'lost' as const, 'never' as const) }),
  fc.record({ do: fc.constant('sink' as const), mood: fc.constantFrom('works' as const, 'rejects' as const, 'hangs' as const, 'none' as const) }),
  fc.record({ do: fc.constantFrom('cut' as const, 'plug' as const) }),
);
const moves = (steps: fc.Arbitrary<Step>) =>
  fc.array(fc.record({ step: steps, passMs: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 4_000 })) }), { minLength: 5, maxLength: 40 });
const latencies = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 5 });

type World = { readonly clock: FakeClock; readonly hall: FakeHall; readonly devices: readonly FakeDevice[] };

function createWorld(names: readonly string[], delays: readonly number[]): World {
  const clock = createFakeClock(1_000_000);
  let turn = 0;
  const latencyMs = (): number => delays[(turn += 1) % delays.length] ?? 0;
  const hall = createFakeHall(clock, latencyMs);
  const devices = names.map((deviceId) => createFakeDevice({ clock, hall, deviceId, bank: () => bank, voice: () => voice, latencyMs }));
  for (const each of zones) hall.assign(each, names[0] ?? null);
  const second = (): void => {
    hall.tick();
    clock.timers.after(1_000, second);
  };
  second();
  return { clock, hall, devices };
}

function apply({ hall, devices }: World, step: Step): void {
  const [device] = devices;
  if (!device) throw new Error('no device');
  const live = hall.calls.filter(({ isLive }) => isLive);
  const chosen = 'pick' in step ? live[step.pick % Math.max(1, live.length)] : undefined;
  switch (step.do) {
    case 'call': return void hall.call({ zone: step.zone, window: step.window, n: hall.calls.length + 1, language: step.english ? 'en' : 'zh' });
    case 'recall': return void (chosen && hall.recall(chosen.callId));
    case 'settle': return chosen && hall.settle(chosen.callId);
    case 'mute': return hall.mute(step.zone, step.isOn);
    case 'emergency': return hall.emergency(step.isOn);
    case 'assign': return hall.assign(step.zone, step.to);
    case 'line': return void Object.assign(device, { line: step.line });
    case 'sink':
      if (step.mood !== 'none') device.sink.mood = step.mood;
      return device.announcer.setSink(step.mood === 'none' ? null : device.sink);
    case 'cut': return device.cut();
    case 'plug': return device.plug();
  }
}

/** Plays the moves, mends everything, and lets the hall come to rest. */
async function play(world: World, list: readonly Move[]): Promise<void> {
  for (const { step, passMs } of list) {
    apply(world, step);
    await world.clock.pass(passMs);
  }
  world.hall.emergency(false);
  for (const device of world.devices) {
    device.line = 'works';
    device.sink.mood = 'works';
    device.announcer.setSink(device.sink);
    device.plug();
  }
  await world.clock.pass(60_000);
}

/** Calls in the order begun, with the view that the device had then. */
const begunBy = (device: FakeDevice) => device.speaking.flatMap(({ at, state, view }) => (state?.callIds ?? []).map((callId) => ({ at, callId, view })));
const callOf = (hall: FakeHall, callId: CallId) => hall.calls.find((call) => call.callId === callId);

/** Each rule with the calls that break it; empty when all is well. */
function broken({ hall, devices }: World): Record<string, readonly unknown[]> {
  const begun = devices.flatMap(begunBy);
  const overlapping = devices.flatMap(({ sink }, i) => (sink.mostAtOnce() > 1 ? [i] : []));
  const ids = begun.map(({ callId }) => callId);
  const isListed = ({ callId, view }: (typeof begun)[number]) => {
    const zoneView = view?.zones.find((each) => each.zone === callOf(hall, callId)?.zone);
    return !zoneView || zoneView.begun.includes(callId) || zoneView.calls.some((call) => call.callId === callId);
  };
  return {
    'two sounds at once': overlapping,
    'begun without a claim': ids.filter((callId) => !hall.claims.has(callId)),
    'begun again without an interruption between': begunAgain(devices),
    'begun when no longer true': begun.filter((one) => !isListed(one)),
    'begun when too old': begun.filter(({ at, callId }) => at >= Math.max(callOf(hall, callId)?.at ?? 0, hall.calmSince(at)) + expiresAfterMs),
    'reported twice': reportedTwice(hall, devices),
    'claimed, and never reported': [...hall.claims.keys()].filter((callId) =>
      !isExcused(devices, callId) && !devices.some(({ reports }) => reports.some((report) => report.callId === callId)),
    ),
    'spoken, but not to the end': devices.flatMap((device) =>
      device.reports.filter(({ callId, outcome }) => (outcome === 'spoken' || outcome === 'shortened') && !wasHeard(device, callId)),
    ),
    'out of order': devices.flatMap((device) => disordered(hall, device)),
  };
}

/** Beginnings, on whatever device, that follow one of the same call without the word `interrupted` between the two. */
function begunAgain(devices: readonly FakeDevice[]): unknown[] {
  const interruptions = devices.flatMap(({ reports }) => reports.filter(({ reason }) => reason === 'interrupted'));
  const begun = devices.flatMap(begunBy).toSorted((a, b) => a.at - b.at);
  return begun.flatMap(({ callId, at }, i) => {
    const before = begun.slice(0, i).findLast((earlier) => earlier.callId === callId);
    const isExcusedBy = interruptions.some((report) => before && report.callId === callId && report.at >= before.at && report.at <= at);
    return before && !isExcusedBy ? [{ callId, at, before: before.at }] : [];
  });
}

/**
 * Calls with more than one last word: one that was claimed, from whatever devices, unless the hall gave the claim up; one that nobody
 * claimed, from the same device. Two that have a zone one after the other may both drop what neither began: the first word counts.
 */
function reportedTwice(hall: FakeHall, devices: readonly FakeDevice[]): CallId[] {
  const said = devices.flatMap(({ reports }, device) => reports.filter(({ reason }) => reason !== 'interrupted').map(({ callId }) => ({ callId, device })));
  return said.filter(({ callId, device }, i) => {
    if (hall.givenUp.has(callId)) return false;
    return said.slice(0, i).some((before) => before.callId === callId && (before.device === device || hall.claims.has(callId)));
  }).map(({ callId }) => callId);
}

/** Claimed at the hub, but the device was never told: it must keep silent. */
const isExcused = (devices: readonly FakeDevice[], callId: CallId) => devices.some(({ unanswered }) => unanswered.has(callId));

const wasHeard = (device: FakeDevice, callId: CallId) =>
  begunBy(device).some((one) => one.callId === callId && device.sink.heard.some(({ from, end }) => from === one.at && end === 'whole'));

/** A call asked for while an older one of its class, or any recall, stood in the same view and was asked for (the first time) only later. */
function disordered(hall: FakeHall, { asked }: FakeDevice): unknown[] {
  return asked.flatMap(({ callId, view }, i) => {
    const mine = callOf(hall, callId);
    const before = new Set(asked.slice(0, i).map((earlier) => earlier.callId));
    const better = asked.slice(i + 1).filter((later) => {
      if (before.has(later.callId)) return false;
      const other = callOf(hall, later.callId);
      if (!mine || !other) return false;
      const zoneView = view?.zones.find((each) => each.zone === other.zone);
      const wasThere = zoneView?.calls.some((call) => call.callId === other.callId) === true && zoneView.busyUntil === null;
      const [mineFirst, otherFirst] = [mine.attempt >= 2, other.attempt >= 2];
      return wasThere && (mineFirst === otherFirst ? other.at < mine.at : otherFirst);
    });
    return better.length > 0 ? [{ callId, before: better.map((later) => later.callId) }] : [];
  });
}

const well = {
  'two sounds at once': [], 'begun without a claim': [], 'begun again without an interruption between': [], 'begun when no longer true': [],
  'begun when too old': [], 'reported twice': [], 'claimed, and never reported': [], 'spoken, but not to the end': [], 'out of order': [],
};

const lively = fc.oneof({ weight: 4, arbitrary: calls }, { weight: 2, arbitrary: troubles });

test('one device, any sequence of calls and troubles', async () => {
  await fc.assert(fc.asyncProperty(moves(lively), latencies, async (list, delays) => {
    const world = createWorld(['one'], delays);
    await play(world, list);
    expect(broken(world)).toEqual(well);
  }), { numRuns: 70 });
});

test('two devices that take zones from each other: nothing twice, no claim without a word', async () => {
  const assign: fc.Arbitrary<Step> = fc.record({ do: fc.constant('assign' as const), zone, to: fc.constantFrom('one' as const, 'two' as const) });
  await fc.assert(fc.asyncProperty(moves(fc.oneof({ weight: 4, arbitrary: lively }, { weight: 2, arbitrary: assign })), latencies, async (list, delays) => {
    const world = createWorld(['one', 'two'], delays);
    await play(world, list);
    expect(broken(world)).toEqual(well);
  }), { numRuns: 50 });
});

test('without troubles every call that stays true is announced', async () => {
  const only: fc.Arbitrary<Step> = fc.record({ do: fc.constant('call' as const), zone, window: fc.integer({ min: 1, max: 12 }), english: fc.boolean() });
  await fc.assert(fc.asyncProperty(moves(only), latencies, async (list, delays) => {
    const world = createWorld(['one'], delays);
    await play(world, list.map(({ step }) => ({ step, passMs: 6_000 })));
    expect(world.hall.calls.filter(({ speech }) => speech?.outcome !== 'spoken' && speech?.outcome !== 'shortened')).toEqual([]);
  }), { numRuns: 15 });
});

test('the rules find a device that breaks them', async () => {
  const world = createWorld(['one'], [10]);
  await world.clock.pass(100);
  const callId = world.hall.call({ zone: 'A', window: 1, n: 1 });
  const device = world.devices[0];
  if (!device) throw new Error('no device');
  const view = world.hall.view('two');
  const empty = { zone: 'A' as ZoneId, isMuted: false, calls: [], begun: [], busyUntil: null };
  const state = { callIds: [callId, callId], subtitles: [], isEmergency: false };
  device.speaking.push({ at: world.clock.now() + expiresAfterMs, state, view: { ...view, zones: [empty] } });
  const report = { callId, zone: empty.zone, at: 0 };
  device.reports.push({ ...report, outcome: 'spoken', reason: null }, { ...report, outcome: 'failed', reason: 'noSound' });
  const found = broken(world);
  expect(Object.keys(found).filter((rule) => (found[rule]?.length ?? 0) > 0)).toEqual([
    'begun without a claim', 'begun again without an interruption between', 'begun when no longer true', 'begun when too old',
    'reported twice', 'spoken, but not to the end',
  ]);
});

test('the rules find two devices that both say a call, and each has the last word', async () => {
  const world = createWorld(['one', 'two'], [10]);
  const { clock, hall, devices } = world;
  hall.assign('A', null);
  const callId = hall.call({ zone: 'A', window: 1, n: 1 });
  hall.claims.set(callId, { callId, zone: 'A' as ZoneId, deviceId: 'one', at: clock.now(), endsAt: clock.now(), isOver: true });
  const say = (device: FakeDevice | undefined, reason: 'interrupted' | null): void => {
    const at = clock.now();
    device?.speaking.push({ at, state: { callIds: [callId], subtitles: [], isEmergency: false }, view: null });
    device?.reports.push({ callId, zone: 'A' as ZoneId, outcome: reason === null ? 'spoken' : 'failed', reason, at });
  };
  const found = () => {
    const { 'begun again without an interruption between': again, 'reported twice': twice } = broken(world);
    return [again?.length, twice?.length];
  };
  for (const [device, reason, wanted] of [[0, 'interrupted', [0, 0]], [1, null, [0, 0]], [0, null, [1, 1]]] as const) {
    say(devices[device], reason);
    expect(found()).toEqual(wanted);
    await clock.pass(10);
  }
});
