import type { HubConfig } from '@hallcall/client';
import type { ConsoleView, WhyNotMe, WireCommand } from '@hallcall/domain';
import type { Commands, Names } from '@hallcall/ui';
import { act } from 'react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { CallToDialog } from './call-to-dialog.tsx';
import { openPage, type TestPage } from './pages/console-page.test.helper.tsx';

const opened: TestPage[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const window = (id: string, label: string, queue: string) => ({ id, label, queues: [{ queue, priority: 1 }] });
const config = { hall: { windows: [window('w1', '1', 'q1'), window('w2', '2', 'q1'), window('w3', '3', 'q2'), window('w4', '4', 'q1')] } } as unknown as HubConfig;
const ticket = { ticketId: 't9', number: { prefix: 'A', n: 19 }, waits: [{ queueId: 'q1', bound: null, overtaken: 0 }] } as unknown as WhyNotMe;
const statuses = (...all: string[]) => ({ windows: all.map((status, index) => ({ windowId: `w${index + 1}`, status })) }) as unknown as ConsoleView;

async function dialog(view: ConsoleView) {
  const sent: WireCommand[] = [];
  const names = { windowLabel: (id: string) => id.slice(1) } as Names;
  const commands = { send: (command: WireCommand) => void sent.push(command) } as Commands;
  opened.push(await openPage(<CallToDialog ticket={ticket} onClose={() => undefined} />, { http: {}, configs: [], scene: { view, config, names, commands } }));
  return sent;
}

const key = () => document.querySelector<HTMLButtonElement>('[data-testid=call-make]');
const choicesOf = (index: number) => [...(document.querySelectorAll('[role=alertdialog] select')[index]?.querySelectorAll('option') ?? [])].map(({ value }) => value).filter((value) => value !== '');
const choose = (index: number, value: string) =>
  act(async () => {
    const select = document.querySelectorAll<HTMLSelectElement>('[role=alertdialog] select')[index];
    if (!select) throw new Error(`no choice ${index}`);
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, value);
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });

test('a manager calls a number to a free window of its queue, with a reason', async () => {
  const sent = await dialog(statuses('serving', 'idle', 'idle', 'closed'));
  expect([choicesOf(0), key()?.disabled]).toEqual([['w2'], true]);
  await choose(0, 'w2');
  await choose(1, 'other');
  expect(key()?.disabled).toBe(true);
  await choose(1, 'returned');
  await act(async () => key()?.click());
  expect(sent).toEqual([{ type: 'window.callNumber', windowId: 'w2', active: null, ticketId: 't9', reason: 'returned', note: null }]);
});

test('where no window is free the dialog says so and sends nothing', async () => {
  await dialog(statuses('serving', 'paused', 'idle', 'closed'));
  expect([document.querySelector('[data-testid=call-none]')?.textContent, key()?.disabled]).toEqual(['办理这项业务的窗口现在都不空闲。', true]);
});
