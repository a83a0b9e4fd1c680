import { act } from 'react';
import { expect, test } from 'vitest';
import { active, desk, hubTime, press, view } from './desk-page.test.helper.tsx';

const altKey = (key: string) => press(key.toLowerCase(), { altKey: true, code: `Key${key}` });
const submit = () => act(async () => document.querySelector<HTMLFormElement>('[role=dialog] form, [role=alertdialog] form')?.requestSubmit());
const dialog = () => document.querySelector('[role=dialog], [role=alertdialog]');
const found = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
const first = view({ status: 'serving', active: active('serving') });
const second = view({ status: 'serving', active: { ...active('serving'), ticketId: 't2', number: { prefix: 'A', n: 13 } } });
const waiting = { ticketId: 't9', number: { prefix: 'A', n: 19 }, queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], placeAt: hubTime, person: null };
const notice = {
  noticeId: 'n1', number: '20261122-00000001', fen: 2_000, payee: '财政专户', code: null, windowId: 'w2', issuedAt: hubTime,
  lines: [{ itemId: 'i1', basis: '20元/证', fen: 1_000, quantity: 2 }], waiver: null, status: 'open', receipt: null,
};

test('a visitor who goes while the notice is being written: the keys live again, and the dialog does not come back', async () => {
  const { sent, show } = await desk(first);
  await altKey('P');
  expect(dialog()).not.toBeNull();
  await show(view({}));
  expect(dialog()).toBeNull();
  await show(second);
  expect(dialog()).toBeNull();
  await show(first);
  expect(dialog()).toBeNull();
  await press('F2');
  expect(sent).toEqual([{ type: 'window.callNext', windowId: 'w1', active: 't1' }]);
});

const asks = {
  'a payment notice': () => altKey('P'), 'the end of the visit': () => press('F7'), 'a hold': () => altKey('H'), 'a transfer': () => press('F10'), 'one more item': () => altKey('I'),
};
for (const [what, ask] of Object.entries(asks)) {
  test(`what was asked for one visitor is not sent for the next: ${what}`, async () => {
    const { sent, show } = await desk(first);
    await ask();
    expect(dialog()).not.toBeNull();
    await show(second);
    expect(dialog()).toBeNull();
    await submit();
    await press('1');
    expect(sent).toEqual([]);
  });
}

test('a number is chosen beside the visitor who was here then; when another is, it is asked again', async () => {
  const { sent, show } = await desk(view({ next: [waiting] }), { clerksMayChoose: true });
  await act(async () => found('choose')?.click());
  expect(found('choose-materials')).not.toBeNull();
  await show(second);
  expect([found('choose-materials'), sent]).toEqual([null, []]);
});

test('the money of a visitor at the bank is not asked for once they left; what came by phone is asked for whoever stands here', async () => {
  const bank = (visitor: object | null) => view({ status: visitor === null ? 'idle' : 'serving', active: visitor, openNotices: [{ ...notice, ticket: { prefix: 'A', n: 12 } }] });
  const { sent, show, container } = await desk(bank({ ...active('serving'), notices: [notice] }));
  await altKey('C');
  expect(dialog()).not.toBeNull();
  await show(bank(null));
  expect(dialog()).toBeNull();
  await act(async () => container.querySelector<HTMLElement>('[data-testid=open-notices] button')?.click());
  await show(bank({ ...active('serving'), ticketId: 't2' }));
  const receipt = document.querySelector<HTMLInputElement>('[role=dialog] input');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(receipt, 'P-1');
    receipt?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await submit();
  expect(sent).toEqual([{ type: 'notice.confirm', noticeId: 'n1', receipt: 'P-1', paidBy: 'phone' }]);
});

test('what does not concern the visitor stays: a pause, and any dialog while the same visitor is called and then served', async () => {
  const { sent, show } = await desk(view({ status: 'calling', active: active('called') }));
  await press('F7');
  await show(first);
  await submit();
  await show(view({}));
  await press('F8');
  await show(second);
  await press('2');
  expect(sent).toEqual([
    { type: 'stop.finish', windowId: 'w1', ticketId: 't1', outcome: 'completed', count: 1, caseRef: null },
    { type: 'window.pause', windowId: 'w1', reason: 'meeting' },
  ]);
});
