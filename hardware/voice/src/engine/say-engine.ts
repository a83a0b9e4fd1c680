// An engine over one of `say`'s platforms: a text becomes a file, the file becomes samples. A program that hangs or floods
// the disk is killed.
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '@hallcall/domain';
import type { Timers } from '@hallcall/link';
import { decodeWav, type Pcm } from '@hallcall/voice';
import type { SpeechPlatform } from './say-platform.ts';
import { SpeechError, type Probe, type SpeechEngine } from './speech-engine.ts';

export type SayVoice = { readonly name: string; /** Factor of the platform's own pace. */ readonly speed: number };

export type SayEngineDeps = {
  readonly id: string;
  /** Null: the engine does not speak this language. */
  readonly voices: Readonly<Record<Language, SayVoice | null>>;
  readonly platform: () => SpeechPlatform;
  /** True when the printed list of voices holds the voice. */
  readonly isListed: (printed: string, voice: string) => boolean;
  /** Longest a text may take, ms. */
  readonly deadlineMs: number;
  readonly timers: Timers;
};

/** Minutes of speech; nothing that is said in a hall comes near. */
const mostBytes = 16_000_000;
const sizeCheckMs = 250;

export function createSayEngine(deps: SayEngineDeps): SpeechEngine {
  return {
    id: deps.id,
    voice: (language) => deps.voices[language]?.name ?? '',
    probe: () => probe(deps),
    async render(text, language) {
      const voice = deps.voices[language];
      if (!voice) throw new SpeechError('noVoice', `${deps.id} does not speak ${language}`);
      if (text.trim() === '') throw new SpeechError('noSound', 'there is nothing to say');
      const folder = await mkdtemp(join(tmpdir(), 'hallcall-voice-'));
      try {
        return await renderInto(join(folder, 'speech.wav'), deps, { text, voice });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function probe({ platform, voices, isListed, ...limits }: SayEngineDeps): Promise<Probe> {
  try {
    const printed = await limited(platform(), limits, (run, done) => run.listVoices(done));
    const languages = (['zh', 'en'] as const).filter((language) => voices[language] && isListed(printed, voices[language].name));
    return { ok: languages.length > 0, languages, reason: languages.length > 0 ? null : 'noVoice' };
  } catch (error) {
    return { ok: false, languages: [], reason: error instanceof SpeechError ? error.fault : 'failed' };
  }
}

async function renderInto(file: string, { platform, ...limits }: SayEngineDeps, { text, voice }: { text: string; voice: SayVoice }): Promise<Pcm> {
  await limited(platform(), { ...limits, file }, (run, done) => run.export(text, voice.name, voice.speed, file, (error: Error | null) => done(error, '')));
  const wav = decodeWav(await bytesOf(file));
  if (!wav.ok) throw new SpeechError('noSound', `${limits.id} wrote a file that is ${wav.problem}`);
  return wav.pcm;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const size = await sizeOf(file);
  if (size > mostBytes) throw new SpeechError('tooLarge', `${size} bytes`);
  return size === 0 ? new Uint8Array(0) : readFile(file);
}

/** 0 while there is no file. */
const sizeOf = (file: string): Promise<number> => stat(file).then(({ size }) => size, () => 0);

type Limits = Pick<SayEngineDeps, 'deadlineMs' | 'timers'> & { readonly file?: string };
type Start = (run: SpeechPlatform, done: (error: Error | null, printed: string) => void) => void;

/** Runs until the process has ended; one that breaks a limit is killed and its end waited for. */
function limited(run: SpeechPlatform, { deadlineMs, timers, file }: Limits, start: Start): Promise<string> {
  return new Promise((resolve, reject) => {
    let broken: SpeechError | null = null;
    const stop = (error: SpeechError): void => {
      broken ??= error;
      run.stop(() => undefined);
    };
    const cancel = timers.after(deadlineMs, () => stop(new SpeechError('deadline', `no end after ${deadlineMs} ms`)));
    const sizes = setInterval(() => {
      if (file !== undefined) void sizeOf(file).then((size) => size > mostBytes && stop(new SpeechError('tooLarge', `${size} bytes`)));
    }, sizeCheckMs);
    start(run, (error, printed) => {
      cancel();
      clearInterval(sizes);
      if (broken) reject(broken);
      else if (error) reject(faultOf(error));
      else resolve(printed);
    });
  });
}

function faultOf(cause: Error): SpeechError {
  return new SpeechError('code' in cause && cause.code === 'ENOENT' ? 'missing' : 'failed', cause.message, { cause });
}
