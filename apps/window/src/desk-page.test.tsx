import type { ConfigSource, Hub, HubConfig, HubStatus } from '@hallcall/client';
import { GivenHub } from '@hallcall/client/react';
import type { WindowView, WireCommand } from '@hallcall/domain';
import { LanguageProvider } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { DeskPage } from './desk-page.tsx';

const config = {
  version: 1,
  hall: {
    timeZone: 'Asia/Shanghai', windows: [{ id: 'w1', label: '3' }], queues: [{ id: 'q1', name: { zh: '户政', en: 'Registry' } }],
    items: [{ id: 'i1', minutes: 20 }],
    policy: { callsBeforeMissed: 3, callSpacingMs: 5_000, missAfterMs: 10_000, agedAfterMs: 1_800_000 },
  },
  catalogue: { departments: [{ items: [{ id: 'i1', zh: '出生登记', en: 'Birth registration' }] }] },
} as unknown as HubConfig;
const hubTime = 1_800_000_000_000;

type Over = { readonly [K in keyof WindowView]?: unknown };
const view = (over: Over): WindowView =>
  ({
    day: { date: '2026-11-22', status: 'open' }, windowId: 'w1', status: 'idle', clerkId: 'c1', pause: null, emergency: null, active: null,
    queues: [{ queueId: 'q1', waiting: 2, oldestAt: hubTime - 60_000 }], next: [], missed: [], ...over,
  }) as WindowView;
const active = (status: 'called' | 'serving') => ({
  ticketId: 't1', number: { prefix: 'A', n: 12 }, queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], language: 'zh', status,
  issuedAt: hubTime - 600_000, startedAt: status === 'serving' ? hubTime - 60_000 : null, restores: 0, personClass: 'ordinary', needs: [], isUrgent: false,
  calls: [{ callId: 'k1', at: hubTime - 90_000, attempt: 1, shownAt: hubTime - 89_000, speech: { outcome: 'shortened', reason: 'shortForm', at: hubTime - 85_000 } }],
});

/** A hub in memory: the test sets what it shows and reads what was sent. */
function memoryHub(first: WindowView) {
  const listeners = new Set<() => void>();
  const sent: WireCommand[] = [];
  let message = { name: 'window' as const, id: 'w1', epoch: 1, seq: 1, config: 1, build: 'b', view: first };
  let status: HubStatus = { link: 'live', refusal: null, heardAt: hubTime, welcome: null, hasNewBuild: false };
  let answer: Awaited<ReturnType<Hub['send']>> = { kind: 'accepted', events: [] };
  const tell = (): void => listeners.forEach((listener) => listener());
  const hub = {
    status: () => status,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view: () => message,
    now: () => hubTime,
    seen: () => null,
    send: (command: WireCommand) => {
      sent.push(command);
      return Promise.resolve(answer);
    },
    health: () => undefined,
    close: () => undefined,
  } as unknown as Hub;
  return {
    hub,
    sent,
    refuse: (rejection: Extract<typeof answer, { kind: 'rejected' }>['rejection']) => void (answer = { kind: 'rejected', rejection }),
    show: (next: WindowView) => act(async () => ((message = { ...message, view: next }), tell())),
    link: (link: HubStatus['link']) => act(async () => ((status = { ...status, link }), tell())),
  };
}

const opened: (() => Promise<void>)[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function desk(first: WindowView, policy: object = {}) {
  const memory = memoryHub(first);
  const configs: ConfigSource = { fetch: () => Promise.resolve({ ...config, hall: { ...config.hall, policy: { ...config.hall.policy, ...policy } } }) };
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () =>
    root.render(
      <LanguageProvider initial="zh" onChange={null}>
        <GivenHub hub={memory.hub} configs={configs}>
          <DeskPage onSignOut={() => undefined} onRefused={() => undefined} />
        </GivenHub>
      </LanguageProvider>,
    ),
  );
  opened.push(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  return { ...memory, container };
}

const press = (key: string, over: KeyboardEventInit = {}) =>
  act(async () => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over })));

const waiting = { ticketId: 't9', number: { prefix: 'A', n: 19 }, queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], placeAt: hubTime, person: null };
const found = (root: ParentNode, id: string): HTMLElement | null => root.querySelector<HTMLElement>(`[data-testid="${id}"]`);

test('class and needs stand at the visitor who was called', async () => {
  const called = { ...active('called'), personClass: 'elder', needs: ['wheelchair'], isUrgent: true };
  const { container } = await desk(view({ status: 'calling', active: called, next: [{ ...waiting, person: { personClass: 'pregnant', needs: ['sign'] } }] }));
  expect([found(container, 'person-class')?.textContent, found(container, 'person-need')?.textContent]).toEqual(['老年人', '轮椅']);
  expect(found(container, 'next-list')?.textContent).toContain('孕妇手语或书写');
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
  await press('3', { altKey: true, code: 'Digit3' });
  const form = document.querySelector('form');
  await act(async () => form?.requestSubmit());
  expect(sent).toEqual([{ type: 'stop.finish', windowId: 'w1', ticketId: 't1', outcome: 'materialsMissing', count: 1, caseRef: null }]);
});

test('a missed visitor is restored by the key on the row, if that is still possible', async () => {
  const missed = [
    { ticketId: 'm1', number: { prefix: 'A', n: 9 }, queueId: 'q1', at: hubTime, canRestore: false },
    { ticketId: 'm2', number: { prefix: 'A', n: 10 }, queueId: 'q1', at: hubTime, canRestore: true },
  ];
  const { sent } = await desk(view({ missed }));
  await press('¡', { altKey: true, code: 'Digit1' });
  await press('™', { altKey: true, code: 'Digit2' });
  expect(sent).toEqual([{ type: 'ticket.restore', ticketId: 'm2' }]);
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
