// The clips of this hall in memory. Asked for until they are there, and looked at again from time to time: a hall gets its
// voice after its start, and new clips with a new catalogue.
import type { Language } from '@hallcall/domain';
import { createVoiceBank, type Pack, type VoiceBank } from '@hallcall/voice';
import { fetchManifests, fetchPacks } from './fetch-packs.ts';

export type ClipSource = {
  /** Null until the hub has clips; then the newest that were whole. */
  readonly bank: () => VoiceBank | null;
  /** Clips that cannot be used, `zh/hao4: missing`. */
  readonly problems: () => readonly string[];
  readonly close: () => void;
};

export type ClipSourceDeps = {
  /** Origin of the hub. */
  readonly url: string;
  readonly languages: readonly Language[];
  readonly onChange: () => void;
  /** Between two looks while there are none, and once there are some, ms. */
  readonly retryMs: number;
  readonly lookMs: number;
};

export const clipTiming = { retryMs: 5_000, lookMs: 300_000 } as const;

export function openClipSource({ url, languages, onChange, retryMs, lookMs }: ClipSourceDeps): ClipSource {
  let packs: readonly Pack[] = [];
  let bank: VoiceBank | null = null;
  let seen = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  async function look(): Promise<void> {
    const manifests = await fetchManifests(url, languages);
    const found = JSON.stringify(manifests);
    // A hub that is away has no manifests: what there is stays.
    if (found !== seen && manifests.length > 0) await take(found);
    if (!isClosed) timer = setTimeout(() => void look(), bank === null ? retryMs : lookMs);
  }

  async function take(found: string): Promise<void> {
    const fetched = await fetchPacks(url, languages);
    if (isClosed || fetched.length === 0) return;
    [packs, bank, seen] = [fetched, createVoiceBank(fetched), found];
    onChange();
  }

  void look();
  return {
    bank: () => bank,
    problems: () => packs.flatMap(({ language, problems }) => problems.map(({ clip, problem }) => `${language}/${clip}: ${problem}`)),
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
