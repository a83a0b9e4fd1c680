// The announcer and a sink that writes what would sound: three hundred calls in forty minutes, among them visitors who come or are
// called again before their call is spoken, read back from the files.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallId, SpeechCall, VoiceView, ZoneId } from '@hallcall/domain';
import { ZoneVoice } from '@hallcall/domain';
import { chime, createAnnouncer, createVoiceBank, decodeWav, mix, mixRate, script, sound, type Pcm, type SpeechEntry } from '@hallcall/voice';
import { expect, test } from 'vitest';
import { createWavSink } from './sink/timed-sink.ts';

const zone = 'B1' as ZoneId;
const voice = ZoneVoice.parse({ announcers: ['speaker'], languages: ['zh'], volume: 80 });
const everyMs = 8_000;
const count = 300;
/** After its call a visitor has come, or is called again: while another call is being spoken, in its own chime, or when all is said. */
const soonMs = 300;
const lateMs = 5_000;

/** Timers run in order; promises settle between them. */
function createClock() {
  let now = 1_767_574_800_000;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    timers: {
      after(ms: number, run: () => void) {
        const timer = { at: now + ms, run };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    async pass(ms: number): Promise<void> {
      const until = now + ms;
      for (;;) {
        for (let i = 0; i < 20; i += 1) await Promise.resolve();
        const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
    },
  };
}

/** Each word a tone of its own, short, so that three hundred utterances stay small. */
function toneOf(id: string): Pcm {
  const pitch = 200 + (Array.from(id).reduce((sum, letter, i) => sum + letter.charCodeAt(0) * (i + 3), 0) % 2_000);
  return { rate: mixRate, samples: Float32Array.from({ length: 4_800 }, (_, i) => 0.3 * Math.sin((2 * Math.PI * pitch * i) / mixRate)) };
}
const bank = { clip: (language: string, id: string) => (language === 'zh' ? toneOf(id) : null) };

const callOf = (n: number, at: number, attempt = 1): SpeechCall =>
  ({
    callId: `call${n}-${attempt}`, number: { prefix: 'A', n: n + 1 }, windowId: `w${(n % 9) + 1}`, queueId: 'q', language: 'zh', attempt, at, agesFrom: at,
  }) as unknown as SpeechCall;
const nameOf = ({ number, windowId }: SpeechCall) => ({ number, windowLabel: windowId.slice(1), department: null });

/** The sentence as the test puts it together itself. */
function expected(call: SpeechCall): Pcm {
  const { tokens } = script(nameOf(call), { language: 'zh', form: 'full', digitOne: 'yao' });
  const words = tokens.map((token) => (token.kind === 'clip' ? sound(toneOf(token.id)) : { kind: 'pause' as const, ms: token.ms }));
  return mix([sound(chime()), ...words], 0.8);
}

type Entry = { readonly call: SpeechCall; /** Since when it is not true any more. */ goneAt: number | null };

/** A hall with one zone: its calls, what became of them, and the announcer that has the zone. */
function createHall(folder: string) {
  const clock = createClock();
  const sink = createWavSink(folder, clock);
  const calls: Entry[] = [];
  const entries: SpeechEntry[] = [];
  const begun: { readonly callId: CallId; readonly at: number }[] = [];
  const claimed = new Set<CallId>();
  const announcer = createAnnouncer({
    now: clock.now, timers: clock.timers, bank: () => bank, sink, names: nameOf, zoneVoice: () => voice, wallMinutes: () => 600,
    claim(callId) {
      const isFirst = !claimed.has(callId);
      claimed.add(callId);
      return Promise.resolve(isFirst ? 'granted' : 'refused');
    },
    report: (entry) => void entries.push(entry),
    onSpeaking: (state) => begun.push(...(state?.callIds ?? []).map((callId) => ({ callId, at: clock.now() }))),
  });
  const tell = (): void => {
    const over = new Set(entries.map(({ callId }) => callId));
    const live = calls.flatMap(({ call, goneAt }) => (goneAt === null && !over.has(call.callId) ? [call] : []));
    const [mine, open] = [live.filter(({ callId }) => claimed.has(callId)), live.filter(({ callId }) => !claimed.has(callId))];
    announcer.update({
      deviceId: 'speaker', emergency: null,
      zones: [{ zone, isMuted: false, busyUntil: null, begun: mine.map(({ callId }) => callId), calls: open }],
    } as unknown as VoiceView);
  };
  const endCalls = (n: number): void => {
    for (const entry of calls) if (entry.call.number.n === n + 1) entry.goneAt ??= clock.now();
  };
  const call = (n: number, attempt = 1): void => {
    calls.push({ call: callOf(n, clock.now(), attempt), goneAt: null });
    tell();
  };
  const settle = (n: number): void => {
    endCalls(n);
    tell();
  };
  const recall = (n: number): void => {
    endCalls(n);
    call(n, 2);
  };
  return { clock, calls, entries, begun, announcer, call, settle, recall };
}

type DayHall = ReturnType<typeof createHall>;

/**
 * Ten kinds of visitors in turn: 0 comes when all is said, 3 while 2 is called, 8 in the chime; 6 is called again while 5 is called, 9
 * afterwards; the others never come.
 */
async function visit({ clock, call, settle, recall }: DayHall, n: number): Promise<void> {
  const kind = n % 10;
  call(n);
  // The next one is called in the same moment, and has to wait.
  if (kind === 2 || kind === 5) return;
  await clock.pass(soonMs);
  if (kind === 3 || kind === 8) settle(n);
  if (kind === 6) recall(n);
  await clock.pass(lateMs - soonMs);
  if (kind === 0) settle(n);
  if (kind === 9) recall(n);
  await clock.pass(everyMs - lateMs);
}

/** What is to become of the calls of one visitor, in the order in which it is told. */
function fateOf(n: number): readonly (readonly [callId: string, outcome: string, reason: string | null])[] {
  const [first, again] = [`call${n}-1`, `call${n}-2`];
  switch (n % 10) {
    case 3:
    case 8:
      return [[first, 'dropped', 'untrue']];
    case 6:
      return [[first, 'dropped', 'merged'], [again, 'spoken', null]];
    case 9:
      return [[first, 'spoken', null], [again, 'spoken', null]];
    default:
      return [[first, 'spoken', null]];
  }
}

const byCall = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number => a.localeCompare(b, 'en', { numeric: true });

test('300 calls through the sink that writes files: those that stay true are spoken, in order, never two at once, sample for sample; of the others nothing after that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-day-'));
  const hall = createHall(folder);
  for (let n = 0; n < count; n += 1) await visit(hall, n);
  hall.announcer.close();
  const { calls, entries } = hall;

  // Each has one word, and it is the right one.
  const fates = Array.from({ length: count }, (_, n) => fateOf(n)).flat();
  expect(entries.map(({ callId, outcome, reason }) => [callId, outcome, reason] as const).toSorted(byCall)).toEqual(fates.toSorted(byCall));

  const heard = heardIn(folder, hall);
  expect(heard.filter(({ from }, i) => from < (heard[i - 1]?.to ?? 0))).toEqual([]);
  const order = heard.map(({ entry }) => entry.call);
  expect(order.filter(({ at }, i) => at < (order[i - 1]?.at ?? 0))).toEqual([]);

  // Sample for sample: to the end, or to the moment that it was not true any more, and that lies in its chime.
  const isSpoken = new Set(fates.flatMap(([callId, outcome]) => (outcome === 'spoken' ? [callId] : [])));
  const torn = heard.filter(({ pcm, entry: { call } }) => {
    const whole = expected(call);
    return !isSame(pcm, isSpoken.has(call.callId) ? whole : { ...whole, samples: whole.samples.slice(0, (soonMs * whole.rate) / 1000) });
  });
  expect(torn.map(({ file }) => file)).toEqual([]);

  // Every tenth twice: who came while another was called, or was called again then, is not heard at all; who came in the chime, not after.
  const dropped = calls.filter(({ call }) => !isSpoken.has(call.callId));
  const soundsOf = (entry: Entry) => heard.filter((one) => one.entry === entry);
  expect(dropped.filter((entry) => soundsOf(entry).some(({ to }) => to > (entry.goneAt ?? 0)))).toEqual([]);
  expect([dropped.length, dropped.flatMap(soundsOf).length]).toEqual([count * 0.3, count * 0.1]);
  rmSync(folder, { recursive: true });
});

