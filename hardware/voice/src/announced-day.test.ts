// The announcer and a sink that writes what would sound: three hundred calls, one each eight seconds, read back from the files.
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

const callOf = (i: number, at: number): SpeechCall =>
  ({ callId: `call${i}`, number: { prefix: 'A', n: i + 1 }, windowId: `w${(i % 9) + 1}`, queueId: 'q', language: 'zh', attempt: 1, at }) as unknown as SpeechCall;
const nameOf = ({ number, windowId }: SpeechCall) => ({ number, windowLabel: windowId.slice(1), department: null });

/** The sentence as the test puts it together itself. */
function expected(call: SpeechCall): Pcm {
  const { tokens } = script(nameOf(call), { language: 'zh', form: 'full', digitOne: 'yao' });
  const words = tokens.map((token) => (token.kind === 'clip' ? sound(toneOf(token.id)) : { kind: 'pause' as const, ms: token.ms }));
  return mix([sound(chime()), ...words], 0.8);
}

test('300 calls, one each 8 s, through the sink that writes files: every one spoken, in order, never two at once, sample for sample', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-day-'));
  const clock = createClock();
  const sink = createWavSink(folder, clock);
  const entries: SpeechEntry[] = [];
  const claimed: { readonly callId: CallId; readonly at: number; readonly endsAt: number }[] = [];
  const waiting: SpeechCall[] = [];
  const announcer = createAnnouncer({
    now: clock.now, timers: clock.timers, bank: () => bank, sink, names: nameOf, zoneVoice: () => voice, wallMinutes: () => 600,
    claim(callId, _zone, durationMs) {
      claimed.push({ callId, at: clock.now(), endsAt: clock.now() + durationMs });
      return Promise.resolve('granted');
    },
    report: (entry) => void entries.push(entry),
    onSpeaking: () => undefined,
  });
  const view = (): VoiceView => {
    const [begun, over] = [new Set(claimed.map(({ callId }) => callId)), new Set(entries.map(({ callId }) => callId))];
    const calls = waiting.filter(({ callId }) => !begun.has(callId));
    const open = waiting.map(({ callId }) => callId).filter((callId) => begun.has(callId) && !over.has(callId));
    return { deviceId: 'speaker', emergency: null, zones: [{ zone, isMuted: false, busyUntil: null, begun: open, calls }] } as unknown as VoiceView;
  };
  for (let i = 0; i < count; i += 1) {
    waiting.push(callOf(i, clock.now()));
    announcer.update(view());
    await clock.pass(everyMs);
  }
  announcer.close();
  expect(entries.map(({ callId, outcome }) => [callId, outcome])).toEqual(waiting.map(({ callId }) => [callId, 'spoken']));
  expect(claimed.filter(({ at }, i) => at < (claimed[i - 1]?.endsAt ?? 0))).toEqual([]);
  const files = readdirSync(folder).toSorted();
  expect(files).toHaveLength(count);
  const torn = files.filter((file, i) => !isSame(readFileSync(join(folder, file)), expected(waiting[i] ?? callOf(0, 0))));
  expect(torn).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** To the last bit that a file of 16 bits can hold. */
function isSame(file: Uint8Array, wanted: Pcm): boolean {
  const read = decodeWav(file);
  if (!read.ok || read.pcm.samples.length !== wanted.samples.length) return false;
  return read.pcm.samples.every((sample, i) => Math.abs(sample - (wanted.samples[i] ?? 0)) <= 2 / 32_768);
}

test('a file that holds another call is noticed', () => {
  const [one, other] = [expected(callOf(1, 0)), expected(callOf(2, 0))];
  expect(one.samples.length === other.samples.length && one.samples.every((sample, i) => sample === other.samples[i])).toBe(false);
  expect(createVoiceBank([]).clip('zh', 'hao4')).toBeNull();
});
