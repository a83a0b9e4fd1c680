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

test('with a visitor here neither a pause nor the close is asked about: the desk says at once why not, and sends nothing', async () => {
  const { sent, show, container } = await desk(view({ status: 'serving', active: active('serving') }));
  for (const key of ['F8', 'F9']) {
    await press(key);
    expect([document.querySelector('[role=dialog], [role=alertdialog]'), container.querySelector('[data-testid=refusal]')?.textContent]).toEqual([null, expect.stringContaining('窗口还有一位没有办完')]);
    await press('F4');
  }
  await show(view({}));
  await press('F9');
  expect(document.querySelector('[role=alertdialog]')?.textContent).toContain('结束受理');
  expect(sent).toEqual([]);
});

test('what is done in the visitor’s own queue stands first where an item is added', async () => {
  await desk(view({ status: 'serving', active: { ...active('serving'), queueId: 'q3' } }));
  await altKey('I');
  expect([...document.querySelectorAll('[role=dialog] section h3')].map(({ textContent }) => textContent)).toEqual(['社保局', '公安']);
});

test('whoever was only called is put aside or sent on, too; one more item waits for the start', async () => {
  const { sent } = await desk(view({ status: 'calling', active: active('called') }));
  await altKey('H');
  await press('1');
  await press('F10');
  await search('7');
  await altKey('I');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  expect(sent).toMatchObject([{ type: 'stop.hold', reason: 'copies' }, { type: 'stop.transfer', to: { windowId: 'w2' } }]);
});

test('the last action is undone while its seconds run, and not after', async () => {
  const undo = { what: 'call', ticketId: 't1', number: { prefix: 'A', n: 12 }, until: hubTime + 4_000 };
  const { sent, show, container } = await desk(view({ status: 'calling', active: active('called'), undo }));
  expect(container.querySelector('[data-testid=undo]')?.textContent).toMatch(/叫号 A\s012（4 秒）/u);
  await altKey('Z');
  expect(sent).toEqual([{ type: 'action.undo', windowId: 'w1', ticketId: 't1', what: 'call' }]);
  await show(view({ status: 'calling', active: active('called'), undo: { ...undo, until: hubTime } }));
  expect(container.querySelector<HTMLButtonElement>('[data-testid=undo] button')?.disabled).toBe(true);
  expect(container.querySelector('[data-testid=undo] output')?.textContent).toBe('没有可以撤销的操作');
});

