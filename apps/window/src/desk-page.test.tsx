import { act } from 'react';
import { expect, test } from 'vitest';
import { active, desk, hubTime, press, view } from './desk-page.test.helper.tsx';


const waiting = { ticketId: 't9', number: { prefix: 'A', n: 19 }, queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], placeAt: hubTime, person: null };
const found = (root: ParentNode, id: string): HTMLElement | null => root.querySelector<HTMLElement>(`[data-testid="${id}"]`);

test('class and needs stand at the visitor who was called', async () => {
  const called = { ...active('called'), personClass: 'elder', needs: ['wheelchair'], isUrgent: true };
  const { container } = await desk(view({ status: 'calling', active: called, next: [{ ...waiting, person: { personClass: 'pregnant', needs: ['sign'] } }] }));
  expect([found(container, 'person-class')?.textContent, found(container, 'person-need')?.textContent]).toEqual(['老年人', '轮椅']);
  expect(found(container, 'next-list')?.textContent).toContain('孕妇手语或书写');
});

test('a queue with somebody in it says how long it takes who comes now, and nothing while no window serves', async () => {
  const { container, show } = await desk(view({}));
  expect(found(container, 'queue-wait')?.textContent).toBe('约 15 分钟');
  await show(view({ queues: [{ queueId: 'q1', waiting: 2, oldestAt: hubTime, waitMinutes: null }] }));
  expect(found(container, 'queue-wait')).toBeNull();
});

test('people wait, but nobody can be called yet: it is not said that nobody waits; how many of an item is said before the call', async () => {
  const { container, show } = await desk(view({}));
  expect(container.textContent).toContain('暂时没有可以叫的号');
  await show(view({ queues: [{ queueId: 'q1', waiting: 0, oldestAt: null, waitMinutes: 0 }] }));
  expect([container.textContent?.includes('暂时没有可以叫的号'), container.textContent?.includes('没有人在等候')]).toEqual([false, true]);
  await show(view({ next: [{ ...waiting, items: [{ itemId: 'i1', count: 3 }] }] }));
  expect(found(container, 'next-list')?.textContent).toContain('出生登记\u00a0× 3');
});

test('a number is chosen only where the hall allows it, with a reason', async () => {
  const plain = await desk(view({ next: [waiting] }));
  expect(found(plain.container, 'choose')).toBeNull();
  const { container, sent } = await desk(view({ next: [waiting] }), { clerksMayChoose: true });
  await act(async () => found(container, 'choose')?.click());
  expect(found(document, 'choose-other')?.hasAttribute('disabled')).toBe(true);
  await act(async () => found(document, 'choose-materials')?.click());
  expect(sent).toEqual([{ type: 'window.callNumber', windowId: 'w1', active: null, ticketId: 't9', reason: 'materials', note: null }]);
});

test('an ordinary visit takes two keys: start, call next', async () => {
  const { sent, show } = await desk(view({ status: 'calling', active: active('called') }));
  await press('F4');
  await show(view({ status: 'serving', active: active('serving') }));
  await press('F2');
  expect(sent).toEqual([
    { type: 'stop.start', windowId: 'w1', ticketId: 't1' },
    { type: 'window.callNext', windowId: 'w1', active: 't1' },
  ]);
});

test('call next says whom the clerk sees, nobody included, and a held key calls once', async () => {
  const { sent } = await desk(view({}));
  await press('F2');
  await press('F2', { repeat: true });
  await press('F2', { ctrlKey: true });
  expect(sent).toEqual([{ type: 'window.callNext', windowId: 'w1', active: null }]);
});

test('while a visitor is called, call next does nothing and the browser does not act on the key either', async () => {
  const { sent } = await desk(view({ status: 'calling', active: active('called') }));
  const event = new KeyboardEvent('keydown', { key: 'F2', bubbles: true, cancelable: true });
  await act(async () => void document.body.dispatchEvent(event));
  expect(sent).toEqual([]);
  expect(event.defaultPrevented).toBe(true);
});

test('a stale picture takes no command, by key or by button, and says so', async () => {
  const { sent, link, container } = await desk(view({ status: 'serving', active: active('serving') }));
  await link('stale');
  for (const key of ['F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9']) await press(key);
  const open = [...container.querySelectorAll<HTMLButtonElement>('[aria-label="快捷键一览"] button')].filter((button) => !button.disabled);
  expect(sent).toEqual([]);
  expect(open).toEqual([]);
  expect(container.querySelector('[data-testid=stale-banner]')?.textContent).toContain('画面已停止更新');
  await link('live');
  await press('F2');
  expect(sent).toHaveLength(1);
});

