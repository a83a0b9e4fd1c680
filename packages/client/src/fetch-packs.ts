// The clips of this hall, from the hub. Asked for again until they are there: a hall may get its voice later, a hub may be busy.
import type { Language } from '@hallcall/domain';
import { openPack, readManifest, type Manifest, type Pack } from '@hallcall/voice';

export type PacksDeps = {
  /** Origin of the hub. */
  readonly url: string;
  readonly languages: readonly Language[];
  readonly retryMs: number;
  /** All that have come so far, each time that one more has. */
  readonly onPacks: (packs: readonly Pack[]) => void;
};

/** Fetches until every language has been answered and one at least has a pack. */
export function openPacks({ url, languages, retryMs, onPacks }: PacksDeps): { close(): void } {
  let packs: readonly Pack[] = [];
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  async function load(wanted: readonly Language[]): Promise<void> {
    const answers = await Promise.all(wanted.map(async (language) => ({ language, answer: await fetchPack(`${url}/voice/${language}/`).catch(() => 'failed' as const) })));
    if (isClosed) return;
    const came = answers.flatMap(({ answer }) => (answer === 'failed' || answer === null ? [] : [answer]));
    packs = [...packs, ...came];
    if (came.length > 0) onPacks(packs);
    const again = packs.length === 0 ? languages : answers.filter(({ answer }) => answer === 'failed').map(({ language }) => language);
    if (again.length > 0) retry = setTimeout(() => void load(again), retryMs);
  }

  void load(languages);
  return {
    close() {
      isClosed = true;
      clearTimeout(retry);
    },
  };
}

/** Null when the hall has no pack of this language, or none that can be read. Rejects while the hub cannot say. */
async function fetchPack(folder: string): Promise<Pack | null> {
  const response = await fetched(`${folder}manifest.json`);
  const manifest = response.status === 200 ? readManifest(await response.json()) : null;
  if (manifest === null) return null;
  const files = await fetchFiles(folder, manifest);
  return openPack(manifest, (file) => files.get(file) ?? null);
}

async function fetchFiles(folder: string, { clips }: Manifest): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = [...new Set(Object.values(clips).map(({ file }) => file))];
  const files = await Promise.all(
    names.map(async (name) => {
      const response = await fetched(folder + name);
      return response.ok ? ([name, new Uint8Array(await response.arrayBuffer())] as const) : null;
    }),
  );
  return new Map(files.filter((file) => file !== null));
}

/** What is there or is not; an answer that is neither may be another one next time. */
async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok && response.status !== 404) throw new Error(`${address} was answered with ${response.status}`);
  return response;
}
