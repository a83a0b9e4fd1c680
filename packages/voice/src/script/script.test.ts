import type { Language, TicketNumber } from '@hallcall/domain';
import { expect, test } from 'vitest';
import type { ScriptCall, Token } from '../types.ts';
import { emergencyScript, script, type ScriptOptions } from './script.ts';

const number = (prefix: string, n: number): TicketNumber => ({ prefix: prefix as TicketNumber['prefix'], n });
const call = (prefix: string, n: number, windowLabel: string): ScriptCall => ({ number: number(prefix, n), windowLabel, department: null });
const tax = { id: 'D06', zh: '税务局', en: 'Tax Bureau' };

/** Clip ids with blanks between; a pause is a bar. */
const shown = (tokens: readonly Token[]) => tokens.map((token) => (token.kind === 'clip' ? token.id : '|')).join(' ');
const say = (options: Partial<ScriptOptions>, of: ScriptCall) => shown(script(of, { language: 'zh', form: 'full', digitOne: 'yao', ...options }).tokens);
const window = (label: string, language: Language = 'zh') => say({ language, form: 'short' }, call('A', 2, label)).replace(/^.*\| /, '').replace('window ', '').replace(' hao4_chuang1_kou3', '');

const digits = (prefix: string, n: number, digitOne: 'yao' | 'yi' = 'yao') => say({ form: 'short', digitOne }, call(prefix, n, '3')).replace(/ hao4 .*/, '');

const subtitleOf = (language: Language, form: 'full' | 'short', department: ScriptCall['department']) =>
  script({ ...call('A', 12, '3'), department }, { language, form, digitOne: 'yao' }).subtitle.replace('\u00a0', ' ');

test('a call in Chinese, in full, with the department and in short', () => {
  expect(say({}, call('A', 12, '3'))).toBe('qing3 letter_A ling2 yao1 er4 hao4 | dao4 san1 hao4_chuang1_kou3');
  expect(say({}, { ...call('A', 12, '3'), department: tax })).toBe(
    'qing3 letter_A ling2 yao1 er4 hao4 | dao4 san1 hao4_chuang1_kou3 | ban4_li3 department_D06 ye4_wu4',
  );
  expect(say({ form: 'short' }, { ...call('A', 12, '3'), department: tax })).toBe('letter_A ling2 yao1 er4 hao4 | san1 hao4_chuang1_kou3');
});

test('a call in English, in full, with the department and in short', () => {
  expect(say({ language: 'en' }, call('A', 12, '3'))).toBe('ticket letter_A zero one two | please_go_to_window three');
  expect(say({ language: 'en' }, { ...call('A', 12, '3'), department: tax })).toBe('ticket letter_A zero one two | please_go_to_window three for department_D06');
  expect(say({ language: 'en', form: 'short' }, call('A', 12, '3'))).toBe('ticket letter_A zero one two | window three');
});

test('the digits of a number are those shown: at least three, one by one', () => {
  expect(digits('A', 1)).toBe('letter_A ling2 ling2 yao1');
  expect(digits('B', 100)).toBe('letter_B yao1 ling2 ling2');
  expect(digits('B', 100, 'yi')).toBe('letter_B yi1 ling2 ling2');
  expect(digits('ZB', 1222)).toBe('letter_Z letter_B yao1 er4 er4 er4');
  expect(digits('YA', 5003)).toBe('letter_Y letter_A wu3 ling2 ling2 san1');
  expect(digits('A', 9876)).toBe('letter_A jiu3 ba1 qi1 liu4');
  expect(digits('A', 45)).toBe('letter_A ling2 si4 wu3');
});

test('windows are numbers: 3 三, 12 十二, 102 一百零二', () => {
  const expected = {
    '0': 'ling2', '1': 'yi1', '2': 'er4', '3': 'san1', '10': 'shi2', '11': 'shi2 yi1', '12': 'shi2 er4', '20': 'er4 shi2', '21': 'er4 shi2 yi1',
    '99': 'jiu3 shi2 jiu3', '100': 'yi4 bai3', '101': 'yi4 bai3 ling2 yi1', '102': 'yi4 bai3 ling2 er4', '110': 'yi4 bai3 yi1 shi2',
    '112': 'yi4 bai3 yi1 shi2 er4', '120': 'yi4 bai3 er4 shi2', '200': 'er4 bai3', '222': 'er4 bai3 er4 shi2 er4', '300': 'san1 bai3',
  };
  expect(Object.fromEntries(Object.keys(expected).map((label) => [label, window(label)]))).toEqual(expected);
});

test('windows in English', () => {
  const expected = {
    '3': 'three', '10': 'ten', '12': 'twelve', '20': 'twenty', '21': 'twenty one', '99': 'ninety nine', '100': 'one hundred',
    '102': 'one hundred_and two', '112': 'one hundred_and twelve', '120': 'one hundred_and twenty', '345': 'three hundred_and forty five',
  };
  expect(Object.fromEntries(Object.keys(expected).map((label) => [label, window(label, 'en')]))).toEqual(expected);
});

test('labels of letters and digits, in any writing', () => {
  expect([window('A3'), window('3A'), window('Ａ３'), window('a3'), window('B-12'), window('③')]).toEqual([
    'letter_A san1', 'san1 letter_A', 'letter_A san1', 'letter_A san1', 'shi2 er4', 'san1',
  ]);
  expect(say({ form: 'short' }, call('A', 2, 'B-12'))).toMatch(/letter_B \| shi2 er4 hao4_chuang1_kou3$/);
  expect([window('3A', 'en'), window('AB12', 'en')]).toEqual(['three letter_A', 'letter_A letter_B twelve']);
  expect([window('007'), window('1024'), window('007', 'en')]).toEqual(['ling2 ling2 qi1', 'yao1 ling2 er4 si4', 'zero zero seven']);
});

test('a label with any other sign is one clip of its own', () => {
  expect([window('东1'), window('东1', 'en'), window('3号'), window('-')]).toEqual(['label_u4e1c_1', 'label_u4e1c_1', 'label_3_u53f7', 'label_u2d']);
});

test('subtitles show what is said', () => {
  expect([subtitleOf('zh', 'full', null), subtitleOf('zh', 'full', tax), subtitleOf('zh', 'short', tax)]).toEqual([
    '请 A 012 号到 3 号窗口', '请 A 012 号到 3 号窗口，办理税务局业务', 'A 012 号，3 号窗口',
  ]);
  expect([subtitleOf('en', 'full', null), subtitleOf('en', 'full', tax), subtitleOf('en', 'short', tax)]).toEqual([
    'Ticket A 012, please go to window 3', 'Ticket A 012, please go to window 3 for Tax Bureau', 'Ticket A 012, window 3',
  ]);
});

test('the English emergency is spoken as it is written', () => {
  const { tokens, subtitle } = emergencyScript('evacuate', 'en');
  const spoken = tokens.flatMap((token) => (token.kind === 'clip' ? [token.text] : [])).join(' ');
  expect(spoken).toBe(subtitle.toLowerCase().replaceAll(/[.,]/g, ''));
});
