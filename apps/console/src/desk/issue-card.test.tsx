import { act } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { openPage } from '../pages/console-page.test.helper.tsx';
import { IssueCard } from './issue-card.tsx';

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

const items = [{ itemId: 'card' as never, count: 2 }];
const issued = { kind: 'accepted', events: [{ event: { type: 'ticket.issued', ticketId: 't1', number: { prefix: 'A', n: 12 } } }] };

/** The card at a hub that answers so, in turn. */
async function open(...replies: object[]) {
  const sent: { readonly type: string }[] = [];
  const send = async (command: object) => {
    sent.push(command as { readonly type: string });
    return replies[sent.length - 1] ?? {};
  };
  const page = await openPage(<IssueCard ofPass={{ code: '12345678', items }} onPassOver={() => undefined} />, { http: {}, configs: [], view: { devices: [] }, send });
  return { page, sent };
}
const confirm = () => act(async () => [...document.querySelectorAll<HTMLElement>('[role=alertdialog] button')].at(-1)?.click());

test('a number that was a mistake is taken back after a question, and the card asks for one again with what was filled in', async () => {
  const { page, sent } = await open(issued, { kind: 'accepted', events: [] }, issued);
  await page.press('desk-take');
  expect(page.found('desk-given')?.textContent).toContain('012');
  await page.press('desk-mistake');
  expect([sent.length, document.querySelector('[role=alertdialog]')?.textContent]).toEqual([1, expect.stringContaining('A\u00a0012')]);
  await confirm();
  expect(sent[1]).toEqual({ type: 'ticket.cancel', ticketId: 't1', reason: 'mistake' });
  expect([page.found('desk-given'), page.found('desk-mistake')]).toEqual([null, null]);
  await page.press('desk-take');
  expect(sent[2]).toMatchObject({ type: 'ticket.issueAtDesk', items });
  await act(async () => page.close());
});

test('a number that cannot be taken back any more stays there, with the reason', async () => {
  const { page } = await open(issued, { kind: 'rejected', rejection: { code: 'stop.wrongStatus', status: 'done' } });
  await page.press('desk-take');
  await page.press('desk-mistake');
  await confirm();
  expect(page.found('desk-given-refused')?.textContent).toContain('stop.wrongStatus');
  expect([page.found('desk-given')?.textContent?.includes('012'), page.found('desk-next') === null]).toEqual([true, false]);
  await act(async () => page.close());
});
