// A hall that can be heard: silent sound cards for a board and for the agent's speaker, clips, and bars on a serial line.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchPacks } from '@hallcall/client/announce';
import type { CallId, Language } from '@hallcall/domain';
import { systemEngine } from '@hallcall/hardware-voice';
import { ensureClips } from '@hallcall/scripts/clips';
import { findClips, isQuietRun, leastIdentity, startNullSink, type FoundClip, type NullSink, type Recording } from '@hallcall/testkit/audio';
import { chime, createVoiceBank, script, type Pcm, type VoiceBank } from '@hallcall/voice';
import { chromium, type Browser } from '@playwright/test';
import Database from 'better-sqlite3';
import { pause } from '../chaos/until.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

/** One call as the hub has it on record. */
export type CallRecord = {
  readonly callId: CallId; readonly windowId: string; readonly zone: string; readonly prefix: string; readonly n: number;
  readonly speech: string | null; readonly reason: string | null; readonly startedAt: number | null;
};

export type SoundHall = {
  readonly page: PageHall;
  readonly sound: NullSink;
  readonly bank: VoiceBank;
  /** A browser whose sound goes to the card `board`, as on a TV: it needs no touch. */
  openBrowser(): Promise<Browser>;
  /** The newest call of a window. */
  call(windowId: string): CallRecord;
  calls(): readonly CallRecord[];
  bars(): Promise<readonly { readonly address: number; readonly text: string; readonly colour: string }[]>;
  close(): Promise<void>;
};

const cache = new URL('../../.cache/voice-hall', import.meta.url).pathname;

/** Renders the sample's clips once for all tests; gives what copies them into a hall's data folder. */
export async function clipsForHalls(): Promise<(data: string) => void> {
  const { reason } = await ensureClips({
    dataDir: cache, isSample: true, language: 'en', log: () => undefined, engine: systemEngine(process.platform),
  });
  if (reason !== null) throw new Error(reason);
  return (data) => cpSync(join(cache, 'voice'), join(data, 'voice'), { recursive: true });
}

export async function openSoundHall(): Promise<SoundHall> {
  const prepare = await clipsForHalls();
  const line = mkdtempSync(join(tmpdir(), 'hallcall-line-'));
  const sound = await startNullSink({ names: ['board', 'speaker'] });
  const page = await openPageHall({
    ledPty: join(line, 'bars'), speaker: { sink: 'paplay' }, agentEnv: sound.env('speaker'),
    prepare,
  });
  const bank = createVoiceBank(await fetchPacks(new URL(page.hall.url).origin, ['zh', 'en']));
  const calls = () => readCalls(page.data);
  return {
    page, sound, bank, calls,
    openBrowser: () => launch(sound.env('board'), line),
    call(windowId) {
      const found = calls().findLast((call) => call.windowId === windowId);
      if (!found) throw new Error(`no call at ${windowId}`);
      return found;
    },
    bars: async () => ((await (await fetch(new URL('/state', page.hall.ledUrl))).json()) as { bars: Awaited<ReturnType<SoundHall['bars']>> }).bars,
    async close() {
      await page.close();
      await sound.close();
      rmSync(line, { recursive: true, force: true });
    },
  };
}

