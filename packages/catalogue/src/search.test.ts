import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importCatalogueText } from './import-catalogue.ts';
import { indexCatalogue } from './pinyin-index.ts';
import { itemsById } from './public-item.ts';
import { search } from './search.ts';

const catalogue = sampleCatalogue();
const index = indexCatalogue(catalogue);
const items = itemsById(catalogue);
const repeat = <T>(times: number, value: T): T[] => Array.from({ length: times }, () => value);
const names = (query: string, limit = 3) => search(index, query, limit).map((hit) => `${items.get(hit.itemId)?.item.zh} ${hit.match}`);

test('initials, with and without skipped syllables', () => {
  expect(names('bdcbg', 1)).toEqual(['不动产变更登记 prefix']);
  expect(names('bdcdj', 2)).toEqual(['不动产登记资料查询 prefix', '国有建设用地使用权首次登记 department']);
  expect(search(index, 'bdcdj', 400)).toContainEqual({ itemId: 'D05-09', match: 'department' });
  expect(names('hkqy', 1)).toEqual(['户口迁移审批 prefix']);
});

test('initials and whole syllables mixed, the last one unfinished', () => {
  expect(names('bdongc', 2)).toEqual(['不动产变更登记 prefix', '不动产登记资料查询 prefix']);
  expect(names('budongcha', 1)).toEqual(['不动产变更登记 prefix']);
  expect(names('shenfenz', 1)).toEqual(['居民身份证换领 contiguous']);
  expect(names('shfz', 1)).toEqual(['居民身份证换领 contiguous']);
});

test('characters, also with some left out and mixed with pinyin', () => {
  expect(names('不动产', 2)).toEqual(['不动产变更登记 prefix', '不动产登记资料查询 prefix']);
  expect(names('身证', 1)).toEqual(['居民身份证换领 subsequence']);
  expect(names('不动chanbg', 1)).toEqual(['不动产变更登记 prefix']);
  expect(names('产不动')).toEqual([]);
});

test('English words by their beginnings, official codes in any writing', () => {
  expect(names('passport', 1)).toEqual(['普通护照换发补发 prefix']);
  expect(names('ID  card ren', 1)).toEqual(['居民身份证换领 prefix']);
  expect(['A-01', 'a01', ' a 01 ', 'Ａ－０１'].map((code) => names(code))).toEqual(repeat(4, ['内资企业设立登记 prefix']));
});

test('case, width and spaces do not matter; ü is found as u, v and ü', () => {
  expect([' BDC bg ', 'ｂｄｃｂｇ'].map((query) => names(query, 1))).toEqual(repeat(2, ['不动产变更登记 prefix']));
  expect(['lvdi', 'ludi', 'lüdi'].map((query) => names(query, 400).includes('占用城市绿地审批 contiguous'))).toEqual([true, true, true]);
});

test('a department’s name finds its items in their order', () => {
  const tax = catalogue.departments.find((department) => department.zh === '税务局');
  const expected = tax?.items.map((item) => ({ itemId: item.id, match: 'department' }));
  expect(search(index, '税务局', 50)).toEqual(expected);
});

test('nothing typed or nothing fitting finds nothing; the limit holds', () => {
  expect(['', '   ', '-/。', 'xxxxx', 'a'.repeat(500), '🙂'].map((query) => search(index, query, 10))).toEqual(repeat(6, []));
  expect([0, -1, 1, 5].map((limit) => search(index, 'd', limit).length)).toEqual([0, 0, 1, 5]);
});

test('better matches come first: prefix, contiguous, department, subsequence', () => {
  const kinds = search(index, 'sfz', 400).map((hit) => hit.match);
  const order = ['prefix', 'contiguous', 'department', 'subsequence'];
  const places = kinds.map((kind) => order.indexOf(kind));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(kinds)).toEqual(new Set(['contiguous', 'subsequence']));
});

test('every item is found first-hand by its own name, initials and full pinyin', () => {
  const lost = index.entries.flatMap((entry) =>
    [entry.zh, entry.initials, entry.full].filter((query) => !search(index, query, 400).some((hit) => hit.itemId === entry.id && hit.match === 'prefix')),
  );
  expect(lost).toEqual([]);
});

function sampleCatalogue() {
  const result = importCatalogueText(readFileSync(new URL('../data/sample.json', import.meta.url), 'utf8'));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.catalogue;
}
