import type { Language, TicketNumber } from '@hallcall/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emergencyScript, script } from './script.ts';
import { vocabulary } from './vocabulary.ts';

const languages: readonly Language[] = ['zh', 'en'];
const departments = [
  { id: 'market', zh: '市场监督管理局', en: 'Market Regulation Bureau', reading: null },
  { id: 'emergency', zh: '应急管理局', en: 'Emergency Management Bureau', reading: 'ying4 ji2 guan3 li3 ju2' },
];
const prefix = fc.stringMatching(/^[A-HJ-NP-Z]{1,2}$/).map((letters) => letters as TicketNumber['prefix']);
const label = fc.oneof(fc.integer({ min: 0, max: 400 }).map(String), fc.stringMatching(/^[A-Z]?[0-9]{1,5}[A-Z]?$/), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }));

const text = (language: Language, id: string) => vocabulary(language, departments, ['东1']).find((token) => token.id === id)?.text;

test('no call over the departments and labels of a hall asks for another clip', () => {
  fc.assert(fc.property(
    fc.array(label, { minLength: 1, maxLength: 5 }), fc.nat(), prefix, fc.integer({ min: 1, max: 9999 }), fc.constantFrom(...departments, null),
    fc.constantFrom(...languages), fc.constantFrom('full' as const, 'short' as const), fc.constantFrom('yao' as const, 'yi' as const),
    (labels, pick, letters, n, department, language, form, digitOne) => {
      const known = new Set(vocabulary(language, departments, labels).map(({ id }) => id));
      const call = { number: { prefix: letters, n }, windowLabel: labels[pick % labels.length] ?? '', department };
      const { tokens } = script(call, { language, form, digitOne });
      expect(tokens.filter((token) => token.kind === 'clip' && !known.has(token.id))).toEqual([]);
    },
  ), { numRuns: 400 });
});

test('the emergency is in every vocabulary', () => {
  for (const language of languages) {
    const known = new Set(vocabulary(language, [], []).map(({ id }) => id));
    expect(emergencyScript('evacuate', language).tokens.filter((token) => token.kind === 'clip' && !known.has(token.id))).toEqual([]);
  }
});

test('each clip once, and its id can name a file', () => {
  for (const language of languages) {
    const ids = vocabulary(language, departments, ['1', '1', 'I1', '东/1', '东/1', 'é']).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[A-Za-z0-9_.-]+$/.test(id))).toEqual([]);
    expect(ids.filter((id) => /^label|^letter_I/.test(id))).toEqual(['letter_I', 'label_u4e1c_u2f_1', 'label_uc9']);
  }
});

test('a hall’s own reading stands in place of the name; texts are what an engine reads', () => {
  expect([text('zh', 'department_emergency'), text('zh', 'department_market'), text('en', 'department_emergency')]).toEqual([
    'ying4 ji2 guan3 li3 ju2', '市场监督管理局', 'Emergency Management Bureau',
  ]);
  expect([text('zh', 'hao4_chuang1_kou3'), text('zh', 'letter_W'), text('zh', 'label_u4e1c_1'), text('en', 'please_go_to_window')]).toEqual([
    'hao4 chuang1 kou3', 'da2 bu4 liu2', '东1', 'please go to window',
  ]);
});
