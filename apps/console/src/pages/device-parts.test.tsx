import type { WireCommand } from '@hallcall/domain';
import { act } from 'react';
import { expect, test } from 'vitest';
import { openCard } from './card-page.test.helper.tsx';
import { DeviceParts } from './device-parts.tsx';

const [kept, told] = ['0a'.repeat(32), '1b'.repeat(32)];

async function parts(detail: string): Promise<WireCommand[]> {
  const piece = <DeviceParts parts={[{ part: 'root', state: 'fault', code: 'root.differs', since: 0, detail }]} timeZone="Asia/Shanghai" />;
  return (await openCard(piece, { view: {}, config: {} })).sent;
}

const button = (id: string) => document.querySelector<HTMLButtonElement>(`[data-testid="${id}"]`);
const press = (id: string) => act(async () => button(id)?.click());

function type(text: string): Promise<void> {
  const input = document.querySelector('input');
  return act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

test('a root that differs is told by its beginnings, and acknowledged as it is, with a reason', async () => {
  const sent = await parts(`2026-11-04 ${kept} ${told}`);
  expect(document.body.textContent).toContain('2026-11-04: kept here 0a0a0a0a…, told by the hub 1b1b1b1b…');
  await press('root-ask');
  const dialog = document.querySelector('[role=alertdialog]');
  expect([...(dialog?.querySelectorAll('code') ?? [])].map(({ textContent }) => textContent)).toEqual([kept, told].map((root) => root.match(/.{4}/gu)?.join(' ')));
  expect(button('root-acknowledge')?.disabled).toBe(true);
  await type(' restored on Monday ');
  await press('root-acknowledge');
  expect(sent).toEqual([{ type: 'root.acknowledge', date: '2026-11-04', kept, told, reason: 'restored on Monday' }]);
  expect(button('root-acknowledge')).toBe(null);
});

test('what an older agent says has nothing to acknowledge', async () => {
  await parts('2026-11-04');
  expect([document.body.textContent?.includes('2026-11-04'), button('root-ask')]).toEqual([true, null]);
});
