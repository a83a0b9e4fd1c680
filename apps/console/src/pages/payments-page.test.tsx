import type { ConfigSource, Hub, HubConfig, HubHttp, HubStatus } from '@hallcall/client';
import { GivenHub } from '@hallcall/client/react';
import type { ConsoleView } from '@hallcall/domain';
import { LanguageProvider, type Commands, type Names } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { ConsoleContext, type ConsoleScene } from '../console-context.tsx';
import { PaymentsPage } from './payments-page.tsx';

const opened: (() => Promise<void>)[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

const lost = { ok: false, problem: { code: 'hub.unreachable' } } as const;
const none = { ok: true, status: 200, body: { day: null, sums: null, notices: [] } } as const;
const sum = { count: 0, fen: 0 };
const found = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

/** The page at a hub that gives these answers in turn, and then the last of them for ever. */
async function page(first: typeof lost | typeof none, ...later: (typeof lost | typeof none)[]) {
  const replies = [first, ...later];
  let reads = 0;
  let status: HubStatus = { link: 'live', refusal: null, heardAt: 1, welcome: null, hasNewBuild: false };
  const listeners = new Set<() => void>();
  const hub = {
    status: () => status,
    now: () => null,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Hub;
  const days = { ok: true, status: 200, body: { days: [] } };
  const http = { days: () => Promise.resolve(days), payments: () => Promise.resolve(replies[Math.min(reads++, replies.length - 1)]) } as unknown as HubHttp;
  const scene = {
    http, canAct: true, names: {} as Names, commands: {} as Commands,
    view: { payments: { issuedToday: sum, paid: sum, open: sum, voided: sum, expired: sum } } as ConsoleView,
    config: { version: 1, hall: { name: { zh: '大厅', en: 'Hall' }, timeZone: 'Asia/Shanghai', items: [], windows: [], queues: [] }, catalogue: { departments: [] } } as unknown as HubConfig,
  } satisfies ConsoleScene;
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () =>
    root.render(
      <LanguageProvider initial="zh" onChange={null}>
        <GivenHub hub={hub} configs={{} as ConfigSource}>
          <ConsoleContext value={scene}>
            <PaymentsPage />
          </ConsoleContext>
        </GivenHub>
      </LanguageProvider>,
    ),
  );
  opened.push(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  const link = (now: HubStatus['link']) =>
    act(async () => {
      status = { ...status, link: now };
      for (const tell of listeners) tell();
    });
  return { link, reads: () => reads };
}

test('a list that could not be read is read when the hub is back, and once only', async () => {
  const { link, reads } = await page(lost, none);
  expect([found('payments-again') === null, found('payment-sums') === null]).toEqual([false, true]);
  await link('stale');
  expect(reads()).toBe(1);
  await link('live');
  expect([found('payments-again'), found('payment-sums') === null, reads()]).toEqual([null, false, 2]);
});

test('the key reads it again; a list that stands there stays while the hub is away', async () => {
  const { link, reads } = await page(lost, lost, none, lost);
  await act(async () => found('payments-again')?.click());
  expect([found('payment-sums'), reads()]).toEqual([null, 2]);
  await act(async () => found('payments-again')?.click());
  expect([found('payments-again'), found('payment-sums') === null]).toEqual([null, false]);
  await link('connecting');
  await link('live');
  expect([found('payments-again') === null, found('payment-sums') === null, reads()]).toEqual([false, false, 4]);
});
