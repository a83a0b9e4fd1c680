// The kiosk's pages at an agent in memory: a test says what it tells, presses, and reads what was posted.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { importCatalogueText, indexCatalogue } from '@hallcall/catalogue';
import type { HallcallShell, KioskPageState } from '@hallcall/protocol';
import { act } from 'react';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { Kiosk } from './kiosk.tsx';
import { openAgentLink, type AgentPorts } from './link/agent-link.ts';
import { AgentProvider } from './link/use-agent.tsx';
import { show } from './show.test.helper.tsx';

const chainStops = [{ id: 'a', items: ['D01-01'], after: [] }, { id: 'b', items: ['D02-01'], after: ['a'] }, { id: 'c', items: ['D04-01'], after: ['a'] }];
export const published = sampleDocument();
export const live = {
  build: 'b1', hallId: 'sample', config: 1, pairing: null, emergency: null, hub: { link: 'live', heardAt: 1 }, now: 1_795_000_000_000, isOpen: true, isForBooked: false, nextOpeningAt: null, gates: [],
  printer: { state: 'ok', code: 'ready' }, identity: null, outbox: { facts: 0, aside: 0, jobs: 0 },
  view: { day: { date: '2026-11-22', status: 'open' }, isIssuing: true, isRecovering: false, queues: [{ queueId: 'q-market', waiting: 3, windows: 1, waitMinutes: 25 }] },
} as unknown as KioskPageState;
export const ticket = {
  ticketId: 't', number: { prefix: 'A', n: 12 }, stops: [{ queueId: 'q-market', items: [{ itemId: 'D01-01', count: 1 }], after: [] }], chain: null, day: '2026-11-22', issuedAt: 1, offline: false, ahead: 3, bounds: [{ queueId: 'q-market', count: 4 }], estimates: [{ queueId: 'q-market', minutes: 25 }],
  url: 'http://hall.test/t/sample.t',
};
const opened: (() => Promise<void>)[] = [];

beforeAll(() => {
  class NoResize { observe(): void { /* Nothing is laid out here. */ } disconnect(): void { /* As above. */ } }
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, ResizeObserver: NoResize });
});
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(published)));
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  vi.unstubAllGlobals();
});

function sampleDocument(): string {
  const imported = importCatalogueText(readFileSync(createRequire(import.meta.url).resolve('@hallcall/catalogue/sample'), 'utf8'));
  if (!imported.ok) throw new Error('the sample does not import');
  const { departments } = imported.catalogue;
  const hall = {
    hallId: 'sample', name: { zh: '样例大厅', en: 'Sample hall' }, timeZone: 'Asia/Shanghai', policy: { returnPassDays: 5, perPerson: null }, windows: [{ id: 'w1', label: '3' }],
    items: departments.flatMap(({ id, items }) => items.map((item) => ({ id: item.id, department: id, queue: `q-${id}`, ...(item.id === 'D01-02' ? { identity: 'required' } : {}) }))),
    chains: [{ id: 'open', name: { zh: '开办企业', en: 'Start' }, stops: chainStops }],
    queues: [{ id: 'q-market', name: { zh: '市场', en: 'Market' } }, { id: 'q-tax', name: { zh: '税务', en: 'Tax' } }],
    zones: departments.map(({ zone }) => ({ id: zone, name: { zh: zone, en: zone } })),
  };
  return JSON.stringify({ version: 1, hall, catalogue: { ...imported.catalogue, search: indexCatalogue(imported.catalogue) } });
}

type Stream = Parameters<AgentPorts['openStream']>[0];

export type Answered = { status: number; body: unknown };
export async function open(state: KioskPageState = live, shell: HallcallShell | null = null, passes: (Answered | Promise<Answered>)[] = []) {
  const posts: { path: string; body: { requestId?: string } }[] = [];
  const streams: Stream[] = [];
  const agent = openAgentLink({
    now: () => performance.now(),
    openStream(on) {
      streams.push(on);
      return { close: () => undefined };
    },
    post(path, body) {
      posts.push({ path, body });
      if (path === '/page/pass' || path === '/page/bookings') return Promise.resolve(passes.shift() ?? { status: 503, body: { code: 'pass.needsHub' } });
      return Promise.resolve({ status: 200, body: { ...body, phase: 'asking' } });
    },
  });
  const { container, close } = await show(<AgentProvider agent={agent}><Kiosk shell={shell} /></AgentProvider>);
  // The agent beats, however long a machine under load takes to draw.
  const pulse = setInterval(() => streams[0]?.beat(), 250);
  opened.push(async () => {
    clearInterval(pulse);
    await close();
    agent.close();
  });
  const tell = (next: KioskPageState) => act(async () => streams[0]?.state(JSON.stringify(next)));
  const progress = (next: object) =>
    act(async () => streams[0]?.progress(JSON.stringify({ requestId: posts[0]?.body.requestId, ...next })));
  await tell(state);
  // The configuration is fetched and read in some turns.
  for (let turn = 0; turn < 20; turn += 1) await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
  /** The agent dies: nothing more is heard of it. */
  const fallSilent = async (): Promise<void> => {
    clearInterval(pulse);
    await vi.waitUntil(() => !agent.snapshot().isThere, { timeout: 10_000 });
    await act(async () => undefined);
  };
  return { container, posts, tell, progress, fallSilent };
}

export const all = (root: ParentNode, id: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
export const press = (root: ParentNode, id: string) => act(async () => all(root, id)[0]?.click());

export async function walkTo(container: HTMLElement, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await press(container, id);
    expect(all(container, 'kiosk')).toHaveLength(1);
  }
}

export type Identity = NonNullable<KioskPageState['identity']>;
export const withReader = (reader: Identity['reader'], asked: Identity['asked'] = null): KioskPageState => ({ ...live, identity: { reader, asked } });
export const pathsOf = (posts: readonly { readonly path: string }[]) => posts.map(({ path }) => path);

export async function openIdentity(state = withReader('ready')) {
  const page = await open(state);
  await walkTo(page.container, 'start', 'department-market', 'item-D01-02', 'take');
  const requestId = page.posts[0]?.body.requestId ?? '';
  const say = (status: NonNullable<Identity['asked']>['status']) => page.tell(withReader('ready', { requestId, status }));
  return { ...page, requestId, say };
}

/** Nobody touches the page: it asks, and then it is at home. */
export async function leaveAlone(container: HTMLElement): Promise<void> {
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now');
  const quietUntil = async (ms: number, isShown: () => boolean): Promise<void> => {
    clock.mockImplementation(() => now() + ms);
    while (!isShown()) await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  };
  await quietUntil(46_000, () => all(document, 'idle-stay').length === 1);
  await quietUntil(62_000, () => all(container, 'start').length === 1);
  clock.mockRestore();
}
