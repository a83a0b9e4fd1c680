import { expect, test } from 'vitest';
import { createMask } from './mask-unknown.ts';

const item = { id: 'a', zh: '不动产登记', en: 'Property registration', basis: { zh: '张三依法', en: 'zhang' } };
const mask = createMask({ materials: { M1: { zh: '证明物', en: 'Proof' } }, departments: [{ zh: '公安局', en: 'Police', items: [item] }], search: { entries: [{ zh: '不动产登记', full: 'budongchandengji', initials: 'bdcdj', en: 'property registration' }] } });

test('a character that the names of the catalogue do not have is masked, whatever its longer texts say', () => {
  expect(['宠物登记', '张三的登记', '不动产', '公安局 张三'].map(mask)).toEqual(['□物登记', '□□□登记', '不动产', '公安局 □□']);
});

test('a word of Latin letters is kept whole or not at all, pinyin too', () => {
  expect(['Property of Zhang San', 'bdcdj', 'budongchandengji', 'zhangsan', 'dong', 'Regis', '登记x'].map(mask)).toEqual(['Property □ □ □', 'bdcdj', 'budongchandengji', '□', '□', '□', '登记□']);
});

test('other writings, wide letters and signs: letters are masked, signs stay', () => {
  expect(['Иванов 登记', 'Ｐｏｌｉｃｅ', '김', '登记-?', ''].map(mask)).toEqual(['□□□□□□ 登记', 'Ｐｏｌｉｃｅ', '□', '登记-?', '']);
});

test('a catalogue that says nothing knows nothing', () => {
  expect([createMask(null)('登记 visa'), createMask({ departments: [] })('a')]).toEqual(['□□ □', '□']);
});
