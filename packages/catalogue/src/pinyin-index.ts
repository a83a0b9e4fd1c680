// Readings are worked out once, where a catalogue is imported; pages only search. pinyin-pro stays in this file.
import { pinyin } from 'pinyin-pro';
import type { Catalogue } from './schema.ts';
import { searchable, type Reading, type SearchIndex } from './search.ts';

/**
 * Words that pinyin-pro 3.29.4 reads wrongly, tried one by one (`pinyin-index.test.ts`); syllables by character.
 * Longer words come first where one contains another.
 */
export const oddReadings: Readonly<Record<string, string>> = {
  户口调入: 'hu kou diao ru',
  重置密码: 'chong zhi mi ma',
  典当行: 'dian dang hang',
  还建房: 'huan jian fang',
  还款: 'huan kuan',
  查重: 'cha chong',
  重名: 'chong ming',
  乡长: 'xiang zhang',
  发卡: 'fa ka',
  粘贴: 'zhan tie',
  薄膜: 'bo mo',
  圩堤: 'wei di',
  大埔: 'da bu',
  乐清: 'yue qing',
  什邡: 'shi fang',
  会稽: 'kuai ji',
  单县: 'shan xian',
  歙县: 'she xian',
  洪洞: 'hong tong',
  涡阳: 'guo yang',
  莘庄: 'xin zhuang',
  蔚县: 'yu xian',
};

/** The search index of a whole catalogue, to be published with it. */
export function indexCatalogue(catalogue: Pick<Catalogue, 'departments'>): SearchIndex {
  return {
    departments: catalogue.departments.map(({ zh, en }) => ({ ...readingOf(zh), en: en.toLowerCase() })),
    entries: catalogue.departments.flatMap((department, index) =>
      department.items.map((item) => ({
        id: item.id,
        department: index,
        ...readingOf(item.zh),
        en: item.en.toLowerCase(),
        code: searchable(item.officialCode ?? ''),
      })),
    ),
  };
}

/** How a name is typed: its letters and characters, and their pinyin without tones (ü as u). */
export function readingOf(name: string): Reading {
  const characters = Array.from(name);
  const syllables = syllablesOf(name, characters);
  const kept = characters.flatMap((character, i) => {
    const plain = searchable(character);
    return plain === '' ? [] : [{ character: plain, syllable: searchable(syllables[i] ?? character) }];
  });
  const starts: number[] = [];
  let full = '';
  for (const { syllable } of kept) {
    starts.push(full.length);
    full += syllable;
  }
  return {
    zh: kept.map(({ character }) => character).join(''),
    initials: kept.map(({ syllable }) => syllable.slice(0, 1)).join(''),
    full,
    starts,
  };
}

function syllablesOf(name: string, characters: readonly string[]): string[] {
  const syllables: string[] = pinyin(name, { toneType: 'none', type: 'array' });
  if (syllables.length !== characters.length) throw new Error(`pinyin of ${name} does not follow its characters`);
  for (const [word, reading] of Object.entries(oddReadings)) {
    const letters = Array.from(word);
    for (let at = indexOf(characters, letters, 0); at >= 0; at = indexOf(characters, letters, at + letters.length)) {
      syllables.splice(at, letters.length, ...reading.split(' '));
    }
  }
  return syllables;
}

function indexOf(characters: readonly string[], word: readonly string[], from: number): number {
  return characters.findIndex((_, at) => at >= from && word.every((letter, i) => characters[at + i] === letter));
}
