import type { SlipView } from '@hallcall/domain';
import { texts } from '@hallcall/text';
import { act } from 'react';
import { expect, test } from 'vitest';
import { active, desk, hubTime, press, view } from './desk-page.test.helper.tsx';

const t = texts('zh').handed.desk;
const submit = () => act(async () => document.querySelector('form')?.requestSubmit());
const tick = (id: string) => act(async () => document.querySelector<HTMLInputElement>(`input[type="checkbox"][value="${id}"]`)?.click());
const ticks = () => [...document.querySelectorAll<HTMLInputElement>('[data-testid="missing"] input[type="checkbox"]')];
const slip = (over: Partial<SlipView>): SlipView => ({ slip: { kind: 'materials', stop: 0 }, ticketId: 't1', number: { prefix: 'A', n: 12 }, at: 1, code: '04817263', job: { copy: 0, outcome: 'printed' }, ...over }) as SlipView;

test('what is missing is ticked, shown as the paper will say it, and sent; with nothing named the dialog stays', async () => {
  const { sent } = await desk(view({ status: 'serving', active: active('serving') }));
  await press('F7');
  await press('3', { altKey: true, code: 'Digit3' });
  await submit();
  expect([sent, document.querySelector('[data-testid=missing-wanting]')?.textContent]).toEqual([[], t.needsOne]);
  await tick('id');
  expect(document.querySelector('[data-testid="missing-preview"]')?.textContent).toContain('□ 身份证 2 份');
  await submit();
  expect(sent).toEqual([
    { type: 'stop.finish', windowId: 'w1', ticketId: 't1', outcome: 'materialsMissing', count: 1, caseRef: null, missing: { materials: ['id'], other: null, note: null } },
  ]);
});

test('by keyboard alone: digits tick and untick what is missing, and are typed where somebody types', async () => {
  const { sent } = await desk(view({ status: 'serving', active: active('serving') }));
  await press('F7');
  await press('2');
  await press('3', { altKey: true, code: 'Digit3' });
  for (const key of ['1', '2', '1', '9']) await press(key);
  const keys = [...document.querySelectorAll('[data-testid="missing"] kbd')].map(({ textContent }) => textContent);
  expect([keys, ticks().map(({ checked }) => checked)]).toEqual([['1', '2'], [false, true]]);
  const field = document.querySelector<HTMLInputElement>('[data-testid="missing"] input:not([type="checkbox"])');
  const typed = new KeyboardEvent('keydown', { key: '1', bubbles: true, cancelable: true });
  await act(async () => void field?.dispatchEvent(typed));
  expect([typed.defaultPrevented, ticks().map(({ checked }) => checked)]).toEqual([false, [false, true]]);
  expect(document.activeElement?.getAttribute('type')).toBe('submit');
  await submit();
  expect(sent).toMatchObject([{ type: 'stop.finish', outcome: 'materialsMissing', missing: { materials: ['id'], other: null, note: null } }]);
});

test('no other outcome asks what is missing', async () => {
  await desk(view({ status: 'serving', active: active('serving') }));
  await press('F7');
  expect(document.querySelector('[data-testid="missing"]')).toBeNull();
});

test('the desk says what became of each paper and what to do, and prints it again', async () => {
  const slips = [slip({}), slip({ ticketId: 't2' as never, job: { copy: 1, outcome: 'failed' } }), slip({ ticketId: 't3' as never, job: { copy: 0, outcome: null } }), slip({ ticketId: 't4' as never, job: null })];
  const { sent, container } = await desk(view({ slips }));
  const rows = [...container.querySelectorAll<HTMLElement>('[data-testid="slips"] li')];
  expect(rows.map((row) => row.dataset['state'])).toEqual(['printed', 'failed', 'queued', 'none']);
  expect(rows.map((row) => [t.action.failed, t.action.none].some((text) => row.textContent.includes(text)))).toEqual([false, true, false, true]);
  expect(rows[3]?.textContent).toContain('0481 7263');
  expect(rows.map((row) => row.querySelector('button')?.disabled)).toEqual([false, false, true, undefined]);
  await act(async () => rows[1]?.querySelector('button')?.click());
  expect(sent).toMatchObject([{ type: 'slip.order', windowId: 'w1', ticketId: 't2', slip: { kind: 'materials', stop: 0 } }]);
});

test('who undoes a finish is told to take the printed notice back, before and after; nobody else is', async () => {
  const undo = { what: 'finish', ticketId: 't1', number: { prefix: 'A', n: 12 }, until: 1e15 } as const;
  const [idle, back] = [{ status: 'idle', active: null } as const, { status: 'serving', active: active('serving'), undo: null } as const];
  const { show, container } = await desk(view({ ...idle, undo, slips: [slip({})] }));
  const said = () => container.querySelector('[data-testid="take-back"]')?.textContent ?? null;
  expect(said()).toBe(t.takeBack.ifUndone);
  await show(view({ ...back, slips: [] }));
  expect(said()).toBe(t.takeBack.undone);
  await show(view({ ...idle, slips: [] }));
  await show(view({ ...back, slips: [] }));
  expect(said()).toBeNull();
  // Nothing is out: it failed, it was only told, it is another visitor's, or another action would be undone.
  for (const [over, what] of [[{ job: { copy: 0, outcome: 'failed' } }, 'finish'], [{ job: null }, 'finish'], [{ ticketId: 't2' }, 'finish'], [{}, 'call']] as const) {
    await show(view({ ...idle, undo: { ...undo, what }, slips: [slip(over as never)] }));
    expect(said()).toBeNull();
    await show(view({ ...back, slips: [] }));
    expect(said()).toBeNull();
  }
});

test('once the finish can be undone no more, nothing is said of the undoing', async () => {
  const undo = { what: 'finish', ticketId: 't1', number: { prefix: 'A', n: 12 } } as const;
  const { show, container } = await desk(view({ undo: { ...undo, until: hubTime + 1 }, slips: [slip({})] }));
  const said = () => container.querySelector('[data-testid="take-back"]')?.textContent ?? null;
  expect(said()).toBe(t.takeBack.ifUndone);
  await show(view({ undo: { ...undo, until: hubTime }, slips: [slip({})] }));
  expect(said()).toBeNull();
});

test('the clerk sees that the visitor came back, what was missing and who asked for it', async () => {
  const cameBack = { windowId: 'w2', date: '2026-11-22', materials: ['form', 'gone'], other: '印章', note: '加盖公章' };
  const { container } = await desk(view({ status: 'calling', active: { ...active('called'), cameBack } }));
  const said = container.querySelector('[data-testid="came-back"]')?.textContent ?? '';
  for (const text of [t.cameBack, t.askedBy({ window: '7号窗口', date: '2026-11-22' }), '申请表', 'gone', '印章', '加盖公章']) expect(said).toContain(text);
});
