import type { HallConfig, SpeechCall, VoiceView, WireCommand } from '@hallcall/domain';
import type { Pcm, VoiceBank } from '@hallcall/voice';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce, type AnnouncerHub } from './announce.ts';
import type { HubStatus } from './connect-hub.ts';

/** 09:00 in Shanghai. */
const nine = Date.UTC(2026, 10, 23, 1, 0);

beforeEach(() => void vi.useFakeTimers({ now: nine }));
afterEach(() => void vi.useRealTimers());

// Brands are given by schemas; these are the shapes they accept.
const voice = { announcers: ['tv'], languages: ['zh'], repeats: 1, digitOne: 'yao', namesDepartment: true, expiresAfterMs: 60_000, volume: 80, volumePlan: [] };
function hallWith(changes: Readonly<Record<string, unknown>> = {}, timeZone = 'Asia/Shanghai'): HallConfig {
  return {
    timeZone, zones: [{ id: 'Z1', voice: { ...voice, ...changes } }], windows: [{ id: 'w1', label: '3' }],
    departments: [{ id: 'D1', name: { zh: '税务', en: 'Tax' } }, { id: 'D2', name: { zh: '银行', en: 'Bank' } }],
    items: [{ queue: 'one', department: 'D1' }, { queue: 'one', department: 'D1' }, { queue: 'two', department: 'D1' }, { queue: 'two', department: 'D2' }],
  } as unknown as HallConfig;
}

const callOf = (callId: string, queueId = 'one'): SpeechCall =>
  ({ callId, number: { prefix: 'A', n: 7 }, windowId: 'w1', queueId, language: 'zh', attempt: 1, at: Date.now(), agesFrom: Date.now() }) as unknown as SpeechCall;
const viewOf = (calls: readonly SpeechCall[], isMuted = false): VoiceView =>
  ({ deviceId: 'tv', emergency: null, zones: [{ zone: 'Z1', isMuted, calls, begun: calls.map(({ callId }) => callId), busyUntil: null }] }) as unknown as VoiceView;

const click: Pcm = { rate: 48_000, samples: new Float32Array(480) };
type Report = Extract<WireCommand, { type: 'speech.report' }>['speech'][number];

const live: HubStatus = { link: 'live', refusal: null, heardAt: null, welcome: null, hasNewBuild: false };