test('a refusal stands on the page in words with its code', async () => {
  const { refuse, container } = await desk(view({ status: 'calling', active: active('called') }));
  refuse({ code: 'miss.tooFewCalls', calls: 1, needed: 3 });
  await press('F6');
  const text = container.querySelector('[data-testid=refusal]')?.textContent ?? '';
  expect(text).toContain('只叫了 1 次');
  expect(text).toContain('miss.tooFewCalls');
});

test('the proof of a call names the time at which a display showed it', async () => {
  const { container, show } = await desk(view({ status: 'calling', active: active('called') }));
  expect(container.querySelector('[data-testid=proof]')?.textContent).toContain('15:58:31');
  const unproven = { ...active('called'), calls: [{ callId: 'k1', at: hubTime, attempt: 1, shownAt: null, speech: null }] };
  await show(view({ status: 'calling', active: unproven }));
  expect(container.querySelector('[data-testid=proof]')?.textContent).toContain('显示屏尚未确认');
});

test('pausing asks for the reason, which is one key more', async () => {
  const { sent, show } = await desk(view({}));
  await press('F8');
  await press('2');
  await show(view({ status: 'paused', pause: { reason: 'meeting', since: hubTime } }));
  await press('F8');
  expect(sent).toEqual([
    { type: 'window.pause', windowId: 'w1', reason: 'meeting' },
    { type: 'window.resume', windowId: 'w1' },
  ]);
});

test('finishing sends the outcome that was chosen', async () => {
  const { sent } = await desk(view({ status: 'serving', active: active('serving') }));
  await press('F7');
  await press('4', { altKey: true, code: 'Digit4' });
  const form = document.querySelector('form');
  await act(async () => form?.requestSubmit());
  expect(sent).toEqual([{ type: 'stop.finish', windowId: 'w1', ticketId: 't1', outcome: 'consulted', count: 1, caseRef: null }]);
});

test('a missed visitor is restored by the key on the row, if that is still possible', async () => {
  const missed = [
    { ticketId: 'm1', stop: 0, number: { prefix: 'A', n: 9 }, queueId: 'q1', at: hubTime, canRestore: false },
    { ticketId: 'm2', stop: 1, number: { prefix: 'A', n: 10 }, queueId: 'q1', at: hubTime, canRestore: true },
  ];
  const { sent, container } = await desk(view({ missed }));
  expect([...container.querySelectorAll('[data-testid=missed-list] li')].map((line) => line.textContent?.includes('须重新取号'))).toEqual([true, false]);
  await press('¡', { altKey: true, code: 'Digit1' });
  await press('™', { altKey: true, code: 'Digit2' });
  expect(sent).toEqual([{ type: 'ticket.restore', ticketId: 'm2', stop: 1 }]);
});

test('in an emergency the desk says so and calls nobody; the visitor at the window can be finished', async () => {
  const { sent, container, show } = await desk(view({ status: 'serving', active: active('serving'), emergency: { kind: 'evacuate', since: 1 } }));
  expect(container.querySelector('[role=alert]')?.textContent).toContain('正在紧急疏散');
  await press('F2');
  await show(view({ status: 'calling', active: active('called'), emergency: { kind: 'evacuate', since: 1 } }));
  for (const key of ['F3', 'F6']) await press(key);
  expect(sent).toEqual([]);
  await press('F4');
  expect(sent).toEqual([{ type: 'stop.start', windowId: 'w1', ticketId: 't1' }]);
});

const step = (status: string, after: number[]) => ({ queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], status, after });

test('a visitor of several windows: every step with its stage and what became of it, the one here marked', async () => {
  const journey = { chain: 'c', here: 1, stops: [{ ...step('done', []), items: [{ itemId: 'i1', count: 4 }] }, step('serving', [0]), step('waiting', [0]), step('blocked', [1, 2])] };
  const { container, show } = await desk(view({ status: 'serving', active: { ...active('serving'), journey } }));
  const steps = [...container.querySelectorAll('[data-testid=journey] li')];
  expect(steps.map((li) => `${li.textContent?.slice(0, 1)} ${li.textContent?.slice(-3)}`)).toEqual(['1 已完成', '2 办理中', '2 等候中', '3 上一步']);
  expect(steps.map((li) => li.textContent?.includes('出生登记\u00a0× 4'))).toEqual([true, false, false, false]);
  expect(steps.map((li) => li.getAttribute('aria-current'))).toEqual([null, 'step', null, null]);
  await show(view({ status: 'serving', active: active('serving') }));
  expect(container.querySelector('[data-testid=journey]')).toBeNull();
});
