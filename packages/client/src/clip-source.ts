// The clips of this hall in memory. Asked for until every language is there, and looked at again from time to time: a hall gets its
// voice after its start, and new clips with a new catalogue.
import type { Language } from '@hallcall/domain';
import { createVoiceBank, type Manifest, type Pack, type VoiceBank } from '@hallcall/voice';
import { fetchManifests, fetchPacksOf } from './fetch-packs.ts';

export type ClipSource = {
  /** Null until the hub has clips; then the newest that were whole. */
  readonly bank: () => VoiceBank | null;
  /** Languages without a pack, while there is one of another: those would be silent. */
  readonly missing: () => readonly Language[];
  /** Clips that cannot be used, `zh/hao4: missing`. */
  readonly problems: () => readonly string[];
  readonly close: () => void;
};

export type ClipSourceDeps = {
  /** Origin of the hub. */
  readonly url: string;
  readonly languages: readonly Language[];
  readonly onChange: () => void;
  /** Between two looks while a language is missing, and once all are there, ms. */
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
    const { found, isCertain } = await fetchManifests(url, languages);
    const isWhole = await take(found);
    const isComplete = isCertain && isWhole && languages.every((language) => packs.some((pack) => pack.language === language));
    if (!isClosed) timer = setTimeout(() => void look(), isComplete ? lookMs : retryMs);
  }

  /** False: something could not be had just now. What there is stays until there is something newer. */
  async function take(manifests: readonly Manifest[]): Promise<boolean> {
    const newest = JSON.stringify(manifests);
    if (manifests.length === 0 || newest === seen) return true;
    const { found, isCertain } = await fetchPacksOf(url, manifests);
    if (isClosed || found.length === 0) return isCertain;
    packs = [...found, ...packs.filter(({ language }) => !found.some((pack) => pack.language === language))];
    bank = createVoiceBank(packs);
    seen = isCertain ? newest : '';
    onChange();
    return isCertain;
  }

  void look();
  return {
    bank: () => bank,
    missing: () => (packs.length === 0 ? [] : languages.filter((language) => !packs.some((pack) => pack.language === language))),
    problems: () => packs.flatMap(({ language, problems }) => problems.map(({ clip, problem }) => `${language}/${clip}: ${problem}`)),
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
