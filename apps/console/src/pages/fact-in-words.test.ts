import type { LogFact } from '@hallcall/domain';
import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { factInWords } from './fact-in-words.ts';

const names = { item: (id: string) => `item ${id}`, queue: (id: string) => `queue ${id}` };
const said = (fact: object | undefined, language: 'zh' | 'en' = 'zh') => factInWords({ t: texts(language), names, language }, { outcome: null, ...(fact ? { fact: fact as LogFact } : {}) });

test('a number says for what it is, help for which queue, a notice how much, a zone whether it is silent', () => {
  expect([said({ of: 'item', itemId: 'i1' }), said({ of: 'queue', queueId: 'q1' }), said({ of: 'amount', fen: 2_000 }), said({ of: 'amount', fen: 50 }, 'en')]).toEqual(['item i1', 'queue q1', '20元', 'CNY\u00a00.50']);
  expect([said({ of: 'muted', isMuted: true }), said({ of: 'muted', isMuted: false }), said({ of: 'muted', isMuted: false }, 'en')]).toEqual(['已静音', '已恢复播报', 'voice back on']);
});

test('a dash stands where the event says it all', () => {
  expect(said(undefined)).toBe('—');
});
