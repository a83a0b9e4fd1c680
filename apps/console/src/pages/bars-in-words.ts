import { formatList, type Language, type Texts } from '@hallcall/text';

/** One bar as the driver names it: its address, and its error where it told one. */
const bar = /^(?<address>\d+)(?: \((?<error>[^()]+)\))?$/;

/** `1 (busy), 4, 2 (busy)` in words, the addresses of one error together; null: the detail is something else. */
export function barsInWords(t: Texts, language: Language, detail: string): string | null {
  const addressesByError = new Map<string, string[]>();
  for (const entry of detail.split(', ')) {
    const { address, error = '' } = bar.exec(entry)?.groups ?? {};
    if (address === undefined) return null;
    addressesByError.set(error, [...(addressesByError.get(error) ?? []), address]);
  }
  const words: Readonly<Record<string, string>> = t.health.barError;
  return [...addressesByError]
    .map(([error, addresses]) => t.health.barsAt({ addresses: formatList(addresses, language), error: words[error] ?? error }))
    .join(' · ');
}
