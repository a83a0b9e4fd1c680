import { stopStatuses, type StopStatus } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { faultText, rejectionText } from './rejection.ts';
import { texts } from './texts.ts';

const [zh, en] = [texts('zh'), texts('en')];

test('a refusal says what happened, what it means and what to do, in both languages', () => {
  expect(rejectionText(zh, { code: 'queue.empty' })).toEqual({
    what: '没有人在等候',
    meaning: '没有叫号。',
    action: '请稍候，有人取号后会显示在右侧。',
  });
  expect(rejectionText(en, { code: 'command.expired' })).toEqual({
    what: 'That took too long',
    meaning: 'It did not arrive in time and was not done.',
    action: 'Look at the screen as it is now and press again.',
  });
});

test('a refusal fills in its facts; a wait is rounded up and never 0 seconds', () => {
  expect(rejectionText(zh, { code: 'recall.tooSoon', waitMs: 4001 }).action).toBe('请 5 秒后再重呼。');
  expect(rejectionText(en, { code: 'miss.tooSoon', waitMs: 0 }).action).toBe('Wait another 1 second.');
  expect(rejectionText(en, { code: 'miss.tooFewCalls', calls: 1, needed: 3 })).toEqual({
    what: 'Called only 1 time',
    meaning: 'A person is missed after 3 calls.',
    action: 'Call again first.',
  });
});

const notFree = (...free: string[]) => rejectionText(zh, { code: 'call.windowNotFree', label: '3', free }).action;

test('a number that a window cannot call names the windows that can, or says what else can be done', () => {
  expect([notFree('4', '7A'), notFree()]).toEqual(['请改选空闲的窗口：4号、7A号。', '其他窗口现在也不空闲，请等一个窗口办完后再叫，或设为特急。']);
  expect(rejectionText(en, { code: 'call.windowNotFree', label: '3', free: ['4', '7A'] }).action).toBe('Choose a window that is free: 4, 7A.');
});

test('a ticket in the wrong state is told by that state, with what to do about it', () => {
  const told = (status: StopStatus) => rejectionText(zh, { code: 'stop.wrongStatus', status });
  expect([told('missed').action, told('held').action, told('called').action]).toEqual([
    '请先在“过号”列表里恢复，再叫号。', '请由挂起它的窗口按“回呼”；那个窗口结束受理后，它会回到原来的位次。', '请在那个窗口处理；要插入事项或开缴费通知的，先按“开始办理”。',
  ]);
  const later = { code: 'stop.wrongStatus', status: 'elsewhere' } as unknown as Parameters<typeof rejectionText>[1];
  expect(rejectionText(en, later).what).toBe('This ticket has moved on');
  const all = [zh, en].map((language) => new Set(stopStatuses.map((status) => rejectionText(language, { code: 'stop.wrongStatus', status }).what)).size);
  expect(all).toEqual([stopStatuses.length, stopStatuses.length]);
});

test('where a visitor or a clerk is, is said as it is painted above the window', () => {
  const elsewhere = { windowId: 'w-17', label: '7A' };
  expect([rejectionText(zh, { code: 'ticket.atWindow', ...elsewhere }).what, rejectionText(zh, { code: 'ticket.elsewhere', ...elsewhere }).what]).toEqual(['这位来人正在7A号窗口', '这位现在正在7A号窗口']);
  expect(rejectionText(en, { code: 'window.clerkElsewhere', ...elsewhere }).what).toBe('You are at window 7A');
});

test('no sentence about a fault shows its code', () => {
  const shown = [zh, en].flatMap((language) =>
    Object.keys(language.fault).filter((code) => code.includes('.') && Object.values(faultText(language, { code })).join(' ').includes(code)),
  );
  expect(shown).toEqual([]);
});

test('an unknown fault, also one named like an object’s own method, gets the general text', () => {
  expect(faultText(en, { code: 'session.locked' }).what).toBe('Locked after too many errors');
  for (const code of ['later.invented', 'toString', '']) expect(faultText(zh, { code })).toEqual(zh.fault.unknown);
});
