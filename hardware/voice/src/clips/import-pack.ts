import type { ClipToken } from '@hallcall/voice';
import type { PackProblem } from './pack-problem.ts';
import { readPack, type PackWanted } from './read-pack.ts';
import { vocabularyHash } from './render-pack.ts';
import { writePack } from './write-pack.ts';

export type Import = { readonly ok: true; readonly clips: number; readonly bytes: number } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/**
 * Takes a recorded pack from the folder `from` into `to`, replacing what is there. Refuses it, changing nothing, while
 * anything is wrong with it. Rejects when `to` cannot be written.
 */
export async function importPack(from: string, to: string, wanted: PackWanted & { readonly tokens: readonly ClipToken[] }): Promise<Import> {
  const { manifest, files, problems } = await readPack(from, wanted);
  if (manifest === null || problems.length > 0) return { ok: false, problems };
  const clips = Object.entries(manifest.clips).flatMap(([id, entry]) => {
    const wav = files.get(entry.file);
    return wav ? [{ id, wav, entry }] : [];
  });
  const { language, engine, voice } = manifest;
  await writePack(to, { language, engine, voice, clips, vocabularyHash: vocabularyHash(language, wanted.tokens) });
  return { ok: true, clips: clips.length, bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0) };
}
