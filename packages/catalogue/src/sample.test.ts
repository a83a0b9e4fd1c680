import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { importCatalogueText } from './import-catalogue.ts';
import { itemsById, publicItem } from './public-item.ts';

const text = readFileSync(createRequire(import.meta.url).resolve('@hallcall/catalogue/sample'), 'utf8');
const result = importCatalogueText(text);
if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
const { catalogue } = result;
const items = catalogue.departments.flatMap((department) => department.items);

test('the sample hall is taken whole: 43 departments, 399 items, 378 approvals, 21 convenience services', () => {
  const counts = { departments: 43, items: 399, approval: 378, convenience: 21 };
  expect(result.counts).toEqual(counts);
  expect(catalogue.counts).toEqual(counts);
});

test('three items are incomplete on purpose, and the file says which and why', () => {
  expect(result.incomplete).toEqual([
    { itemId: 'D30-08', missing: ['fee'] },
    { itemId: 'D34-07', missing: ['standard'] },
    { itemId: 'D35-09', missing: ['procedure'] },
  ]);
  for (const { itemId } of result.incomplete) {
    expect(catalogue.comment?.zh).toContain(itemId);
    expect(catalogue.comment?.en).toContain(itemId);
  }
});

test('item ids follow the department’s code, official codes its prefix; they never mix', () => {
  const expected = catalogue.departments.flatMap((department) =>
    department.items.map((_, i) => {
      const n = String(i + 1).padStart(2, '0');
      return { id: `${department.code}-${n}`, officialCode: `${department.prefix}-${n}` };
    }),
  );
  expect(items.map(({ id, officialCode }) => ({ id, officialCode }))).toEqual(expected);
});

test('the figures that the sample is known by', () => {
  const fees = items.flatMap((item) => (item.fee === null || item.fee.charge === 'none' ? [] : [item.fee]));
  const kinds = Object.groupBy(items, (item) => item.kind);
  expect({
    materials: Object.keys(catalogue.materials).length,
    fees: fees.length,
    atBank: fees.filter((fee) => fee.payAt === 'bank').length,
    withoutAmount: fees.filter((fee) => fee.charge === 'schedule').length,
    instant: items.filter((item) => item.timeLimit?.promisedDays === 0).length,
    zones: new Set(catalogue.departments.map((department) => department.zone)).size,
    kinds: Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, list.length])),
    chains: catalogue.chains.length,
  }).toEqual({
    materials: 33, fees: 60, atBank: 49, withoutAmount: 35, instant: 81, zones: 8, chains: 7,
    kinds: { permit: 173, registration: 90, confirmation: 86, benefit: 23, other: 6, convenience: 21 },
  });
});

test('every approval item starts with the form, and an amount agrees with its text', () => {
  expect(items.filter((item) => item.category === 'approval' && item.materials?.[0] !== 'form')).toEqual([]);
  const crooked = items.filter(({ fee }) => fee?.charge === 'amount' && !fee.text.zh.startsWith(`${fee.fen / 100}元/`));
  expect(crooked).toEqual([]);
});

test('no Chinese is left in an English text of the file', () => {
  const english = [...text.matchAll(/"en": "([^"]*)"/g)].map((match) => match[1] ?? '');
  expect(english.length).toBeGreaterThan(1000);
  expect(english.filter((line) => /\p{Script=Han}/u.test(line) || line.trim() === '')).toEqual([]);
});

test('chains lead to the items they meant', () => {
  const byId = itemsById(catalogue);
  const company = catalogue.chains.find((chain) => chain.id === 'start-company');
  expect(company?.stages.map((stage) => stage.map((id) => byId.get(id)?.item.officialCode))).toEqual([
    ['A-01'], ['B-12', 'F-01'], ['C-01', 'K-01'], ['ZG-01'],
  ]);
});

test('the public face of an item has its six fields with materials named, and marks what is missing', () => {
  const byId = itemsById(catalogue);
  const card = byId.get('D02-08');
  expect(card && publicItem(catalogue, card.item)).toEqual({
    id: 'D02-08', officialCode: 'B-08', zh: '居民身份证换领', en: 'Identity card renewal', category: 'approval', kind: 'confirmation',
    minutes: 8,
    basis: { zh: '《居民身份证法》', en: 'Resident Identity Card Law' },
    standard: card?.item.standard, procedure: card?.item.procedure,
    materials: card?.item.materials?.map((id) => catalogue.materials[id]),
    timeLimit: { ...card?.item.timeLimit, isInstant: card?.item.timeLimit?.promisedDays === 0 },
    fee: { charge: 'amount', fen: 2000, payAt: 'bank', text: { zh: '20元/证', en: 'CNY 20 per certificate' } },
    missing: [],
  });
  const incomplete = byId.get('D30-08');
  expect(incomplete && publicItem(catalogue, incomplete.item)).toMatchObject({ fee: null, missing: ['fee'] });
  expect(byId.get('D30-08')?.department.zh).toBe('气象局');
});
