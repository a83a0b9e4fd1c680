import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@hallcall/domain';
import type { ClipId, ClipToken } from '@hallcall/voice';
import { manifestIn } from './read-pack.ts';
import { keptVocabularyHash, vocabularyHash } from './render-pack.ts';

export type PackState =
  /** Holds what the hall says today. */
  | { readonly kind: 'current' }
  /** A pack of this program's making that is not there or no longer fits: render it. */
  | { readonly kind: 'stale' }
  /** Somebody's voice, never replaced by a machine's; `missing` is what the hall says and the pack does not. */
  | { readonly kind: 'recorded'; readonly missing: readonly ClipId[] };

/** A glance that opens no clip. `engine` is the id of the engine whose packs may be replaced. */
export async function packState(folder: string, { language, tokens, engine }: { language: Language; tokens: readonly ClipToken[]; engine: string }): Promise<PackState> {
  const read = await manifestIn(folder);
  if (!('manifest' in read)) return { kind: 'stale' };
  const { clips, engine: maker } = read.manifest;
  if (maker !== engine) {
    return { kind: 'recorded', missing: tokens.map(({ id }) => id).filter((id) => !Object.hasOwn(clips, id)) };
  }
  if ((await keptVocabularyHash(folder)) !== vocabularyHash(language, tokens)) return { kind: 'stale' };
  const files = Object.values(clips).map(({ file }) => access(join(folder, file)).then(() => true, () => false));
  return (await Promise.all(files)).every(Boolean) ? { kind: 'current' } : { kind: 'stale' };
}
