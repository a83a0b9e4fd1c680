import { act } from 'react';
import { expect, test } from 'vitest';
import { active, desk, hubTime, press, view } from './desk-page.test.helper.tsx';

const altKey = (key: string) => press(key.toLowerCase(), { altKey: true, code: `Key${key}` });
const notice = (n: number, more: object = {}) => ({
  noticeId: `n${n}`, number: `20261122-0000000${n}`, fen: 2_000, payee: '财政专户', code: null, windowId: 'w2', issuedAt: hubTime,
  lines: [{ itemId: 'i1', basis: '20元/证', fen: 1_000, quantity: 2 }], waiver: null, status: 'open', receipt: null, ...more,
});
const open = (n: number, ticket: number) => ({ ...notice(n), ticket: { prefix: 'A', n: ticket } });

async function type(label: string, text: string): Promise<void> {
  const input = [...document.querySelectorAll<HTMLInputElement>('input')].find(({ labels }) => labels?.[0]?.textContent === label);
  if (!input) throw new Error(`no field ${label}`);
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const submit = () => act(async () => document.querySelector<HTMLFormElement>('[role=dialog] form, [role=alertdialog] form')?.requestSubmit());
const click = (container: Element, word: string) =>
  act(async () => [...container.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith(word))?.click());

test('a notice is written while serving only, with the catalogue’s fee; nothing wrong is sent', async () => {
  const { sent, show } = await desk(view({ status: 'calling', active: active('called') }));
  await altKey('P');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  await show(view({ status: 'serving', active: active('serving') }));
  await altKey('P');
  expect(document.querySelector('[data-testid=notice-total]')?.textContent).toBe('20元');
  await type('单价（元）', '2.005');
  await submit();
  expect([sent, document.querySelector('[role=dialog]')?.textContent]).toEqual([[], expect.stringContaining('最多两位小数')]);
  await type('单价（元）', '25.5');
  await submit();
  expect(sent).toEqual([]);
  await submit();
  expect(sent).toEqual([{
    type: 'notice.issue', windowId: 'w1', ticketId: 't1', lines: [{ itemId: 'i1', basis: '20元/证', fen: 2_550, quantity: 1 }], waiver: null, payee: '财政专户', code: null,
  }]);
});

const doubt = () => document.querySelector('[data-testid=price-doubt]')?.textContent ?? null;
const key = () => document.querySelector('[role=dialog] button[type=submit]')?.textContent;

test('at the bank what is to be paid comes before what was missing once; elsewhere it does not', async () => {
  const cameBack = { windowId: 'w2', date: '2026-11-20', materials: ['form'], other: null, note: null };
  const visitor = { ...active('serving'), cameBack, notices: [notice(1)] };
  const { container, show } = await desk(view({ status: 'serving', active: visitor, openNotices: [] }));
  const order = () => [...container.querySelectorAll('[data-testid=notices], [data-testid=came-back]')].map((part) => part.getAttribute('data-testid'));
  expect(order()).toEqual(['notices', 'came-back']);
  await show(view({ status: 'serving', active: visitor, openNotices: null }));
  expect(order()).toEqual(['came-back', 'notices']);
});

test('a price that is not the catalogue’s is asked about once, naming both; the clerk may pass it', async () => {
  const { sent } = await desk(view({ status: 'serving', active: active('serving') }));
  await altKey('P');
  expect(doubt()).toBeNull();
  await type('单价（元）', '25.5');
  expect([doubt(), key()]).toEqual(['目录标价20元，这里填的是25.50元。请核对；确认无误可以照此开出。', expect.stringContaining('开出通知')]);
  await submit();
  expect([sent, key()]).toEqual([[], expect.stringContaining('确认开出')]);
  await type('单价（元）', '26');
  await submit();
  expect([sent, doubt()]).toEqual([[], expect.stringContaining('26元')]);
  await type('单价（元）', '20');
  expect([doubt(), key()]).toEqual([null, expect.stringContaining('开出通知')]);
  await submit();
  expect(sent).toMatchObject([{ type: 'notice.issue', lines: [{ fen: 2_000 }] }]);
});

test('what is free in the catalogue is asked about when it is charged for', async () => {
  const { sent } = await desk(view({ status: 'serving', active: { ...active('serving'), items: [{ itemId: 'i2', count: 1 }] } }));
  await altKey('P');
  await type('单价（元）', '5');
  await type('收费依据', '标准');
  expect(doubt()).toBe('目录写明这项不收费，这里填的是5元。请核对；确认无误可以照此开出。');
  await submit();
  await submit();
  expect(sent).toMatchObject([{ type: 'notice.issue', lines: [{ itemId: 'i2', fen: 500 }] }]);
});

test('the card shows what became of each notice; only a bank window confirms', async () => {
  const receipt = { number: 'R-7', paidBy: 'cash', clerkId: 'c8', at: hubTime };
  const notices = [notice(4), notice(3, { status: 'paid', receipt }), notice(2, { status: 'voided' }), notice(1, { status: 'expired' })];
  const { sent, show, container } = await desk(view({ status: 'serving', active: { ...active('serving'), notices } }));
  const shown = [...container.querySelectorAll('[data-testid=notices] li')].map(({ textContent }) => textContent);
  for (const [index, words] of [/未缴/u, /已缴.*收据 R-7 · 现金/u, /作废/u, /过期/u].entries()) expect(shown[index]).toMatch(words);
  await altKey('C');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  await show(view({ status: 'serving', active: { ...active('serving'), notices }, openNotices: [] }));
  await altKey('C');
  await submit();
  expect([sent, document.querySelector('[role=dialog]')?.textContent]).toEqual([[], expect.stringContaining('请填写收据号')]);
  await type('收据号', ' R-8 ');
  await press('2', { altKey: true, code: 'Digit2' });
  await submit();
  expect(sent).toEqual([{ type: 'notice.confirm', noticeId: 'n4', receipt: 'R-8', paidBy: 'card' }]);
});

test('the bank finds an unpaid notice by either number and confirms what came by phone', async () => {
  const { sent, container } = await desk(view({ openNotices: [open(1, 12), open(2, 7)] }));
  const listed = () => [...container.querySelectorAll('[data-testid=open-notices] li')].map(({ textContent }) => /0000000\d/u.exec(textContent ?? '')?.[0]);
  const search = async (text: string) => {
    const input = container.querySelector<HTMLInputElement>('input[type=search]');
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
      input?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    return listed();
  };
  expect([listed(), await search('a012'), await search('2026112200000002'), await search('nothing')]).toEqual([['00000001', '00000002'], ['00000001'], ['00000002'], []]);
  await search('0002');
  await click(container, '确认缴费');
  await type('收据号', 'P-1');
  await submit();
  expect(sent).toEqual([{ type: 'notice.confirm', noticeId: 'n2', receipt: 'P-1', paidBy: 'phone' }]);
});

/** This window alone. */
const withPrinter = (printer: string | null) => ({ windows: [{ id: 'w1', label: '3', queues: [{ queue: 'q1', rank: 1, weight: 1 }], printer }] });

test('the bank prints the open notice of another window again, where it has a printer', async () => {
  const notices = [{ ...open(1, 12), windowId: 'w2', ticketId: 't12' }];
  const { sent, container } = await desk(view({ openNotices: notices }), {}, {}, withPrinter('kiosk-1'));
  await act(async () => container.querySelector<HTMLElement>('[data-testid=notice-again]')?.click());
  expect(sent).toMatchObject([{ type: 'slip.order', windowId: 'w1', ticketId: 't12', slip: { kind: 'payment', noticeId: 'n1' } }]);
  const without = await desk(view({ openNotices: notices }), {}, {}, withPrinter(null));
  expect(without.container.querySelectorAll('[data-testid=open-notices] button')).toHaveLength(1);
});

test('a notice that is not among the newest is looked for at the hub', async () => {
  const replies = [{ ok: false, problem: { code: 'session.notPermitted' } }, { ok: true, status: 200, body: { day: null, notices: [open(7, 70), { ...open(8, 80), status: 'paid' }] } }];
  const payments = () => Promise.resolve(replies.shift() as never);
  const { sent, container } = await desk(view({ openNotices: [open(1, 12)] }), {}, { payments });
  const input = container.querySelector<HTMLInputElement>('input[type=search]');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '0000000');
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(container.textContent).not.toContain('在更早的通知中查找');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '00000007');
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await click(container, '在更早的通知中查找');
  expect(container.textContent).toContain('session.notPermitted');
  await click(container, '在更早的通知中查找');
  await click(container, '确认缴费');
  await type('收据号', 'P-7');
  await submit();
  expect(sent).toEqual([{ type: 'notice.confirm', noticeId: 'n7', receipt: 'P-7', paidBy: 'phone' }]);
});

test('a window voids what it wrote, with a reason, which is recorded: nothing personal', async () => {
  const { sent, container } = await desk(view({ ownNotices: [open(1, 12)] }));
  await click(container, '作废');
  expect(document.querySelector('[role=alertdialog]')?.textContent).toContain('不要写个人信息');
  await submit();
  expect([sent, document.querySelector('[role=alertdialog]')?.textContent]).toEqual([[], expect.stringContaining('请填写原因')]);
  await type('作废原因', '填错');
  await submit();
  expect(sent).toEqual([{ type: 'notice.void', noticeId: 'n1', reason: '填错' }]);
});
