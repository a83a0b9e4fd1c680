// What a visitor typed, without what may be a name: kept is only what the catalogue itself says. Light on purpose, as `search`: the hub asks it.

/** Stands for each character, and for each word of Latin letters, that the catalogue does not know. */
const unknownSign = '□';

/** Names, and how names are typed in pinyin; longer texts tell too much of the language. */
const nameKeys: ReadonlySet<string> = new Set(['zh', 'en', 'full', 'initials']);
const longTexts: ReadonlySet<string> = new Set(['comment', 'basis', 'standard', 'procedure', 'fee', 'timeLimit']);

const latinWords = /[\p{Script=Latin}\p{M}]+/gu;

/** `published`: a catalogue with its search index. */
export function createMask(published: unknown): (text: string) => string {
  const names = namesIn(published, '').map(plain);
  const words = new Set(names.flatMap((name) => name.match(latinWords) ?? []));
  const characters = new Set(names.join(''));
  const maskCharacter = (one: string): string => (/\p{L}/u.test(one) && !/\p{Script=Latin}/u.test(one) && !characters.has(plain(one)) ? unknownSign : one);
  return (text) => Array.from(text.replaceAll(latinWords, (word) => (words.has(plain(word)) ? word : unknownSign)), maskCharacter).join('');
}

/** To compare by; what is kept stays as it was typed, so that nothing grows longer or turns into a digit. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

function namesIn(value: unknown, key: string): string[] {
  if (typeof value === 'string') return nameKeys.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => namesIn(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => (longTexts.has(name) ? [] : namesIn(one, name)));
}
