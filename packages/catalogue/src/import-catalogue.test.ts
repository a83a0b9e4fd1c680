import { expect, test } from 'vitest';
import { generateHall } from './generated-hall.ts';
import { importCatalogue, importCatalogueText } from './import-catalogue.ts';

/** A small good file; each test spoils a copy of it. */
const good = () => generateHall({ departments: 3, items: 7, seed: 5 });

/** A copy of the good file with values put at dotted places; `undefined` takes the place away. */
function spoilt(changes: Readonly<Record<string, unknown>>): unknown {
  const file: unknown = JSON.parse(JSON.stringify(good()));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const holder = keys.reduce((at: unknown, key) => (isObject(at) ? Reflect.get(at, key) : undefined), file);
    if (!isObject(holder)) throw new Error(`nothing at ${path}`);
    if (value !== undefined) Reflect.set(holder, last, value);
    else if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else Reflect.deleteProperty(holder, last);
  }
  return file;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function problems(changes: Readonly<Record<string, unknown>>) {
  const result = importCatalogue(spoilt(changes));
  return result.ok ? [] : result.problems;
}

const withFee = (fee: unknown) => problems({ 'departments.1.items.0.fee': fee });
const at = (d: number, i: number) => `departments[${d}].items[${i}]`;
const rename = (second: string) => problems({ 'departments.0.items.0.en': 'Change', [second]: 'change' });
const withPrefixes = (...list: string[]) =>
  problems(Object.fromEntries(list.map((prefix, d) => [`departments.${d}.prefix`, prefix])));
const withMaterials = (...materials: string[]) => problems({ 'departments.0.items.0.materials': materials });
const withLimit = (legalDays: number, promisedDays: number) =>
  problems({ 'departments.0.items.0.timeLimit': { legalDays, promisedDays } });
const withStages = (list: string[][]) => problems({ 'chains.0.stages': list });

test('a good file is taken whole and counted; an imported catalogue can be imported again', () => {
  const result = importCatalogue(good());
  expect(result).toMatchObject({ ok: true, incomplete: [], counts: { departments: 3, items: 7, approval: 7, convenience: 0 } });
  expect(result.ok && importCatalogue(JSON.parse(JSON.stringify(result.catalogue)))).toEqual(result);
});

test('a missing public field, absent or null, imports the item as incomplete', () => {
  const [first, second] = ['departments.1.items.0', 'departments.1.items.1'];
  const gone = ['basis', 'standard', 'procedure', 'materials', 'timeLimit', 'fee'].map((field) => [`${second}.${field}`, undefined]);
  const file = spoilt({ [`${first}.standard`]: undefined, [`${first}.fee`]: null, ...Object.fromEntries(gone) });
  expect(importCatalogue(file)).toMatchObject({
    ok: true,
    incomplete: [
      { itemId: 'U02-01', missing: ['standard', 'fee'] },
      { itemId: 'U02-02', missing: ['basis', 'standard', 'procedure', 'materials', 'timeLimit', 'fee'] },
    ],
  });
});

test('what is not JSON is refused, a byte order mark is not minded', () => {
  expect(importCatalogueText('{"version": 1,')).toMatchObject({ ok: false, problems: [{ path: '', code: 'file.notJson', line: 1, column: 15 }] });
  expect(importCatalogueText(`\uFEFF${JSON.stringify(good())}`).ok).toBe(true);
});

test('what is no catalogue at all is refused', () => {
  const refused = [null, [], 'text', 7, {}].map((json) => importCatalogue(json));
  expect(refused.every((result) => !result.ok)).toBe(true);
  expect(refused[0]).toEqual({ ok: false, problems: [{ path: '', code: 'field.wrongType', expected: 'object', found: 'null' }] });
  expect(refused[4]).toEqual({
    ok: false,
    problems: ['version', 'materials', 'departments'].map((field) => ({ path: field, code: 'field.missing', field })),
  });
});

test('wrong types, missing and unknown fields are named with their place', () => {
  expect(problems({ 'departments.2.items.1.minutes': '12' })).toEqual([
    { path: 'departments[2].items[1].minutes', code: 'field.wrongType', expected: 'number', found: 'string' },
  ]);
  expect(problems({ 'departments.0.prefix': undefined })).toEqual([
    { path: 'departments[0].prefix', code: 'field.missing', field: 'prefix' },
  ]);
  expect(problems({ 'departments.0.items.0.price': 3 })).toEqual([
    { path: 'departments[0].items[0]', code: 'field.unknown', field: 'price' },
  ]);
  expect(problems({ 'departments.0.items.0.timeLimit.legalDays': 1.5 })).toEqual([
    { path: 'departments[0].items[0].timeLimit.legalDays', code: 'field.wrongType', expected: 'integer', found: 'fraction' },
  ]);
  expect(problems({ 'departments.0.items.0.basis': { zh: '依据' } })).toEqual([
    { path: 'departments[0].items[0].basis.en', code: 'field.missing', field: 'en' },
  ]);
});

