// Any text that a Mandarin voice is to say, as numbered pinyin: the only writing that espeak-ng reads rightly.
// What cannot be read is reported with its place, never left out silently.
import { hanReading } from './han-reading.ts';

export type ReadingPiece =
  /** Syllables such as `qing3`, and single capital letters, with blanks between. */
  | { readonly kind: 'words'; readonly pinyin: string }
  | { readonly kind: 'pause'; readonly ms: number };

export type ReadingProblem =
  /** `at` counts characters from 0. */
  | { readonly code: 'character.unknown'; readonly character: string; readonly at: number }
  /** The override is no numbered pinyin; the text's own reading was taken. */
  | { readonly code: 'override.malformed'; readonly override: string };

export type Reading = { readonly pieces: readonly ReadingPiece[]; readonly problems: readonly ReadingProblem[] };

const numberedPinyin = /^[a-z]+[1-5]( [a-z]+[1-5])*$/;
/** A syllable within a text, narrower than an override: `wifi5` is none. */
const syllable = '(?:[bpmfdtnlgkjqxryw]|[zcs]h?|h)?[aeiouv]{1,3}(?:ng?|r)?[1-5]';
const digits = ['ling2', 'yao1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3'] as const;
/** Letters that espeak-ng's Mandarin voice distorts. */
const letters: Readonly<Record<string, string>> = { R: 'a1', W: 'da2 bu4 liu2', Y: 'wai4' };
const pauses: readonly (readonly [RegExp, number])[] = [[/^[。！？!?…;；]$/u, 400], [/^[，、：,:.．]$/u, 250], [/^\p{P}$/u, 120]];
const parts = new RegExp(`(?<pinyin>(?<![A-Za-z])${syllable}(?![A-Za-z0-9]))|(?<han>[\\p{Script=Han}〇]+)|(?<sign>.)`, 'gsu');

/** True for syllables of letters and a tone 1–5, one blank between: `ying4 ji2 ju2`. */
export const isNumberedPinyin = (text: string): boolean => numberedPinyin.test(text);

/** `override` is the hall's own numbered pinyin for the whole text; it wins. Numbered pinyin within the text stays as it is. */
export function readChinese(text: string, override: string | null): Reading {
  if (override !== null && isNumberedPinyin(override)) return { pieces: [{ kind: 'words', pinyin: override }], problems: [] };
  const said = [...text.matchAll(parts)].flatMap(({ 0: part, index, groups }) => {
    if (groups?.['pinyin'] !== undefined) return [part];
    const at = Array.from(text.slice(0, index)).length;
    return groups?.['han'] === undefined ? signReading(part, at) : readRun(Array.from(part), at);
  });
  const problems: ReadingProblem[] = said.filter((piece) => typeof piece !== 'string' && 'code' in piece);
  if (override !== null) problems.unshift({ code: 'override.malformed', override });
  return { pieces: joined(said.filter((piece) => typeof piece === 'string' || 'kind' in piece)), problems };
}

/** One line for an engine: `qing3 zhu4 yi4, xian4 zai4`; a pause is a comma. */
export function engineText({ pieces }: Reading): string {
  return pieces.map((piece) => (piece.kind === 'words' ? piece.pinyin : ',')).join(' ').replaceAll(' ,', ',');
}

type Said = string | Extract<ReadingPiece, { kind: 'pause' }> | Extract<ReadingProblem, { code: 'character.unknown' }>;

function readRun(characters: readonly string[], at: number): Said[] {
  return hanReading(characters).map((read, i) => read ?? unknown(characters[i] ?? '', at + i));
}

function signReading(sign: string, at: number): Said[] {
  const plain = sign.normalize('NFKC').toUpperCase();
  if (/^\s*$/u.test(plain)) return [];
  if (/^[0-9]$/.test(plain)) return [digits[Number(plain)] ?? plain];
  if (/^[A-Z]$/.test(plain)) return [letters[plain] ?? plain];
  const ms = pauses.find(([signs]) => signs.test(sign))?.[1];
  return [ms === undefined ? unknown(sign, at) : { kind: 'pause', ms }];
}

const unknown = (character: string, at: number): Said => ({ code: 'character.unknown', character, at });

/** Neighbouring syllables become one piece; of pauses that meet, the longest stands, and none at either end. */
function joined(said: readonly Exclude<Said, { code: string }>[]): ReadingPiece[] {
  const pieces: ReadingPiece[] = [];
  for (const piece of said) {
    const last = pieces.at(-1);
    if (typeof piece === 'string') {
      if (last?.kind === 'words') pieces.splice(-1, 1, { kind: 'words', pinyin: `${last.pinyin} ${piece}` });
      else pieces.push({ kind: 'words', pinyin: piece });
    } else if (last?.kind === 'pause') pieces.splice(-1, 1, { kind: 'pause', ms: Math.max(last.ms, piece.ms) });
    else if (last) pieces.push(piece);
  }
  return pieces.at(-1)?.kind === 'pause' ? pieces.slice(0, -1) : pieces;
}
