// Packs of clips from the hub by HTTP.
import type { Language } from '@hallcall/domain';
import { openPack, readManifest, type Manifest, type Pack } from '@hallcall/voice';

/** Packs of the languages that the hub at `url` has; an unreachable or faulty one is simply not among them. */
export async function fetchPacks(url: string, languages: readonly Language[]): Promise<readonly Pack[]> {
  const manifests = await fetchManifests(url, languages);
  const packs = await Promise.all(manifests.map((manifest) => fetchPack(url, manifest).catch(() => null)));
  return packs.filter((pack) => pack !== null);
}

/** What the packs of these languages hold at the moment. */
export async function fetchManifests(url: string, languages: readonly Language[]): Promise<readonly Manifest[]> {
  const manifests = await Promise.all(languages.map((language) => fetchManifest(folderOf(url, language)).catch(() => null)));
  return manifests.filter((manifest) => manifest !== null);
}

const folderOf = (url: string, language: Language): string => `${url}/voice/${language}/`;

async function fetchManifest(folder: string): Promise<Manifest | null> {
  const response = await fetch(`${folder}manifest.json`);
  // 204: the hall has no pack of this language.
  return response.status === 200 ? readManifest(await response.json()) : null;
}

async function fetchPack(url: string, manifest: Manifest): Promise<Pack> {
  const files = await fetchFiles(folderOf(url, manifest.language), manifest);
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