/** A TV has a machine of its own; here it goes before the other tests where the system lets it. */
function launch(env: Record<string, string>, folder: string): Promise<Browser> {
  const executablePath = join(folder, 'chromium-first.sh');
  const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  writeFileSync(executablePath, `#!/bin/sh\nexec nice -n -15 ${program} "$@" 2>/dev/null\n`, { mode: 0o755 });
  return chromium.launch({
    executablePath,
    ignoreDefaultArgs: ['--mute-audio'],
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** Read beside the running hub. */
function readCalls(data: string): CallRecord[] {
  const db = new Database(join(data, 'hall.db'), { readonly: true });
  try {
    return db
      .prepare<[], CallRecord>(
        `select call.call_id as callId, window_id as windowId, call.zone, prefix, n, speech, speech_reason as reason, speech_claim.started_at as startedAt
         from call join ticket using (ticket_id) left join speech_claim on speech_claim.call_id = call.call_id order by call.at, call.call_id`,
      )
      .all();
  } finally {
    db.close();
  }
}

/** A recording and when its first sample was taken, epoch ms. */
export type Heard = { readonly recording: Recording; readonly startedAt: number };

/** What a card plays while `act` runs. */
export async function listen(sound: NullSink, name: string, act: () => Promise<void>): Promise<Heard> {
  const recorder = sound.record(name);
  const startedAt = Date.now();
  await act();
  // What has been settled may still be on its way through the card.
  await pause(1_000);
  return { recording: await recorder.stop(), startedAt };
}

const lengthMs = (pcm: Pcm): number => (pcm.samples.length * 1000) / pcm.rate;

/** Clips of an utterance and where each begins, ms from the chime's beginning: the test's own sum of lengths and gaps. */
function placesOf(bank: VoiceBank, call: CallRecord, languages: readonly Language[]): { name: string; pcm: Pcm; atMs: number }[] {
  const bell = chime();
  const places = [{ name: 'chime', pcm: bell, atMs: 0 }];
  let at = lengthMs(bell);
  for (const [index, language] of languages.entries()) {
    if (index > 0) at += 250;
    const number = { prefix: call.prefix, n: call.n } as Parameters<typeof script>[0]['number'];
    const { tokens } = script({ number, windowLabel: call.windowId.slice(1), department: null }, { language, form: 'full', digitOne: 'yao' });
    for (const token of tokens) {
      if (token.kind === 'pause') {
        at += token.ms;
        continue;
      }
      const pcm = bank.clip(language, token.id);
      if (pcm === null) throw new Error(`the pack lacks ${language}/${token.id}`);
      places.push({ name: `${language}/${token.id}`, pcm, atMs: at });
      at += lengthMs(pcm);
    }
  }
  return places;
}

/** A clip as found; `lateMs`: how much later than the one before it allows. */
export type FoundWord = FoundClip & { readonly lateMs: number };

/** How far from where the clip before it allows a clip is looked for, ms. */
const searchMs = 300;

/**
 * Chime first, then every word of the call in its order, each looked for behind the one before. A busy machine may hold
 * the sound up for a moment; `lateMs` tells by how much.
 */
export function findCall(heard: Heard, bank: VoiceBank, call: CallRecord, languages: readonly Language[]): readonly FoundWord[] {
  const found: FoundWord[] = [];
  let before: { readonly atMs: number; readonly foundMs: number } | null = null;
  for (const { name, pcm, atMs } of placesOf(bank, call, languages)) {
    // The card's own buffer lies between the claim and the first sound.
    const expectedAtMs: number = before === null ? (call.startedAt ?? 0) - heard.startedAt + 600 : before.foundMs + atMs - before.atMs;
    const clip = findClip(heard.recording, { name, pcm, expectedAtMs }, before === null ? 1_500 : searchMs);
    if (clip.atMs === null) return [...found, { ...clip, lateMs: 0 }];
    found.push({ ...clip, lateMs: before === null ? 0 : clip.atMs - expectedAtMs });
    before = { atMs, foundMs: clip.atMs };
  }
  return found;
}

/** The whole clip, or its two halves one after the other where the sound was held up in the middle: the weaker one counts. */
function findClip(recording: Recording, wanted: { readonly name: string; readonly pcm: Pcm; readonly expectedAtMs: number }, within: number): FoundClip {
  const [whole] = findClips(recording, [wanted], { searchMs: within });
  const nothing = { name: wanted.name, identity: 0, atMs: null };
  if (!whole || whole.identity >= leastIdentity || isQuietRun) return whole ?? nothing;
  const { rate, samples } = wanted.pcm;
  const middle = Math.floor(samples.length / 2);
  const halfMs = (middle * 1000) / rate;
  const [first] = findClips(recording, [{ ...wanted, pcm: { rate, samples: samples.slice(0, middle) } }], { searchMs: within });
  if (!first || first.atMs === null) return whole;
  const [second] = findClips(recording, [{ ...wanted, pcm: { rate, samples: samples.slice(middle) }, expectedAtMs: first.atMs + halfMs }], { searchMs: within });
  const identity = Math.min(first.identity, second?.identity ?? 0);
  return identity > whole.identity ? { name: wanted.name, identity, atMs: first.atMs } : whole;
}
