import { formatNumber, texts } from '@hallcall/text';
import { act, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LanguageProvider } from './language.tsx';
import { ModesProvider, normalModes } from './modes.tsx';
import { fromAddress } from './mount.tsx';
import { replyMessage } from './reply-message.ts';
import { StaleBanner } from './stale-banner.tsx';
import { LanguageSwitch, ModeSwitch } from './switches.tsx';
import { TicketNumber } from './ticket-number.tsx';

const opened: (() => Promise<void>)[] = [];
beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function render(node: ReactNode): Promise<HTMLElement> {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () => root.render(node));
  opened.push(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  return container;
}
function Broken(): ReactNode {
  throw new TypeError('broken');
}
const press = (element: Element | null | undefined) => act(async () => (element as HTMLElement).click());

test('a form in a dialog is sent by a button that stands below what scrolls', async () => {
  const sent: string[] = [];
  await render(
    <LanguageProvider initial="zh" onChange={null}>
      <Dialog title="form" isOpen onClose={() => undefined} onSubmit={() => void sent.push('sent')} actions={<Button type="submit">send</Button>}>
        <input />
      </Dialog>
    </LanguageProvider>,
  );
  const submit = document.querySelector('[role=dialog] button[type=submit]');
  expect(submit?.closest('.hc-dialog-body')).toBeNull();
  await press(submit);
  await act(async () => document.querySelector<HTMLInputElement>('[role=dialog] .hc-dialog-body input')?.form?.requestSubmit());
  expect(sent).toEqual(['sent', 'sent']);
});

test('a ticket number keeps one shape and does not break', async () => {
  const container = await render(<TicketNumber number={{ prefix: 'A', n: 12 }} />);
  expect(container.textContent).toBe('A\u00a0012');
  expect(container.textContent).toBe(formatNumber('A', 12));
});

test('a button shows its word and its key, and acts once a press', async () => {
  const onPress = vi.fn<() => void>();
  const container = await render(
    <Button hotkey="F2" onPress={onPress}>
      叫下一位
    </Button>,
  );
  expect(container.querySelector('kbd')?.textContent).toBe('F2');
  await press(container.querySelector('button'));
  expect(onPress).toHaveBeenCalledTimes(1);
});

test('a button whose work is under way keeps the focus, says so, and does nothing again', async () => {
  const onPress = vi.fn<() => void>();
  function Asking(): ReactNode {
    const [isPending, setPending] = useState(false);
    return <Button isPending={isPending} type="submit" onPress={() => (onPress(), setPending(true))}>取号</Button>;
  }
  const button = (await render(<Asking />)).querySelector('button');
  button?.focus();
  for (let presses = 0; presses < 3; presses += 1) await press(button);
  expect(onPress).toHaveBeenCalledTimes(1);
  expect([button?.getAttribute('aria-disabled'), button?.type, document.activeElement === button]).toEqual(['true', 'button', true]);
});

test('switching the language renames the page and its words', async () => {
  const onChange = vi.fn<(language: string) => void>();
  const container = await render(
    <LanguageProvider initial="zh" onChange={onChange}>
      <LanguageSwitch />
    </LanguageProvider>,
  );
  expect(document.documentElement.lang).toBe('zh-CN');
  await press(container.querySelector('button'));
  expect(document.documentElement.lang).toBe('en');
  expect(container.textContent).toBe('中文');
  expect(onChange).toHaveBeenCalledWith('en');
});

test('modes stand on the root as data attributes', async () => {
  const container = await render(
    <ModesProvider initial={normalModes} scale="kiosk" onChange={null}>
      <ModeSwitch withReach />
    </ModesProvider>,
  );
  const [elder, contrast, reach] = container.querySelectorAll('button');
  await press(elder);
  await press(contrast);
  await press(reach);
  expect(Object.fromEntries(Object.entries(document.documentElement.dataset))).toEqual({ scale: 'kiosk', size: 'elder', tone: 'contrast', reach: 'low' });
});

test('the stale banner says so only while stale', async () => {
  const at = Date.UTC(2026, 10, 22, 1, 2, 3);
  const quiet = await render(<StaleBanner isStale={false} heardAt={at} timeZone="Asia/Shanghai" />);
  expect(quiet.textContent).toBe('');
  const stale = await render(<StaleBanner isStale heardAt={at} timeZone="Asia/Shanghai" />);
  expect(stale.textContent).toContain('画面已停止更新');
  expect(stale.textContent).toContain('09:02:03');
});

test('a component that throws leaves a sentence, not a white page', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const container = await render(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
  );
  expect(container.textContent).toContain('页面出错了');
  expect(container.textContent).toContain('page.TypeError');
  quiet.mockRestore();
});

test('the address chooses language and modes, and nothing it does not know', () => {
  expect(fromAddress(new URLSearchParams('lang=en&size=elder&tone=dark&reach=low'))).toEqual({
    language: 'en', modes: { size: 'elder', tone: 'dark', reach: 'low' },
  });
  expect(fromAddress(new URLSearchParams('lang=xx&tone=pink'))).toEqual({ language: null, modes: {} });
});

test('every kind of answer has its words', () => {
  const t = texts('en');
  expect(replyMessage(t, { kind: 'accepted', events: [] })).toBeNull();
  expect(replyMessage(t, { kind: 'rejected', rejection: { code: 'recall.tooSoon', waitMs: 4_200 } })).toEqual({
    code: 'recall.tooSoon', message: expect.objectContaining({ action: expect.stringContaining('5') }),
  });
  expect(replyMessage(t, { kind: 'fault', fault: { code: 'bug' } })?.message).toEqual(t.fault.bug);
  expect(replyMessage(t, { kind: 'unanswered', reason: 'expired' })?.code).toBe('hub.expired');
});
