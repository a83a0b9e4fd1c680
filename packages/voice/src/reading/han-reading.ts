// Chinese characters to numbered pinyin. pinyin-pro stays in this file; its own dictionary is a global of the process and
// therefore left alone: words that it reads wrongly are put right afterwards, character by character.
import { pinyin } from 'pinyin-pro';
import { oddWords } from './odd-words.ts';

/** A syllable for each character (ü as v, the neutral tone as 5); null where a character has no known reading. */
export function hanReading(characters: readonly string[]): (string | null)[] {
  const read: string[] = pinyin(characters.join(''), { toneType: 'num', type: 'array', v: true });
  // Where the two run apart, each character is read by itself: none may be lost.
  const whole = read.length === characters.length ? read : characters.map((character) => pinyin(character, { toneType: 'num', v: true }));
  const syllables = whole.map((syllable) => (/^[a-z]+[0-4]$/.test(syllable) ? syllable.replace('0', '5') : null));
  for (const [word, reading] of Object.entries(oddWords)) {
    for (const at of placesOf(Array.from(word), characters)) syllables.splice(at, Array.from(word).length, ...reading.split(' '));
  }
  return syllables;
}

function placesOf(word: readonly string[], characters: readonly string[]): number[] {
  return characters.flatMap((_, at) => (word.every((letter, i) => characters[at + i] === letter) ? [at] : []));
}