test('who is held stands in a list, the due one marked; the first is called back by one key when the window is idle', async () => {
  const one = { queueId: 'q1', items: [], reason: 'copies', since: hubTime - 1000 };
  const held = [1, 2].map((n) => ({ ...one, ticketId: `h${n}`, number: { prefix: 'A', n }, dueAt: n === 1 ? hubTime : null }));
  const { sent, show, container } = await desk(view({ status: 'serving', active: active('serving'), held }));
  expect([...container.querySelectorAll('[data-testid=held-list] li')].map((line) => line.getAttribute('data-due'))).toEqual(['true', 'false']);
  const later = [{ ...one, ticketId: 'h3', number: { prefix: 'A', n: 3 }, dueAt: hubTime + 600_000 }];
  await show(view({ held: later }));
  expect(container.querySelector('[data-testid=held-list]')?.textContent).toMatch(/\d\d:\d\d 提醒/u);
  await show(view({ status: 'serving', active: active('serving'), held }));
  expect(container.querySelector('[data-testid=held-list]')?.textContent).not.toContain('提醒');
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

const serving = view({ status: 'serving', active: active('serving') });
const targets = () => [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] section button')].map(({ textContent, disabled }) => [textContent, disabled]);

test('a transfer shows where nobody sits or the visitor stands already, and goes there by no key', async () => {
  const { sent, show } = await desk(serving);
  await press('F10');
  expect(targets()).toEqual([
    ['7号窗口', false], ['8号窗口 · 无人受理', true], ['公安 · 已在这里', true], ['社保局 · 无人受理', true], ['户政 · 已在这里', true], ['税务 · 无人受理', true], ['社保 · 无人受理', true],
  ]);
  await search('税务');
  expect(sent).toEqual([]);
  await show(view({ status: 'serving', active: active('serving'), staffed: ['w1', 'w2', 'w3'] }));
  expect(targets()).toEqual([['税务', false]]);
  await search('税务');
  expect(sent).toMatchObject([{ type: 'stop.transfer', to: { queueId: 'q2' } }]);
});

test('a queue that only a helping window serves can be taken', async () => {
  const { show } = await desk(serving);
  await press('F10');
  expect(targets()[5]).toEqual(['税务 · 无人受理', true]);
  await show(view({ status: 'serving', active: active('serving'), helping: [{ windowId: 'w2', queueId: 'q2' }] }));
  expect(targets()[5]).toEqual(['税务', false]);
});

test('a transfer says where everybody takes a break, and goes there all the same', async () => {
  const { sent } = await desk(view({ status: 'serving', active: active('serving'), staffed: ['w1', 'w2'], onBreak: ['w2'] }));
  await press('F10');
  expect(targets()[0]).toEqual(['7号窗口 · 暂停中', false]);
  await search('7');
  expect(sent).toMatchObject([{ type: 'stop.transfer', to: { windowId: 'w2' } }]);
});

const names = (name: string) => ({ zh: name, en: name });

test('a department and its only queue of the same name are one target', async () => {
  const hall = {
    departments: [{ id: 'd1', name: names('公安') }, { id: 'd2', name: names('社保') }],
    queues: [{ id: 'q1', name: names('公安') }, { id: 'q2', name: names('户政') }, { id: 'q3', name: names('社保') }],
    items: [['i1', 'd1', 'q1'], ['i2', 'd1', 'q2'], ['i3', 'd2', 'q3']].map(([id, department, queue]) => ({ id, department, queue, minutes: 20 })),
    windows: [['w1', '3'], ['w2', '7']].map(([id, label]) => ({ id, label, queues: [{ queue: id === 'w1' ? 'q1' : 'q3', rank: 1, weight: 1 }] })),
  };
  const { sent } = await desk(serving, {}, {}, hall);
  await press('F10');
  // Of the first department there are two queues: to it and to one of them are two things.
  expect(targets().map(([name]) => name)).toEqual(['7号窗口', '公安 · 已在这里', '社保', '公安 · 已在这里', '户政 · 无人受理']);
  await search('社保');
  expect(sent).toMatchObject([{ type: 'stop.transfer', to: { departmentId: 'd2' } }]);
});

test('a list that is longer than it shows says so, and the search finds the rest', async () => {
  const items = Array.from({ length: 64 }, (_, n) => ({ id: `x${n}`, department: 'd1', queue: 'q1', minutes: 5 }));
  const { sent } = await desk(serving, {}, {}, { items });
  await altKey('I');
  expect([document.querySelectorAll('[role=dialog] section button').length, document.querySelector('[data-testid=pick-more]')?.textContent]).toEqual([60, '还有 4 项没有列出，请输入名称查找']);
  await search('x63');
  expect([document.querySelector('[data-testid=pick-more]'), sent]).toMatchObject([null, [{ type: 'stop.addItem', itemId: 'x63' }]]);
});

test('who waits is marked when urgent, sent on, come back, or here with a return pass; nothing is said of class and needs that the hall hides', async () => {
  const one = { queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], placeAt: hubTime - 60_000, person: null, sender: null };
  const next = [
    { ...one, ticketId: 'a', number: { prefix: 'A', n: 1 }, isUrgent: true },
    { ...one, ticketId: 'b', number: { prefix: 'A', n: 2 }, sender: { windowId: 'w2', reason: 'wrongWindow' } },
    { ...one, ticketId: 'c', number: { prefix: 'A', n: 3 }, returnedFrom: 'missed' },
    { ...one, ticketId: 'd', number: { prefix: 'A', n: 4 }, returnedFrom: 'bank' },
    { ...one, ticketId: 'e', number: { prefix: 'A', n: 5 } },
    { ...one, ticketId: 'g', number: { prefix: 'A', n: 7 }, hasPass: true },
    { ...one, ticketId: 'f', number: { prefix: 'A', n: 6 }, person: { personClass: 'elder', needs: ['wheelchair'] } },
  ];
  const { container } = await desk(view({ next }));
  const marks = [...container.querySelectorAll('[data-testid=next-list] li')].map((line) => line.querySelector('[data-testid=waiting-marks]')?.textContent ?? null);
  expect(marks).toEqual(['特急', '由7号窗口转来 · 走错窗口', '过号后返回', '缴费后返回', null, '补件回访', '老年人轮椅']);
});

test('a window where somebody else is on record can only be taken over, after a question that says what it means', async () => {
  const missed = [{ ticketId: 'm1', number: { prefix: 'A', n: 40 }, queueId: 'q1', at: hubTime, canRestore: true, stop: 0 }];
  const { sent, show, container } = await desk(view({ status: 'serving', clerkId: 'c9', active: active('serving'), missed }), {}, {}, { payment: { queue: 'q1' } });
  expect(container.querySelector('[data-testid=taken]')?.textContent).toContain('c9');
  // Who is signed in, not who is on record.
  const head = [...container.querySelectorAll('header > span')].map(({ textContent }) => textContent);
  expect([head.includes('c1'), head.includes('c9')]).toEqual([true, false]);
  const canBePressed = [...container.querySelectorAll('main button:not([disabled]):not([aria-disabled=true])')];
  expect(canBePressed.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('接手窗口')]);
  await press('F2');
  await altKey('H');
  await altKey('P');
  expect(sent).toEqual([]);
  await press('F9');
  const dialog = document.querySelector('[role=alertdialog], [role=dialog]');
  expect(dialog?.textContent).toContain('c9 不能再操作这个窗口');
  await act(async () => [...(dialog?.querySelectorAll('button') ?? [])].at(-1)?.click());
  expect(sent).toEqual([{ type: 'window.takeOver', windowId: 'w1', from: 'c9', leaving: null }]);
  await show(view({ status: 'serving', active: active('serving') }));
  expect(container.querySelector('[data-testid=taken]')).toBeNull();
});

test('a clerk who is on record at another window may leave that one from here', async () => {
  const { sent, refuse, container } = await desk(view({ status: 'closed', clerkId: null }));
  refuse({ code: 'window.clerkElsewhere', windowId: 'w2', label: '7' });
  await press('F9');
  expect(container.querySelector('[data-testid=next-key]')?.textContent).toContain('改在此窗受理');
  await press('F9');
  await act(async () => [...document.querySelectorAll<HTMLButtonElement>('[role=alertdialog] button, [role=dialog] button')].at(-1)?.click());
  expect(sent.at(-1)).toEqual({ type: 'window.takeOver', windowId: 'w1', from: null, leaving: 'w2' });
});
