// The clips of this hall, from the hub. Asked for again until they are there: a hall may get its voice later.
import type { Language } from '@hallcall/domain';
import { openPack, readManifest, type Manifest, type Pack } from '@hallcall/voice';

/** Packs of the languages that the hub at `url` has; an unreachable or faulty one is simply not among them. */
export async function fetchPacks(url: string, languages: readonly Language[]): Promise<readonly Pack[]> {
  const packs = await Promise.all(languages.map((language) => fetchPack(`${url}/voice/${language}/`).catch(() => null)));
  return packs.filter((pack) => pack !== null);
}

async function fetchPack(folder: string): Promise<Pack | null> {
  const response = await fetch(`${folder}manifest.json`);
  // 204: the hall has no pack of this language.
  const manifest = response.status === 200 ? readManifest(await response.json()) : null;
  if (manifest === null) return null;
  const files = await fetchFiles(folder, manifest);
  return openPack(manifest, (file) => files.get(file) ?? null);
}

async function fetchFiles(folder: string, { clips }: Manifest): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = [...new Set(Object.values(clips).map(({ file }) => file))];
  const files = await Promise.all(
    names.map(async (name) => {
      const response = await fetch(folder + name);
      return response.ok ? ([name, new Uint8Array(await response.arrayBuffer())] as const) : null;
    }),
  );
  return new Map(files.filter((file) => file !== null));
}
