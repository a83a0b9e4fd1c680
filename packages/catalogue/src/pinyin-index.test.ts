import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { importCatalogueText } from './import-catalogue.ts';
import { indexCatalogue, oddReadings, readingOf } from './pinyin-index.ts';

test('a name is read as initials, full pinyin and the start of each syllable', () => {
  expect(readingOf('不动产登记')).toEqual({ zh: '不动产登记', initials: 'bdcdj', full: 'budongchandengji', starts: [0, 2, 6, 10, 14] });
});

test('words with two readings are read by their neighbours', () => {
  expect(['重庆', '音乐', '行驶证', '银行', '会计', '给付', '长江'].map((name) => readingOf(name).full)).toEqual([
    'chongqing', 'yinyue', 'xingshizheng', 'yinhang', 'kuaiji', 'jifu', 'changjiang',
  ]);
});

test('letters and digits count, punctuation does not, ü becomes u', () => {
  expect(readingOf('绿化（A类）2号')).toEqual({ zh: '绿化a类2号', initials: 'lhal2h', full: 'luhuaalei2hao', starts: [0, 2, 5, 6, 9, 10] });
  expect(readingOf('')).toEqual({ zh: '', initials: '', full: '', starts: [] });
});

test('odd readings override the library, anywhere in a name and more than once', () => {
  expect(readingOf('提前还款与还款').full).toBe('tiqianhuankuanyuhuankuan');
  expect(Object.entries(oddReadings).filter(([word, reading]) => readingOf(word).full !== reading.replaceAll(' ', ''))).toEqual([]);
});

test('each override is needed and has a syllable for each character', () => {
  const needless = Object.entries(oddReadings).filter(
    ([word, reading]) => pinyin(word, { toneType: 'none' }) === reading || reading.split(' ').length !== Array.from(word).length,
  );
  expect(needless).toEqual([]);
});

test('the index holds every item once, aligned with its characters', () => {
  const catalogue = sampleCatalogue();
  const { entries, departments } = indexCatalogue(catalogue);
  expect(entries.map((entry) => entry.id)).toEqual(catalogue.departments.flatMap((department) => department.items.map((item) => item.id)));
  expect(departments.length).toBe(catalogue.departments.length);
  const crooked = entries.filter(
    (entry) => entry.starts.length !== Array.from(entry.zh).length || entry.starts.some((start, i) => entry.full[start] !== entry.initials[i]),
  );
  expect(crooked).toEqual([]);
});

function sampleCatalogue() {
  const result = importCatalogueText(readFileSync(new URL('../data/sample.json', import.meta.url), 'utf8'));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.catalogue;
}
