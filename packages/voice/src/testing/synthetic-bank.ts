// A pack made of tones, as long as real clips are, through real WAV files.
import type { Language } from '@hallcall/domain';
import { createVoiceBank, openPack, type Pack } from '../bank/voice-bank.ts';
import { encodeWav } from '../mix/wav-encode.ts';
import type { VoiceDepartment } from '../script/language-script.ts';
import { vocabulary } from '../script/vocabulary.ts';
import type { VoiceBank } from '../types.ts';

/** Length of a syllable or word, ms; a call in Chinese then takes 4.9 s, in English 3.8 s. */
const wordMs = { zh: 430, en: 360 } as const;

export type BankOptions = {
  readonly languages: readonly Language[];
  readonly departments: readonly VoiceDepartment[];
  /** 1 for real lengths. */
  readonly scale: number;
};

export function syntheticBank({ languages, departments, scale }: BankOptions): VoiceBank {
  return createVoiceBank(languages.map((language) => syntheticPack(language, departments, scale)));
}

function syntheticPack(language: Language, departments: readonly VoiceDepartment[], scale: number): Pack {
  const clips = vocabulary(language, departments, []);
  const files = new Map(clips.map(({ id, text }, i) => {
    const length = Math.round(48 * wordMs[language] * scale * text.split(' ').length);
    const samples = Float32Array.from({ length }, (_, at) => 0.5 * Math.sin((2 * Math.PI * (200 + 10 * i) * at) / 48_000));
    return [`${id}.wav`, encodeWav({ rate: 48_000, samples })];
  }));
  const manifest = { version: 1, language, engine: 'test', voice: 'tones', clips: Object.fromEntries(clips.map(({ id }) => [id, entry(id)])) } as const;
  return openPack(manifest, (file) => files.get(file) ?? null);
}

const entry = (id: string) => ({ file: `${id}.wav`, sha256: '', gain: 1, trimHeadMs: 0, trimTailMs: 0 });