function bench(hall: HallConfig | null = hallWith(), answer: 'granted' | 'refused' | null = 'granted') {
  const beats: boolean[] = [];
  const claimed: { callId: string; zone: string; durationMs: number }[] = [];
  const batches: (readonly Report[])[] = [];
  const played: string[] = [];
  const asked = new Set<string>();
  const clips: VoiceBank = {
    clip(_, id) {
      asked.add(id);
      return click;
    },
  };
  const place: { bank: VoiceBank | null; canSound: boolean } = { bank: clips, canSound: true };
  const listeners = new Set<() => void>();
  let view: VoiceView | null = null;
  /** The hub's newest view. */
  const tell = (next: VoiceView): void => {
    view = next;
    for (const listener of listeners) listener();
  };
  const announcing = announce({
    hub: {
      status: () => live,
      // The announcer asks for one view only.
      view: (() => view && { view }) as unknown as AnnouncerHub['view'],
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      now: () => Date.now(),
      announcer: (canSpeak) => void beats.push(canSpeak),
      claimSpeech: async (claim) => {
        claimed.push(claim);
        return answer;
      },
      send: async (message) => {
        if ('type' in message && message.type === 'speech.report') batches.push(message.speech);
        return { kind: 'unanswered', reason: 'closed' };
      },
    },
    hall: () => hall, bank: () => place.bank, canSound: () => place.canSound,
    sink: {
      play(pcm, title) {
        played.push(title);
        const ended = new Promise<'whole'>((resolve) => void setTimeout(() => resolve('whole'), (pcm.samples.length / pcm.rate) * 1000));
        return { ended, stop: () => undefined };
      },
    },
  });
  const outcomes = () => batches.flat().map(({ callId, outcome, reason }) => [callId, outcome, reason]);
  return { announcing, tell, beats, claimed, batches, played, asked, place, outcomes };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('it says once a second that it could speak, and at once when that may have changed', async () => {
  const { announcing, beats, place } = bench();
  expect(beats).toEqual([true]);
  await pass(3_000);
  expect(beats).toEqual([true, true, true, true]);
  place.canSound = false;
  announcing.refresh();
  expect(beats.at(-1)).toBe(false);
  expect(beats).toHaveLength(5);
});

test('without clips, or without a configuration, it cannot speak', () => {
  const { announcing, beats, place } = bench();
  place.bank = null;
  announcing.refresh();
  expect(beats).toEqual([true, false]);
  expect(bench(null).beats).toEqual([false]);
});

test('a call is claimed with its length, spoken once it is granted, and told', async () => {
  const { tell, claimed, played, outcomes } = bench();
  tell(viewOf([callOf('c1')]));
  await pass(10_000);
  expect(claimed).toEqual([{ callId: 'c1', zone: 'Z1', durationMs: expect.any(Number) }]);
  expect([Number.isInteger(claimed[0]?.durationMs), played.length, outcomes()]).toEqual([true, 1, [['c1', 'spoken', null]]]);
});

test('a refused claim is silence, and is not asked again', async () => {
  const { tell, claimed, played } = bench(hallWith(), 'refused');
  tell(viewOf([callOf('c1')]));
  await pass(5_000);
  expect([claimed.length, played]).toEqual([1, []]);
});

test('without an answer nothing is said, and the hub is asked again', async () => {
  const { tell, claimed, played } = bench(hallWith(), null);
  tell(viewOf([callOf('c1')]));
  await pass(5_000);
  expect(claimed.length).toBeGreaterThan(2);
  expect(played).toEqual([]);
});

test('while nothing could be heard nothing is claimed; when it can be heard again, the call is spoken', async () => {
  const { tell, claimed, played, place } = bench();
  place.canSound = false;
  await pass(1_000);
  tell(viewOf([callOf('c1')]));
  await pass(1_500);
  expect([claimed, played]).toEqual([[], []]);
  place.canSound = true;
  await pass(1_500);
  expect([claimed.length, played.length]).toEqual([1, 1]);
});

test('reports leave in batches: the first at once, then at most two a second and 200 entries each', async () => {
  const { tell, batches } = bench();
  tell(viewOf(Array.from({ length: 450 }, (_, i) => callOf(`c${i}`)), true));
  expect(batches.map((batch) => batch.length)).toEqual([1]);
  await pass(1_000);
  expect(batches.length).toBeLessThanOrEqual(3);
  await pass(4_000);
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(200);
  expect(new Set(batches.flat().map(({ callId }) => callId)).size).toBe(450);
  expect(batches.flat()).toHaveLength(450);
});

test('closed in the middle of a call it says so, and then nothing leaves any more', async () => {
  const { tell, announcing, beats, batches, played, outcomes } = bench();
  tell(viewOf([callOf('c1')]));
  await pass(50);
  expect(played).toHaveLength(1);
  announcing.close();
  expect(outcomes()).toEqual([['c1', 'failed', 'announcerLost']]);
  const [beatsThen, batchesThen] = [beats.length, batches.length];
  tell(viewOf([callOf('c1'), callOf('c2')]));
  await pass(10_000);
  expect([beats.length, batches.length, played.length]).toEqual([beatsThen, batchesThen, 1]);
});

test('the department is named only when everybody in the queue goes to the same', async () => {
  for (const [queue, named] of [['one', ['department_D1']], ['two', []]] as const) {
    const { tell, asked } = bench();
    tell(viewOf([callOf('c1', queue)]));
    await pass(100);
    expect([...asked].filter((id) => id.startsWith('department_'))).toEqual(named);
  }
});

test("a stretch of silence in the volume plan is by the hall's own clock", async () => {
  const quiet = { volumePlan: [{ from: '09:00', to: '09:30', volume: 0 }] };
  const [here, elsewhere] = [bench(hallWith(quiet)), bench(hallWith(quiet, 'Europe/Berlin'))];
  for (const { tell } of [here, elsewhere]) tell(viewOf([callOf('c1')]));
  await pass(10_000);
  expect([here.played.length, here.outcomes()]).toEqual([0, [['c1', 'dropped', 'muted']]]);
  expect(elsewhere.outcomes()).toEqual([['c1', 'spoken', null]]);
  await pass(30 * 60_000);
  here.tell(viewOf([callOf('c2')]));
  await pass(10_000);
  expect(here.outcomes().at(-1)).toEqual(['c2', 'spoken', null]);
});