test('values outside their choice, shape or range', () => {
  expect(problems({ 'departments.0.items.0.kind': 'licence' })).toEqual([
    {
      path: 'departments[0].items[0].kind', code: 'value.notAllowed', value: 'licence',
      allowed: 'permit, registration, confirmation, benefit, other, convenience',
    },
  ]);
  expect(problems({ 'departments.0.items.0.id': 'with space' })).toMatchObject([
    { path: 'departments[0].items[0].id', code: 'value.badShape', value: 'with space' },
  ]);
  expect(problems({ 'departments.1.zh': '  ' })).toEqual([{ path: 'departments[1].zh', code: 'text.empty' }]);
  expect(problems({ 'departments.1.zh': '长'.repeat(201) })).toEqual([
    { path: 'departments[1].zh', code: 'text.tooLong', maximum: 200 },
  ]);
  expect(problems({ 'departments.1.items.0.minutes': 0 })).toEqual([
    { path: 'departments[1].items[0].minutes', code: 'number.tooSmall', minimum: 0.5 },
  ]);
  expect(problems({ 'departments.1.items.0.minutes': 500 })).toEqual([
    { path: 'departments[1].items[0].minutes', code: 'number.tooLarge', maximum: 480 },
  ]);
  expect(problems({ 'departments.1.items': [] })).toEqual([
    { path: 'departments[1].items', code: 'list.tooShort', minimum: 1 },
  ]);
  expect(problems({ 'materials.bad id': { zh: '甲', en: 'a', copies: 1 } })).toMatchObject([
    { path: 'materials["bad id"]', code: 'value.badShape', value: 'bad id' },
  ]);
});

test('a fee is free, an amount or a tariff, and never negative', () => {
  const path = 'departments[1].items[0].fee';
  const text = { zh: '十元', en: 'ten yuan' };
  expect(withFee({ charge: 'amount', fen: -100, payAt: 'bank', text })).toEqual([{ path: `${path}.fen`, code: 'fee.negative', fen: -100 }]);
  expect(withFee({ charge: 'amount', fen: 1e12, payAt: 'bank', text })).toEqual([{ path: `${path}.fen`, code: 'number.tooLarge', maximum: 10_000_000_000 }]);
  expect(withFee({ charge: 'gift' })).toEqual([
    { path: `${path}.charge`, code: 'value.notAllowed', value: 'gift', allowed: 'none, amount, schedule' },
  ]);
  expect(withFee({})).toEqual([{ path: `${path}.charge`, code: 'field.missing', field: 'charge' }]);
  expect(withFee({ charge: 'amount', payAt: 'bank', text })).toEqual([{ path: `${path}.fen`, code: 'field.missing', field: 'fen' }]);
  expect(withFee({ charge: 'amount', fen: 1000, payAt: 'till', text })).toEqual([
    { path: `${path}.payAt`, code: 'value.notAllowed', value: 'till', allowed: 'bank, desk' },
  ]);
});

test('a shown value is cut to one short line', () => {
  const [problem] = problems({ 'departments.0.items.0.kind': `a\n${'b'.repeat(100)}` });
  expect(problem).toMatchObject({ code: 'value.notAllowed', value: `a ${'b'.repeat(57)}…` });
});

test('ids, codes and names are used once', () => {
  expect(problems({ 'departments.2.id': 'business' })).toEqual([
    { path: 'departments[2].id', code: 'id.duplicate', id: 'business', first: 'departments[0].id' },
  ]);
  expect(problems({ 'departments.1.code': 'U01' })).toMatchObject([{ code: 'id.duplicate', first: 'departments[0].code' }]);
  expect(problems({ 'departments.2.items.1.id': 'U01-01' })).toEqual([
    { path: `${at(2, 1)}.id`, code: 'id.duplicate', id: 'U01-01', first: `${at(0, 0)}.id` },
  ]);
  expect(problems({ 'departments.0.items.0.officialCode': 'X-1', 'departments.0.items.1.officialCode': 'x-1' })).toEqual([
    { path: `${at(0, 1)}.officialCode`, code: 'id.duplicate', id: 'x-1', first: `${at(0, 0)}.officialCode` },
  ]);
  expect(problems({ 'departments.0.items.0.zh': '同名事项', 'departments.2.items.0.zh': '同名 事项' })).toEqual([
    { path: `${at(2, 0)}.zh`, code: 'name.duplicate', name: '同名 事项', first: `${at(0, 0)}.zh` },
  ]);
  expect(problems({ 'chains.1': good().chains?.[0] })).toMatchObject([{ path: 'chains[1].id', code: 'id.duplicate' }]);
});

