import { act } from 'react';
import { expect, test } from 'vitest';
import { active, desk, hubTime, press, view } from './desk-page.test.helper.tsx';

const altKey = (key: string) => press(key.toLowerCase(), { altKey: true, code: `Key${key}` });
/** Types into the search of a dialog and presses Enter. */
async function search(text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=search]');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => input?.form?.requestSubmit());
}

test('hold, transfer and one more item are asked for and sent; the search leaves one target, which Enter takes', async () => {
  const { sent } = await desk(view({ status: 'serving', active: active('serving') }));
  await altKey('H');
  await press('2', { altKey: true, code: 'Digit2' });
  await press('1');
  await press('F10');
  await press('2', { altKey: true, code: 'Digit2' });
  await search('7');
  await altKey('I');
  await search('出生');
  expect(sent).toMatchObject([
    { type: 'stop.hold', reason: 'copies', forMs: 600_000, windowId: 'w1', ticketId: 't1' },
    { type: 'stop.transfer', to: { windowId: 'w2' }, reason: 'specialist' },
    { type: 'stop.addItem', itemId: 'i1', count: 1 },
  ]);
});

test('the last action is undone while its seconds run, and not after', async () => {
  const undo = { what: 'call', ticketId: 't1', number: { prefix: 'A', n: 12 }, until: hubTime + 4_000 };
  const { sent, show, container } = await desk(view({ status: 'calling', active: active('called'), undo }));
  expect(container.querySelector('[data-testid=undo]')?.textContent).toMatch(/叫号 A\s012（4 秒）/u);
  await altKey('Z');
  expect(sent).toEqual([{ type: 'action.undo', windowId: 'w1', ticketId: 't1', what: 'call' }]);
  await show(view({ status: 'calling', active: active('called'), undo: { ...undo, until: hubTime } }));
  expect(container.querySelector<HTMLButtonElement>('[data-testid=undo] button')?.disabled).toBe(true);
});

test('who is held stands in a list, the due one marked; the first is called back by one key when the window is idle', async () => {
  const one = { queueId: 'q1', items: [], reason: 'copies', since: hubTime - 1000 };
  const held = [1, 2].map((n) => ({ ...one, ticketId: `h${n}`, number: { prefix: 'A', n }, dueAt: n === 1 ? hubTime : null }));
  const { sent, show, container } = await desk(view({ status: 'serving', active: active('serving'), held }));
  expect([...container.querySelectorAll('[data-testid=held-list] li')].map((line) => line.getAttribute('data-due'))).toEqual(['true', 'false']);
  await altKey('R');
  expect(sent).toEqual([]);
  await show(view({ held }));
  await altKey('R');
  expect(sent).toEqual([{ type: 'stop.resume', windowId: 'w1', ticketId: 'h1' }]);
});

test('the desk sees which window sent the visitor, and why', async () => {
  const { container } = await desk(view({ status: 'calling', active: { ...active('called'), sender: { windowId: 'w2', reason: 'wrongWindow' } } }));
  expect(container.querySelector('[data-testid=sender]')?.textContent).toBe('由7号窗口转来 · 走错窗口');
});
