// Speaks a vocabulary once and keeps it as clips.
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@hallcall/domain';
import { encodeWav, shapeClip, type ClipToken, type Manifest } from '@hallcall/voice';
import { SpeechError, type SpeechEngine } from '../engine/speech-engine.ts';
import { spokenLine, type SpokenLine } from './spoken-line.ts';
import { hashFile, writePack } from './write-pack.ts';

export type RenderJob = {
  readonly language: Language;
  readonly tokens: readonly ClipToken[];
  readonly engine: SpeechEngine;
  /** Where the pack goes, DATA/voice/LANGUAGE; made when missing. */
  readonly folder: string;
};
export type RenderedPack = {
  readonly manifest: Manifest;
  /** Of all the files that the manifest names. */
  readonly bytes: number;
  /** Clips of which something, or everything, cannot be read aloud. */
  readonly unread: readonly SpokenLine[];
};

/** Raised when the same vocabulary would be rendered in another way. */
const recipe = 1;
/** Engines at work together. */
const width = 2;

/** Rejects with `SpeechError` when the engine fails; the pack before then stays as it was. */
export async function renderPack({ language, tokens, engine, folder }: RenderJob): Promise<RenderedPack> {
  const lines = tokens.map((token) => spokenLine(language, token));
  const wavs = await inTurns(lines.filter(({ line }) => line !== ''), async (line) => ({ id: line.id, wav: await renderClip(engine, line, language) }));
  const heard = wavs.flatMap(({ id, wav }) => (wav === null ? [] : [{ id, wav, entry: { gain: 1, trimHeadMs: 0, trimTailMs: 0 } }]));
  const ids = new Set(heard.map(({ id }) => id));
  const manifest = await writePack(folder, {
    language, engine: engine.id, voice: engine.voice(language), clips: heard, vocabularyHash: vocabularyHash(language, tokens),
  });
  return {
    manifest,
    bytes: [...new Map(heard.map(({ id, wav }) => [manifest.clips[id]?.file, wav.length])).values()].reduce((sum, size) => sum + size, 0),
    unread: lines.filter(({ id, problems }) => problems.length > 0 || !ids.has(id)),
  };
}

/** Changes whenever a pack for this vocabulary would come out differently. */
export function vocabularyHash(language: Language, tokens: readonly ClipToken[]): string {
  return hash('sha256', JSON.stringify([recipe, language, tokens.map((token) => [token.id, spokenLine(language, token).line])]));
}

/** The hash that the pack in `folder` was made for; null when there is none. */
export function keptVocabularyHash(folder: string): Promise<string | null> {
  return readFile(join(folder, hashFile), 'utf8').catch(() => null);
}

/** Clips whose text is the hall's own; every other is known to be speakable. */
const ownText = /^(department|label)_/;

/** Null: the engine makes no sound of it, which is the text's fault. */
async function renderClip(engine: SpeechEngine, { id, line }: SpokenLine, language: Language): Promise<Uint8Array | null> {
  try {
    const pcm = shapeClip(await engine.render(line, language));
    if (pcm.samples.length === 0) throw new SpeechError('noSound', `${id} is silent`);
    return encodeWav(pcm);
  } catch (error) {
    if (error instanceof SpeechError && error.fault === 'noSound' && ownText.test(id)) return null;
    throw error;
  }
}

/** The results in the order of the items; the first failure stops the rest. */
async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (hasFailed) return;
      results[index] = await work(item).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: width }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
}