/** What is in the files, each from the moment that it was begun. */
function heardIn(folder: string, { begun, calls }: DayHall) {
  const files = readdirSync(folder).toSorted();
  expect(begun).toHaveLength(files.length);
  return begun.map(({ callId, at }, i) => {
    const file = files[i] ?? '';
    const pcm = pcmOf(readFileSync(join(folder, file)));
    const entry = calls.find(({ call }) => call.callId === callId);
    if (!entry) throw new Error(`${file} is nobody's`);
    return { file, pcm, entry, from: at, to: at + (pcm.samples.length * 1000) / pcm.rate };
  });
}

function pcmOf(file: Uint8Array): Pcm {
  const read = decodeWav(file);
  if (!read.ok) throw new Error(`no sound: ${read.problem}`);
  return read.pcm;
}

/** To the last bit that a file of 16 bits can hold. */
const isSame = ({ samples }: Pcm, wanted: Pcm): boolean =>
  samples.length === wanted.samples.length && samples.every((sample, i) => Math.abs(sample - (wanted.samples[i] ?? 0)) <= 2 / 32_768);

test('a file that holds another call is noticed', () => {
  const [one, other] = [expected(callOf(1, 0)), expected(callOf(2, 0))];
  expect([isSame(one, one), isSame(one, other)]).toEqual([true, false]);
  expect(createVoiceBank([]).clip('zh', 'hao4')).toBeNull();
});
