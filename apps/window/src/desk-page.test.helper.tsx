// A desk's page on a hub in memory: the test sets what it shows and reads what was sent.
import type { ConfigSource, Hub, HubConfig, HubHttp, HubStatus } from '@hallcall/client';
import { GivenHub } from '@hallcall/client/react';
import type { WindowView, WireCommand } from '@hallcall/domain';
import { LanguageProvider } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll } from 'vitest';
import { DeskPage } from './desk-page.tsx';

/** Nothing is laid out in these tests. */
class NoResize { observe(): void { /* See above. */ } disconnect(): void { /* See above. */ } }

const config = {
  version: 1,
  hall: {
    timeZone: 'Asia/Shanghai', windows: [['w1', '3'], ['w2', '7'], ['w3', '8']].map(([id, label]) => ({ id, label, queues: [{ queue: id === 'w3' ? 'q2' : 'q1', rank: 1, weight: 1 }] })), departments: [{ id: 'd1', name: { zh: '公安', en: 'Police' } }, { id: 'd2', name: { zh: '社保局', en: 'Social' } }], queues: [{ id: 'q1', name: { zh: '户政', en: 'Registry' } }, { id: 'q2', name: { zh: '税务', en: 'Tax' } }, { id: 'q3', name: { zh: '社保', en: 'Social' } }],
    items: [{ id: 'i1', department: 'd1', queue: 'q1', minutes: 20 }, { id: 'i3', department: 'd2', queue: 'q3', minutes: 20 }],
    payment: { queue: 'q1', payee: { zh: '财政专户', en: 'Fiscal account' }, expiresAfterDays: 15 },
    policy: { callsBeforeMissed: 3, callSpacingMs: 5_000, missAfterMs: 10_000, agedAfterMs: 1_800_000, undoWithinMs: 10_000, returnPassDays: 5 },
  },
  catalogue: {
    materials: { form: { zh: '申请表', en: 'Form', copies: 1 }, id: { zh: '身份证', en: 'Identity card', copies: 2 } },
    departments: [{ items: [{ id: 'i1', materials: ['form', 'id'], zh: '出生登记', en: 'Birth registration', fee: { charge: 'amount', fen: 2_000, payAt: 'bank', text: { zh: '20元/证', en: 'CNY 20 each' } } }, { id: 'i2', materials: [], zh: '咨询', en: 'Advice', fee: { charge: 'none' } }] }],
  },
} as unknown as HubConfig;
export const hubTime = 1_800_000_000_000;

type Over = { readonly [K in keyof WindowView]?: unknown };
export const view = (over: Over): WindowView =>
  ({
    day: { date: '2026-11-22', status: 'open' }, windowId: 'w1', status: 'idle', clerkId: 'c1', pause: null, emergency: null, active: null,
    queues: [{ queueId: 'q1', waiting: 2, oldestAt: hubTime - 60_000, waitMinutes: 15 }], next: [], staffed: ['w1', 'w2'], missed: [], held: [], undo: null, slips: [], ownNotices: [], openNotices: null, ...over,
  }) as WindowView;
export const active = (status: 'called' | 'serving') => ({
  ticketId: 't1', number: { prefix: 'A', n: 12 }, queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], language: 'zh', status,
  journey: { chain: null, here: 0, stops: [{ queueId: 'q1', items: [{ itemId: 'i1', count: 1 }], status, after: [] }] },
  issuedAt: hubTime - 600_000, startedAt: status === 'serving' ? hubTime - 60_000 : null, restores: 0, callsCounting: 1, sender: null, cameBack: null, notices: [], personClass: 'ordinary', needs: [], isUrgent: false,
  calls: [{ callId: 'k1', at: hubTime - 90_000, attempt: 1, shownAt: hubTime - 89_000, speech: { outcome: 'shortened', reason: 'shortForm', at: hubTime - 85_000 } }],
});

/** A hub in memory: the test sets what it shows and reads what was sent. */
function memoryHub(first: WindowView) {
  const listeners = new Set<() => void>();
  const sent: WireCommand[] = [];
  let message = { name: 'window' as const, id: 'w1', epoch: 1, seq: 1, config: 1, build: 'b', view: first };
  const actor = { role: 'clerk', clerkId: 'c1', windowId: 'w1' };
  let status: HubStatus = { link: 'live', refusal: null, heardAt: hubTime, welcome: { actor } as unknown as HubStatus['welcome'], hasNewBuild: false };
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
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, ResizeObserver: NoResize }));
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

export async function desk(first: WindowView, policy: object = {}, http: Partial<HubHttp> = {}, hall: object = {}) {
  const memory = memoryHub(first);
  const configs: ConfigSource = { fetch: () => Promise.resolve({ ...config, hall: { ...config.hall, ...hall, policy: { ...config.hall.policy, ...policy } } }) };
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () =>
    root.render(
      <LanguageProvider initial="zh" onChange={null}>
        <GivenHub hub={memory.hub} configs={configs}>
          <DeskPage http={http as HubHttp} onSignOut={() => undefined} onRefused={() => undefined} />
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

export const press = (key: string, over: KeyboardEventInit = {}) =>
  act(async () => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over })));
