import type { HubConfig } from '@hallcall/client';
import type { ActiveView } from '@hallcall/domain';
import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { firstDraft, readNotice, type NoticeDraft } from './notice-draft.ts';

const t = texts('zh');
const both = (text: string) => ({ zh: text, en: `${text} (en)` });
const items = [
  { id: 'i1', fee: { charge: 'amount', fen: 2_050, payAt: 'bank', text: both('20.50元/证') } },
  { id: 'i2', fee: { charge: 'schedule', payAt: 'bank', text: both('按面积') } },
  { id: 'i3', fee: { charge: 'none' } },
  { id: 'i4', fee: null },
];
const config = { hall: { payment: { payee: both('财政专户') } }, catalogue: { departments: [{ items }] } } as unknown as HubConfig;
const active = { items: ['i1', 'i2', 'i3', 'i4'].map((itemId, index) => ({ itemId, count: index + 1 })), language: 'zh' } as unknown as ActiveView;
const draft = (more: Partial<NoticeDraft> = {}): NoticeDraft => ({ ...firstDraft(active, config), ...more });
const line = (amount: string, more: object = {}) => ({ itemId: 'i1' as never, amount, quantity: 2, basis: '标准', ...more });

test('a notice begins with the fixed fees of the catalogue, its bases and the hall’s payee, in the language of the visitor who gets it', () => {
  expect(draft()).toEqual({
    lines: [
      { itemId: 'i1', amount: '20.50', quantity: 1, basis: '20.50元/证' }, { itemId: 'i2', amount: '', quantity: 2, basis: '按面积' },
      { itemId: 'i3', amount: '', quantity: 3, basis: '' }, { itemId: 'i4', amount: '', quantity: 4, basis: '' },
    ],
    waiver: '', waiverBasis: '', payee: '财政专户', code: '',
  });
  expect(firstDraft({ ...active, language: 'en' }, { ...config, hall: { payment: null } } as unknown as HubConfig)).toMatchObject({ lines: [{ basis: '20.50元/证 (en)' }, {}, {}, {}], payee: '' });
});

test('what is sent leaves lines without an amount out and holds whole fen', () => {
  const read = readNotice(draft({ lines: [line('20.5'), line('')], waiver: '1', waiverBasis: ' 低保 ', code: ' 3301 ' }), t);
  expect(read).toEqual({
    fen: 4_000, problems: {},
    content: { lines: [{ itemId: 'i1', basis: '标准', fen: 2_050, quantity: 2 }], waiver: { fen: 100, basis: '低保' }, payee: '财政专户', code: '3301' },
  });
});

test('every wrong field is told in words', () => {
  const { issue, wrongAmount } = t.payment;
  const problems = (more: Partial<NoticeDraft>) => readNotice(draft(more), t).problems;
  expect(problems({ lines: [line('twenty'), line('5', { basis: ' ' })] })).toEqual({ amount0: wrongAmount, basis1: issue.needsBasis });
  expect(problems({ lines: [line('1')], waiver: '2.01', waiverBasis: '' })).toEqual({ waiver: issue.waiverTooLarge, waiverBasis: issue.needsWaiverBasis });
  expect(problems({ lines: [line('1')], waiver: '-1' })).toEqual({ waiver: wrongAmount });
  expect(problems({ lines: [line('1')], waiver: '2', waiverBasis: 'x', payee: ' ' })).toEqual({ payee: issue.needsPayee, total: issue.nothingDue });
  expect(problems({ lines: [line('')] })).toEqual({ total: issue.nothingDue });
});
