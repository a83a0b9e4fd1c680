// Packs of clips from the hub by HTTP. What is not there is told apart from what a busy hub could not give just now.
import type { Language } from '@hallcall/domain';
import { openPack, readManifest, type Manifest, type Pack } from '@hallcall/voice';

/** `isCertain` false: the hub could not say for all of them; ask again. */
export type Fetched<T> = { readonly found: readonly T[]; readonly isCertain: boolean };

/** Packs of the languages that the hub at `url` has; an unreachable or faulty one is simply not among them. */
export async function fetchPacks(url: string, languages: readonly Language[]): Promise<readonly Pack[]> {
  const { found } = await fetchManifests(url, languages);
  return (await fetchPacksOf(url, found)).found;
}

/** What the packs of these languages hold at the moment. */
export const fetchManifests = (url: string, languages: readonly Language[]): Promise<Fetched<Manifest>> =>
  all(languages.map((language) => fetchManifest(folderOf(url, language))));

export const fetchPacksOf = (url: string, manifests: readonly Manifest[]): Promise<Fetched<Pack>> =>
  all(manifests.map((manifest) => fetchPack(folderOf(url, manifest.language), manifest)));

const folderOf = (url: string, language: Language): string => `${url}/voice/${language}/`;

async function all<T>(asked: readonly Promise<T | null>[]): Promise<Fetched<T>> {
  const answers = await Promise.allSettled(asked);
  return {
    found: answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value !== null ? [answer.value] : [])),
    isCertain: answers.every(({ status }) => status === 'fulfilled'),
  };
}

/** Null: the hall has no pack of this language (204), or none that can be read. */
async function fetchManifest(folder: string): Promise<Manifest | null> {
  const response = await ask(`${folder}manifest.json`);
  return response.status === 200 ? readManifest(await response.json().catch(() => null)) : null;
}

async function fetchPack(folder: string, manifest: Manifest): Promise<Pack> {
  const names = [...new Set(Object.values(manifest.clips).map(({ file }) => file))];
  const files = await Promise.all(names.map(async (name) => [name, await fetchFile(folder + name)] as const));
  const bytes = new Map(files);
  return openPack(manifest, (file) => bytes.get(file) ?? null);
}

async function fetchFile(address: string): Promise<Uint8Array | null> {
  const response = await ask(address);
  return response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** What is there or is not; any other answer may be another one next time. */
async function ask(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok && response.status !== 404) throw new Error(`${address} was answered with ${response.status}`);
  return response;
}
