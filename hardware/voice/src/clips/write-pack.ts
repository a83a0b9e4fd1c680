// Puts a pack in place so that whoever reads it sees the old one or the new one, never half of each: files are named by
// their content, the manifest comes last and at once, and what the manifest before it named stays until the next time.
import { hash, randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '@hallcall/host';
import type { ClipId, Manifest, ManifestClip } from '@hallcall/voice';
import { manifestFile, manifestIn } from './read-pack.ts';

export type PackContent = Omit<Manifest, 'clips' | 'version'> & {
  readonly clips: readonly { readonly id: ClipId; readonly wav: Uint8Array; readonly entry: Pick<ManifestClip, 'gain' | 'trimHeadMs' | 'trimTailMs'> }[];
  /** The hash of the vocabulary that the pack was made for, kept beside the manifest. */
  readonly vocabularyHash: string;
};

/** Holds the hash of the vocabulary that a pack was made for. */
export const hashFile = 'vocabulary.sha256';

/**
 * `folder` is DATA/voice/LANGUAGE: what is missing of it is made, DATA for its owner alone, as the hub makes it. Rejects when the folder
 * cannot be written; the pack before is then still in place.
 */
export async function writePack(folder: string, { clips, vocabularyHash, ...head }: PackContent): Promise<Manifest> {
  makeFolder(dirname(dirname(folder)), 0o700);
  makeFolder(folder, 0o755);
  const before = await manifestIn(folder);
  const entries: [ClipId, ManifestClip][] = [];
  for (const { id, wav, entry } of clips) {
    const sha256 = hash('sha256', wav);
    const file = `${sha256.slice(0, 24)}.wav`;
    await writeNew(join(folder, file), wav);
    entries.push([id, { ...entry, file, sha256 }]);
  }
  const manifest: Manifest = { version: 1, ...head, clips: Object.fromEntries(entries) };
  // First away, last back: a pack without it is made again, one with it is the pack it speaks of.
  await rm(join(folder, hashFile), { force: true });
  await replace(join(folder, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`);
  await replace(join(folder, hashFile), vocabularyHash);
  // What an unreadable manifest spoke of is not known, and left alone.
  const isKnown = 'manifest' in before || before.problem.code === 'manifest.missing';
  const kept = [manifest, ...('manifest' in before ? [before.manifest] : [])].flatMap((pack) => Object.values(pack.clips).map(({ file }) => file));
  if (isKnown) await sweep(folder, new Set(kept));
  return manifest;
}

/** Named by its content: one that is there, and of the right length, is the same. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const size = await stat(path).then((found) => found.size, () => null);
  if (size !== bytes.length) await replace(path, bytes);
}

async function replace(path: string, content: Uint8Array | string): Promise<void> {
  const next = join(dirname(path), `.${randomUUID()}.next`);
  const handle = await open(next, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, path);
}

/** Only files of the kinds that are written here. */
async function sweep(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const stale = (await readdir(folder)).filter((name) => (/^[0-9a-f]{24}\.wav$/.test(name) && !kept.has(name)) || /^\.[0-9a-f-]{36}\.next$/.test(name));
  for (const name of stale) await rm(join(folder, name), { force: true });
}