test('an English label may repeat in another department, not in its own', () => {
  expect(rename('departments.1.items.0.en')).toEqual([]);
  expect(rename('departments.0.items.1.en')).toMatchObject([{ path: 'departments[0].items[1].en', code: 'name.duplicate' }]);
});

test('prefixes: one or two capitals without I and O, each once, none the beginning of another', () => {
  expect(withPrefixes('A', 'B', 'ZZ')).toEqual([]);
  for (const prefix of ['I', 'O', 'AI', 'a', 'ABC', 'A1', '']) {
    expect(withPrefixes(prefix)).toEqual([{ path: 'departments[0].prefix', code: 'prefix.badShape', prefix }]);
  }
  expect(withPrefixes('A', 'B', 'A')).toEqual([
    { path: 'departments[2].prefix', code: 'prefix.duplicate', prefix: 'A', first: 'departments[0].prefix' },
  ]);
  expect(withPrefixes('A', 'AB')).toEqual([
    { path: 'departments[1].prefix', code: 'prefix.notPrefixFree', prefix: 'AB', other: 'A', first: 'departments[0].prefix' },
  ]);
  expect(withPrefixes('YB', 'Y')).toMatchObject([{ code: 'prefix.notPrefixFree', prefix: 'Y', other: 'YB' }]);
});

test('a department’s reading is numbered pinyin, null or absent', () => {
  const path = 'departments[1].reading';
  const taken = ['ying4 ji2 guan3 li3 ju2', 'lv4', 'de5', null, undefined];
  expect(taken.flatMap((reading) => problems({ 'departments.1.reading': reading }))).toEqual([]);
  for (const reading of ['ying4 ji2 ju', 'yìng jí', 'ying4, ji2', 'ying4-ji2', 'ying6', 'Ying4', '']) {
    expect(problems({ 'departments.1.reading': reading })).toEqual([{ path, code: 'reading.badShape', reading }]);
  }
  expect(problems({ 'departments.1.reading': ['ying4'] })).toEqual([{ path, code: 'field.wrongType', expected: 'string', found: 'array' }]);
});

test('materials exist and are listed once; no material at all is a statement', () => {
  const path = 'departments[0].items[0].materials[1]';
  expect(withMaterials('form', 'seal')).toEqual([{ path, code: 'material.unknown', material: 'seal' }]);
  expect(withMaterials('form', 'toString')).toEqual([{ path, code: 'material.unknown', material: 'toString' }]);
  expect(withMaterials('form', 'form')).toEqual([{ path, code: 'material.duplicate', material: 'form' }]);
  expect(withMaterials()).toEqual([]);
});

test('no item promises more days than the law allows', () => {
  expect(withLimit(5, 5)).toEqual([]);
  expect(withLimit(5, 6)).toEqual([
    { path: 'departments[0].items[0].timeLimit.promisedDays', code: 'days.promisedOverLegal', promised: 6, legal: 5 },
  ]);
});

test('chains lead to items that exist, have steps, and never come back to one', () => {
  expect(withStages([['U01-01'], ['U02-01', 'U03-01']])).toEqual([]);
  expect(withStages([['U01-01'], ['U09-01']])).toEqual([{ path: 'chains[0].stages[1][0]', code: 'chain.itemUnknown', item: 'U09-01' }]);
  expect(withStages([])).toEqual([{ path: 'chains[0].stages', code: 'chain.empty' }]);
  expect(withStages([['U01-01'], []])).toEqual([{ path: 'chains[0].stages[1]', code: 'chain.empty' }]);
  expect(withStages([['U01-01'], ['U02-01'], ['U01-01']])).toEqual([
    { path: 'chains[0].stages[2][0]', code: 'chain.circular', item: 'U01-01', first: 'chains[0].stages[0][0]' },
  ]);
});

test('a file that holds less than it says is refused', () => {
  expect(problems({ 'departments.2.items.1': undefined })).toEqual([
    { path: 'counts.items', code: 'counts.mismatch', field: 'items', declared: 7, found: 6 },
    { path: 'counts.approval', code: 'counts.mismatch', field: 'approval', declared: 7, found: 6 },
  ]);
  expect(problems({ 'counts': undefined })).toEqual([]);
});

test('every fault of a kind is reported at once', () => {
  const found = problems({
    'departments.1.prefix': 'A',
    'departments.2.items.0.timeLimit': { legalDays: 1, promisedDays: 2 },
    'chains.0.stages': [['nowhere']],
  });
  expect(found.map((problem) => problem.code)).toEqual(['prefix.duplicate', 'days.promisedOverLegal', 'chain.itemUnknown']);
});
