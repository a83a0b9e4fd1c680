// Finding an item by what a person types: pinyin initials, full pinyin, characters, English words, official code.
// Light on purpose (no library): pages import it together with the published index.
export {
  itemsById,
  missingFields,
  publicFields,
  publicItem,
  type ItemPlace,
  type PublicField,
  type PublicItem,
} from './public-item.ts';

/**
 * A name as it is typed. `zh` holds its letters and characters only; `initials` one letter for each of them; `full`
 * the pinyin without tones (ü as u), syllable i beginning at `starts[i]`.
 */
export type Reading = {
  readonly zh: string;
  readonly initials: string;
  readonly full: string;
  readonly starts: readonly number[];
};

/** One item in the index; `department` is a position in `departments`. */
export type SearchEntry = Reading & {
  readonly id: string;
  readonly department: number;
  readonly en: string;
  readonly code: string;
};

/** Published with the catalogue it was made from. */
export type SearchIndex = {
  readonly departments: readonly (Reading & { readonly en: string })[];
  readonly entries: readonly SearchEntry[];
};

/** How an item was found, best first; `department` means through the name of its department. */
export const matchKinds = ['prefix', 'contiguous', 'department', 'subsequence'] as const;
export type MatchKind = (typeof matchKinds)[number];
export type SearchHit = { readonly itemId: string; readonly match: MatchKind };

/** How a query fits one name: syllables or words skipped, where it begins; at a tie Chinese goes before English. */
type Score = { readonly match: MatchKind; readonly gaps: number; readonly inEnglish: boolean; readonly at: number };

const maxQuery = 40;

/** At most `limit` items that fit what was typed, best first; nothing for a query without a letter or character. */
export function search(index: SearchIndex, query: string, limit: number): SearchHit[] {
  const typed = Array.from(searchable(query)).slice(0, maxQuery);
  if (typed.length === 0) return [];
  const words = wordsOf(query);
  const code = typed.join('');
  const departments = index.departments.map((department) =>
    asDepartment(best(byReading(department, typed), byWords(department.en, words))),
  );
  const found = index.entries.flatMap((entry, order) => {
    const own = best(byCode(entry.code, code), best(byReading(entry, typed), byWords(entry.en, words)));
    const score = best(own, departments[entry.department] ?? null);
    // Within a department that was found by its name, the catalogue's own order stands.
    const length = score?.match === 'department' ? 0 : entry.starts.length;
    return score === null ? [] : [{ entry, order, score, length }];
  });
  found.sort((a, b) => compare(a.score, b.score) || a.length - b.length || a.order - b.order);
  return found.slice(0, Math.max(0, limit)).map(({ entry, score }) => ({ itemId: entry.id, match: score.match }));
}

/** A department counts when its name was typed without gaps. */
function asDepartment(score: Score | null): Score | null {
  return score === null || score.match === 'subsequence' ? null : { ...score, match: 'department' };
}

function best(a: Score | null, b: Score | null): Score | null {
  if (a === null || b === null) return a ?? b;
  return compare(a, b) <= 0 ? a : b;
}

function compare(a: Score, b: Score): number {
  return (
    matchKinds.indexOf(a.match) - matchKinds.indexOf(b.match) ||
    a.gaps - b.gaps ||
    Number(a.inEnglish) - Number(b.inEnglish) ||
    a.at - b.at
  );
}

/** Letters alone are no code: they are the beginning of a word. */
function byCode(code: string, typed: string): Score | null {
  return /\d/.test(typed) && code.startsWith(typed) ? scored(0, 0, false) : null;
}

/** Each typed word begins a word of the name, in order. */
function byWords(name: string, words: readonly string[]): Score | null {
  if (words.length === 0) return null;
  const of = wordsOf(name);
  const places: number[] = [];
  for (const word of words) {
    const place = of.findIndex((candidate, i) => i > (places.at(-1) ?? -1) && candidate.startsWith(word));
    if (place < 0) return null;
    places.push(place);
  }
  const at = places[0] ?? 0;
  const gaps = (places.at(-1) ?? 0) - at - (words.length - 1);
  return scored(gaps, at, true);
}

/**
 * Syllable by syllable: a character typed as itself, its initial (also zh, ch, sh), its whole pinyin, or at the end of
 * the query any beginning of it. Skipped syllables are allowed and counted.
 */
function byReading(reading: Reading, typed: readonly string[]): Score | null {
  if (!isPlausible(reading, typed)) return null;
  const gaps = gapsFrom(reading, typed);
  const fewest = Math.min(...gaps);
  return Number.isFinite(fewest) ? scored(fewest, gaps.indexOf(fewest), false) : null;
}

function scored(gaps: number, at: number, inEnglish: boolean): Score {
  if (gaps > 0) return { match: 'subsequence', gaps, inEnglish, at };
  return { match: at === 0 ? 'prefix' : 'contiguous', gaps, inEnglish, at };
}

/** Cheap refusal of nearly every item: the typed letters must stand in the pinyin in this order. */
function isPlausible({ zh, full }: Reading, typed: readonly string[]): boolean {
  let from = 0;
  for (const letter of typed) {
    const at = full.indexOf(letter, from);
    if (at >= 0) from = at + 1;
    else if (isLatin(letter) || !zh.includes(letter)) return false;
  }
  return true;
}

/** For each syllable: the fewest skipped syllables when the match starts there, `Infinity` when none does. */
function gapsFrom(reading: Reading, typed: readonly string[]): number[] {
  const characters = Array.from(reading.zh);
  const syllables = characters.map((_, i) => reading.full.slice(reading.starts[i], reading.starts[i + 1]));
  // rest[q][s]: fewest skips to match typed[q…] with syllables s… (skips before the first one count)
  const rest: number[][] = [];
  let starting: number[] = [];
  for (let q = typed.length; q >= 0; q -= 1) {
    const row = Array<number>(syllables.length + 1).fill(q === typed.length ? 0 : Infinity);
    rest[q] = row;
    if (q === typed.length) continue;
    starting = Array<number>(syllables.length).fill(Infinity);
    for (let s = syllables.length - 1; s >= 0; s -= 1) {
      for (const taken of lengthsTaken(syllables[s] ?? '', characters[s] ?? '', typed, q)) {
        starting[s] = Math.min(starting[s] ?? Infinity, rest[q + taken]?.[s + 1] ?? Infinity);
      }
      row[s] = Math.min(starting[s] ?? Infinity, 1 + (row[s + 1] ?? Infinity));
    }
  }
  return starting;
}

/** How many typed letters from `q` one syllable can account for. */
function lengthsTaken(syllable: string, character: string, typed: readonly string[], q: number): number[] {
  if (typed[q] === character && !isLatin(character)) return [1];
  let common = 0;
  while (common < syllable.length && typed[q + common] === syllable[common]) common += 1;
  if (common === 0) return [];
  const lengths = [1];
  if (common >= 2 && /^[zcs]h/.test(syllable)) lengths.push(2);
  if (common === syllable.length || q + common === typed.length) lengths.push(common);
  return lengths;
}

function isLatin(letter: string): boolean {
  return /^[a-z0-9]$/.test(letter);
}

/** What counts of a text when it is searched: letters and digits, lower case, half width, ü and v as u. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[üv]/g, 'u').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
