// Names and layouts: the immutable document that a view's `config` number points at.
import type { PublishedConfig } from '@hallcall/protocol';
import type { Catalogue, SearchIndex } from '@hallcall/catalogue';

/** The hall and its catalogue as one version; the hub publishes it with the index that people search items by. */
export type HubConfig = PublishedConfig<Catalogue & { readonly search?: SearchIndex }>;
export type ConfigSource = {
  /** Rejects when the document cannot be had now; a failed try is not remembered. */
  fetch(version: number): Promise<HubConfig>;
};

/** Fetches each version once. `url` is the origin that serves `/config/<version>`. */
export function createConfigSource(deps: { readonly url: string; readonly token: string | null }): ConfigSource {
  const known = new Map<number, Promise<HubConfig>>();
  const headers = deps.token === null ? {} : { authorization: `Bearer ${deps.token}` };
  return {
    fetch(version) {
      const kept = known.get(version);
      if (kept !== undefined) return kept;
      const loading = load(`${deps.url}/config/${version}`, headers);
      known.set(version, loading);
      loading.catch(() => known.delete(version));
      return loading;
    },
  };
}

async function load(address: string, headers: Record<string, string>): Promise<HubConfig> {
  const response = await fetch(address, { headers });
  if (!response.ok) throw new Error(`configuration ${address} answered ${response.status}`);
  // The hub validated the document before it published it.
  return (await response.json()) as HubConfig;
}
