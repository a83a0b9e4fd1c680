import type { Language } from '@hallcall/domain';
import type { Pcm } from '@hallcall/voice';

export type SpeechFault =
  /** The program is not installed. */
  | 'missing'
  /** The program has no voice for the language. */
  | 'noVoice'
  /** It ended with an error, or was killed. */
  | 'failed'
  /** It took too long and was killed. */
  | 'deadline'
  /** It wrote more than any sentence needs and was killed. */
  | 'tooLarge'
  /** What it wrote is no sound. */
  | 'noSound';

/** Why a text was not spoken. `detail` is the engine's own word, for a log. */
export class SpeechError extends Error {
  readonly fault: SpeechFault;

  constructor(fault: SpeechFault, detail: string, options?: ErrorOptions) {
    super(`${fault}: ${detail}`, options);
    this.name = 'SpeechError';
    this.fault = fault;
  }
}

export type Probe = { readonly ok: boolean; readonly languages: readonly Language[]; readonly reason: SpeechFault | null };

/** Turns texts into sound, one process a text. Never used while people wait for a call: clips are rendered beforehand. */
export type SpeechEngine = {
  /** Goes into the manifests of its packs. */
  readonly id: string;
  /** Name of the voice of a language. */
  voice(language: Language): string;
  /** What it can speak here; never rejects. */
  probe(): Promise<Probe>;
  /** `text` is numbered pinyin in Chinese. Rejects with `SpeechError`. */
  render(text: string, language: Language): Promise<Pcm>;
};
