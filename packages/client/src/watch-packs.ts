// The packs of a hall's languages as they come: the first is used while another is still being made.
import type { Language } from '@hallcall/domain';
import type { Pack } from '@hallcall/voice';
import { fetchPacks } from './fetch-packs.ts';

export type PacksWatch = {
  /** Origin of the hub. */
  readonly url: string;
  readonly languages: readonly Language[];
  /** Between two looks for what is missing, ms. */
  readonly retryMs: number;
  /** Told after each look that found something, and after the first in any case; in the order of `languages`. */
  readonly onPacks: (packs: readonly Pack[]) => void;
};

/** Looks at once, and again until every language is there. Nothing that is there is fetched twice. */
export function watchPacks({ url, languages, retryMs, onPacks }: PacksWatch): { close(): void } {
  const found = new Map<Language, Pack>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  let isClosed = false;

  async function look(): Promise<void> {
    const packs = await fetchPacks(url, languages.filter((language) => !found.has(language)));
    if (isClosed) return;
    for (const pack of packs) found.set(pack.language, pack);
    if (found.size < languages.length) timer = setTimeout(() => void look(), retryMs);
    if (packs.length > 0 || isFirst) onPacks(languages.flatMap((language) => found.get(language) ?? []));
    isFirst = false;
  }

  void look();
  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
