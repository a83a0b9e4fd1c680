// A hall that starts has its voice where that is possible, and starts all the same where it is not.
import { join } from 'node:path';
import { packState, renderPack, SpeechError, type SpeechEngine } from '@hallcall/hardware-voice';
import { texts, type Language } from '@hallcall/text';
import { vocabulary } from '@hallcall/voice';
import { hallWords } from './hall-words.ts';

export type EnsureClips = {
  readonly dataDir: string;
  /** True: the hall that comes with the program, whatever lies in `dataDir`. */
  readonly isSample: boolean;
  /** Of the sentences. */
  readonly language: Language;
  /** Told what is done and what is missing, a sentence at a time. */
  readonly log: (sentence: string) => void;
  /** Null: there is none for this system. `systemEngine(process.platform)`. */
  readonly engine: SpeechEngine | null;
};
export type ClipsOutcome = {
  readonly rendered: readonly Language[];
  /** Why the hall has no voice, or not all of it; null when nothing is missing. */
  readonly reason: string | null;
};

const languages: readonly Language[] = ['zh', 'en'];

/**
 * Renders DATA/voice/LANGUAGE where it no longer says what the hall says; a glance otherwise. Never rejects: whatever is
 * wrong becomes `reason`, which was logged. Packs that somebody recorded are never replaced.
 */
export async function ensureClips(deps: EnsureClips): Promise<ClipsOutcome> {
  const say = texts(deps.language).voicePack;
  const rendered: Language[] = [];
  const reasons: string[] = [];
  try {
    reasons.push(...(await renderStale(deps, rendered)));
  } catch (error) {
    const reason = error instanceof SpeechError ? say.engineFault[error.fault] : error instanceof Error ? error.message : String(error);
    reasons.push(reason);
  }
  const reason = reasons.length === 0 ? null : reasons.join(' ');
  if (reason !== null) deps.log(say.withoutVoice({ reason }));
  return { rendered, reason };
}

/** Says what of recorded packs is missing. */
async function renderStale({ dataDir, isSample, language: own, log, engine }: EnsureClips, rendered: Language[]): Promise<string[]> {
  const say = texts(own).voicePack;
  const { departments, windowLabels } = hallWords(dataDir, { isSample, language: own });
  const reasons: string[] = [];
  const stale: Language[] = [];
  const jobOf = (language: Language) => ({ language, folder: join(dataDir, 'voice', language), tokens: vocabulary(language, departments, windowLabels) });
  for (const language of languages) {
    const { folder, tokens } = jobOf(language);
    const state = await packState(folder, { language, tokens, engine: engine?.id ?? '' });
    if (state.kind === 'stale') stale.push(language);
    if (state.kind === 'recorded' && state.missing.length > 0) reasons.push(say.recordedLacks({ pack: say.name[language], folder, count: state.missing.length }));
  }
  if (stale.length === 0) return reasons;
  if (!engine) return [...reasons, say.noEngine];
  const { reason } = await engine.probe();
  if (reason !== null) throw new SpeechError(reason, engine.id);
  log(say.rendering);
  for (const language of stale) {
    await renderPack({ ...jobOf(language), engine });
    rendered.push(language);
  }
  log(say.renderedAll);
  return reasons;
}
