import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { importCatalogueText, indexCatalogue } from '@hallcall/catalogue';
import type { HallcallShell, KioskPageState } from '@hallcall/protocol';
import { LanguageProvider, ModesProvider, normalModes } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Kiosk } from './kiosk.tsx';
import { openAgentLink, type AgentPorts } from './link/agent-link.ts';
import { AgentProvider } from './link/use-agent.tsx';

const chainStops = [{ id: 'a', items: ['D01-01'], after: [] }, { id: 'b', items: ['D02-01'], after: ['a'] }, { id: 'c', items: ['D04-01'], after: ['a'] }];
const published = sampleDocument();
const live = {
  build: 'b1', hallId: 'sample', config: 1, pairing: null, emergency: null, hub: { link: 'live', heardAt: 1 }, now: 1_795_000_000_000, isOpen: true, isForBooked: false, nextOpeningAt: null, gates: [],
  printer: { state: 'ok', code: 'ready' }, identity: null, outbox: { facts: 0, aside: 0, jobs: 0 },
  view: { day: { date: '2026-11-22', status: 'open' }, isIssuing: true, isRecovering: false, queues: [{ queueId: 'q-market', waiting: 3, windows: 1, waitMinutes: 25 }] },
} as unknown as KioskPageState;
const ticket = {
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

type Answered = { status: number; body: unknown };
async function open(state: KioskPageState = live, shell: HallcallShell | null = null, passes: (Answered | Promise<Answered>)[] = []) {
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
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () => root.render(
    <LanguageProvider initial="zh" onChange={null}>
      <ModesProvider initial={normalModes} scale="kiosk" onChange={null}>
        <AgentProvider agent={agent}><Kiosk shell={shell} /></AgentProvider>
      </ModesProvider>
    </LanguageProvider>,
  ));
  // The agent beats, however long a machine under load takes to draw.
  const pulse = setInterval(() => streams[0]?.beat(), 250);
  opened.push(async () => {
    clearInterval(pulse);
    await act(async () => root.unmount());
    agent.close();
    container.remove();
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

const all = (root: ParentNode, id: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
const press = (root: ParentNode, id: string) => act(async () => all(root, id)[0]?.click());

async function walkTo(container: HTMLElement, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await press(container, id);
    expect(all(container, 'kiosk')).toHaveLength(1);
  }
}

test('from the first page to the number: one step on the screen at a time, one request however often it is tapped', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  expect(all(container, 'ahead')[0]?.textContent).toContain('3');
  const [take] = all(container, 'take');
  await act(async () => {
    take?.click();
    take?.click();
    take?.click();
  });
  expect(posts.map(({ path, body }) => [path, body])).toEqual([['/page/take', expect.objectContaining({ items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh' })]]);
  expect([all(container, 'home').length, all(container, 'back').length]).toEqual([0, 0]);
  await progress({ phase: 'issued', ticket, paper: 'printing', copy: 0 });
  expect(all(container, 'number')[0]?.textContent).toBe('A\u00a0012');
  expect([all(container, 'home').length, all(container, 'done').length]).toEqual([0, 0]);
  await progress({ phase: 'issued', ticket, paper: 'printed', copy: 0 });
  expect(all(container, 'paper')[0]?.textContent).toContain('请取走您的小票');
  await press(container, 'done');
  expect(all(container, 'start')).toHaveLength(1);
});

test('priority and needs go with the number only when they were pressed, and the promise to the others stands beside it', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  await press(container, 'priority');
  for (const id of ['class-pregnant', 'class-elder', 'need-escort', 'need-wheelchair', 'need-escort', 'priority-done']) await press(document, id);
  expect(all(container, 'priority-chosen')[0]?.textContent).toBe('老年人 · 轮椅');
  await press(container, 'take');
  expect(posts[0]?.body).toMatchObject({ personClass: 'elder', needs: ['wheelchair'] });
  await progress({ phase: 'issued', ticket, paper: 'printed', copy: 0 });
  expect(all(container, 'ticket-bound')[0]?.textContent).toBe('最多会有 4 位优先办理的人先于您');
  const plain = await open();
  await walkTo(plain.container, 'start', 'department-market', 'item-D01-01');
  await press(plain.container, 'priority');
  for (const id of ['class-elder', 'class-elder', 'priority-done']) await press(document, id);
  await press(plain.container, 'take');
  expect(Object.keys(plain.posts[0]?.body ?? {}).toSorted()).toEqual(['chain', 'items', 'language', 'requestId']);
});

test.each([
  ['failed', '小票没有打印出来', true], ['unknown', '不能确定小票是否打印出来', true], ['shown', '您已记下号码', true],
  ['sent', '小票已送往打印机', false], ['printed', '小票已打印', false],
] as const)('paper %s is said in words; without certain paper the number can be taken along by phone', async (paper, words, hasCode) => {
  const { container, progress, posts } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'issued', ticket, paper, copy: 0 });
  expect(all(container, 'paper')[0]?.textContent).toContain(words);
  expect(all(container, 'qr').map((code) => code.dataset['url'])).toEqual(hasCode ? [ticket.url] : []);
  await press(container, 'noted');
  expect(posts.slice(1).map(({ path }) => path)).toEqual(paper === 'failed' || paper === 'unknown' ? ['/page/note'] : []);
});

test.each([
  ['numbers.exhausted', '今日号码已用完'], ['day.closed', '现在不在受理时间'], ['kiosk.interrupted', '请重新取号'], ['command.notPermitted', '暂时不能取号'],
])('a refusal %s says what to do and keeps its code small for staff', async (code, words) => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code } });
  expect(all(container, 'refused')[0]?.textContent).toContain(words);
  expect(all(container, 'refused')[0]?.textContent).toContain(code);
});

test('a return pass that has expired says until when it was good', async () => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code: 'pass.expired', validUntil: '2026-11-20' as never } });
  for (const words of ['这个回访码已过期', '2026-11-20', '请取普通号']) expect(all(container, 'refused')[0]?.textContent).toContain(words);
});

test('an agent that dies is said to the visitor who waits for a number; a number already given stays', async () => {
  const { container, progress, fallSilent } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await act(fallSilent);
  expect(container.textContent).toContain('agent.unreachable');
  await progress({ phase: 'issued', ticket, paper: 'printed', copy: 0 });
  expect(all(container, 'number')[0]?.textContent).toBe('A\u00a0012');
});

test.each([
  [{ waiting: 3, waitMinutes: 25 }, '前面 3 人约 25 分钟', '现在取号，前面还有 3 人预计等候约 25 分钟', 'some'],
  [{ waiting: 0, waitMinutes: 4 }, '前面没有人约 4 分钟', '前面没有人预计等候约 4 分钟', 'some'],
  [{ waiting: 0, waitMinutes: 0 }, '无需等候', '无需等候', 'free'],
  [{ waiting: 0, waitMinutes: null }, '现在没有窗口办理', '现在没有窗口办理', 'closed'],
  [{ waiting: 3, waitMinutes: null }, '前面 3 人现在没有窗口办理', '前面 3 人现在没有窗口办理', 'closed'],
])('before a choice it is said how many wait and how long, or that no window is open: %j', async (known, onTile, onItem, state) => {
  // Only what the pages read of the view.
  const view = { ...live.view, queues: [{ queueId: 'q-market', windows: 1, ...known }] } as unknown as NonNullable<KioskPageState['view']>;
  const { container } = await open({ ...live, view });
  await walkTo(container, 'start');
  const [facts] = all(all(container, 'department-market')[0] ?? container, 'waiting-facts');
  expect([facts?.textContent, facts?.dataset['state']]).toEqual([onTile, state]);
  await walkTo(container, 'department-market', 'item-D01-01');
  expect([all(container, 'ahead')[0]?.textContent, all(container, 'ahead')[0]?.dataset['state']]).toEqual([onItem, state]);
});

test('the number comes with the estimate, one a queue where there are several, and none where nothing was said', async () => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  const told = async (more: object) => {
    await progress({ phase: 'issued', ticket: { ...ticket, ...more }, paper: 'printing', copy: 0 });
    return all(container, 'ticket-estimate').map((line) => line.textContent);
  };
  expect(await told({})).toEqual(['预计等候约 25 分钟']);
  expect(await told({ estimates: [{ queueId: 'q-market', minutes: 0 }, { queueId: 'q-tax', minutes: 60 }] })).toEqual(['市场: 预计等候不到 1 分钟', '税务: 预计等候约 1 小时']);
  expect(await told({ estimates: [] })).toEqual([]);
});

test('an offline ticket is called one', async () => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'issued', ticket: { ...ticket, offline: true, ahead: null, estimates: [] }, paper: 'printed', copy: 0 });
  expect(all(container, 'offline')[0]?.textContent).toContain('离线票');
  expect(all(container, 'ticket-ahead')).toEqual([]);
});

test('a silent hub and a printer without paper are said before a choice, and no count is claimed', async () => {
  const { container, tell } = await open();
  expect([all(container, 'notice-stale').length, all(container, 'notice-paper').length, all(container, 'waiting-all').length]).toEqual([0, 0, 1]);
  await tell({ ...live, hub: { link: 'stale', heardAt: 1 }, printer: { state: 'fault', code: 'paperEnd' } });
  expect([all(container, 'notice-stale').length, all(container, 'notice-paper').length, all(container, 'waiting-all').length]).toEqual([1, 1, 0]);
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  expect([all(container, 'notice-stale').length, all(container, 'notice-paper').length, all(container, 'ahead').length]).toEqual([1, 1, 0]);
});

test.each([
  ['closed', { isOpen: false, now: Date.UTC(2026, 10, 22, 8), nextOpeningAt: Date.UTC(2026, 10, 23, 1) }, '下次开始取号：明天 09:00'],
  ['closed over the weekend', { isOpen: false, now: Date.UTC(2026, 10, 20, 10), nextOpeningAt: Date.UTC(2026, 10, 23, 1) }, '下次开始取号：周一 09:00'],
  ['unsure of the date', { isOpen: false, nextOpeningAt: Date.UTC(2026, 10, 23, 1), view: { ...live.view, isIssuing: false, isClockDoubted: true } as KioskPageState['view'] }, '大厅的日期还不能确定'],
  ['unpaired', { pairing: { code: '402817' }, config: null }, '402817'],
  ['revoked', { hub: { link: 'refused', heardAt: null } }, 'device.revoked'],
] as const)('a kiosk that is %s offers no number and says why', async (_, change, words) => {
  const { container } = await open({ ...live, ...change });
  expect([container.textContent?.includes(words), all(container, 'start').length]).toEqual([true, 0]);
});

const lunch = { isOpen: false, isForBooked: true, now: Date.UTC(2026, 10, 22, 4), nextOpeningAt: Date.UTC(2026, 10, 22, 6) };
const bookedNow = { items: [{ itemId: 'D01-01', count: 1 }], booking: { date: '2026-11-22', from: Date.UTC(2026, 10, 22, 3), to: Date.UTC(2026, 10, 22, 4), queueId: 'q-market' } };

test('in a break whoever has booked for now gets the number, and nobody else', async () => {
  const { container, tell, posts } = await open({ ...live, ...lunch }, null, [{ status: 404, body: { code: 'booking.unknown' } }, { status: 200, body: bookedNow }]);
  expect([all(container, 'next-opening').length, all(container, 'for-booked').length, all(container, 'start').length]).toEqual([1, 1, 0]);
  await walkTo(container, 'pass', ...'00000000'.split('').map((digit) => `digit-${digit}`), 'find-pass');
  expect([all(container, 'no-pass').length, all(container, 'ordinary').length]).toEqual([1, 0]);
  await walkTo(container, 'pass-again', ...'57618945'.split('').map((digit) => `digit-${digit}`), 'find-pass', 'take');
  expect(posts.at(-1)).toMatchObject({ path: '/page/take', body: { booking: '57618945' } });
  await tell({ ...live, ...lunch, isForBooked: false });
  expect(all(container, 'next-opening').length).toBe(0);
});

test('a break in which nobody is expected offers no way in, also to whoever stands at the code', async () => {
  const { container, tell } = await open({ ...live, ...lunch });
  await walkTo(container, 'pass');
  expect(all(container, 'pass-code').length).toBe(1);
  await tell({ ...live, ...lunch, isForBooked: false });
  expect([all(container, 'pass-code').length, all(container, 'next-opening').length, all(container, 'for-booked').length]).toEqual([0, 1, 0]);
});

const at17 = Date.UTC(2026, 10, 22, 9);
const gated = (...gates: object[]) => ({ ...live, now: Date.UTC(2026, 10, 22, 8), gates: gates.map((gate) => ({ queueId: 'q-market', gate })) }) as unknown as KioskPageState;
const shownAt = (container: HTMLElement, id: string) => all(container, id)[0]?.textContent ?? null;
const isOff = (container: HTMLElement) => (all(container, 'take')[0] as HTMLButtonElement).disabled;

test('a queue outside its hours says so on department and item with its next opening, and takes nobody', async () => {
  const { container, tell } = await open(gated({ kind: 'closed', opensAt: Date.UTC(2026, 10, 24, 1) }));
  await walkTo(container, 'start');
  expect(shownAt(container, 'gate-facts')).toBe('现在不取号周二 09:00 开始取号');
  await walkTo(container, 'department-market');
  expect(shownAt(container, 'gate-facts')).toBe('现在不取号周二 09:00 开始取号');
  await walkTo(container, 'item-D01-01');
  expect([shownAt(container, 'gate-note'), isOff(container), shownAt(container, 'ahead')]).toEqual(['这里现在不取号，周二 09:00 开始取号。', true, null]);
  await tell(gated({ kind: 'closed', opensAt: null }));
  expect([shownAt(container, 'gate-note'), isOff(container)]).toEqual(['这里现在不取号，请到导办台询问。', true]);
  await tell(gated());
  expect([shownAt(container, 'gate-note'), isOff(container)]).toEqual([null, false]);
});

test('who may not be served today is told so before choosing and may take a number; where the hall stops, not', async () => {
  const { container, tell } = await open(gated({ kind: 'late', closesAt: at17, isRefused: false }));
  await walkTo(container, 'start');
  expect(shownAt(container, 'gate-facts')).toBe('今日可能办不完今日受理到 17:00');
  await walkTo(container, 'department-market', 'item-D01-01');
  expect([shownAt(container, 'gate-note')?.includes('受理到 17:00'), isOff(container)]).toEqual([true, false]);
  await tell(gated({ kind: 'late', closesAt: at17, isRefused: true }));
  expect([shownAt(container, 'gate-note'), isOff(container)]).toEqual(['今日已排满：受理到 17:00，等候加办理的时间已经不够，请改日再来。', true]);
});

test.each([
  ['queue.closed', Date.UTC(2026, 10, 23, 1), '明天 09:00 开始取号'], ['queue.tooLate', at17, '今日受理到 17:00'], ['queue.closed', null, null],
])('a number refused as %s (%s) says when', async (code, at, words) => {
  const { container, progress } = await open(gated());
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code, at } });
  expect([all(container, 'refused')[0]?.dataset['code'], shownAt(container, 'times')]).toEqual([code, words]);
});

test('going home forgets the person: language, large text, steps', async () => {
  const { container } = await open();
  await walkTo(container, 'start', 'elder');
  await act(async () => [...container.querySelectorAll('button')].find(({ textContent }) => textContent === 'English')?.click());
  expect([document.documentElement.lang, document.documentElement.dataset['size']]).toEqual(['en', 'elder']);
  await press(container, 'home');
  expect([document.documentElement.lang, document.documentElement.dataset['size'], all(container, 'start').length]).toEqual(['zh-CN', 'normal', 1]);
});

test('the search finds an item by the initials typed on the screen', async () => {
  const { container } = await open();
  await walkTo(container, 'search');
  const key = (letter: string) => act(async () => {
    const button = container.querySelector(`[data-skbtn="${letter}"]`);
    for (const kind of ['pointerdown', 'pointerup', 'click']) button?.dispatchEvent(new PointerEvent(kind, { bubbles: true }));
  });
  for (const letter of 'bdcdj') await key(letter);
  expect(container.querySelector('input')?.value).toBe('bdcdj');
  expect(container.querySelector('[data-testid^="item-"]')?.textContent).toContain('不动产');
});

test('the shell is told when the screen may rest: outside the opening hours only', async () => {
  const asked: boolean[] = [];
  const { tell } = await open(live, { beat: () => undefined, exit: async () => false, keepScreenOn: (isOn) => void asked.push(isOn) });
  expect(new Set(asked.splice(0))).toEqual(new Set([true]));
  await tell({ ...live, isOpen: false });
  await tell({ ...live, isOpen: true });
  expect(asked).toEqual([false, true]);
});

test('in an emergency nothing but the way out is on the screen; afterwards it begins at home', async () => {
  const { container, tell } = await open();
  await walkTo(container, 'start', 'department-market');
  const emergency = { kind: 'evacuate', since: 1 };
  for (const link of ['live', 'stale']) {
    await tell({ ...live, hub: { link, heardAt: 1 }, emergency } as KioskPageState);
    expect(all(container, 'emergency')[0]?.textContent).toContain('请立即疏散');
    expect(all(container, 'kiosk')).toHaveLength(0);
  }
  await tell(live);
  expect([all(container, 'emergency').length, all(container, 'start').length]).toEqual([0, 1]);
});

test('a life event: its steps by stage, what is not wanted is left out, and the whole way stands under the number', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'start');
  await press(container, 'home');
  await walkTo(container, 'chains', 'chain-open');
  expect([1, 2].map((stage) => all(container, `stage-${stage}`)[0]?.querySelectorAll('button').length)).toEqual([1, 2]);
  await press(container, 'want-D02-01');
  await press(container, 'take');
  const items = [{ itemId: 'D01-01', count: 1 }, { itemId: 'D04-01', count: 1 }];
  expect(posts.map(({ body }) => body)).toEqual([expect.objectContaining({ items, chain: 'open' })]);
  const stops = items.map((item, index) => ({ queueId: `q${index}`, items: [item], after: index === 0 ? [] : [0] }));
  await progress({ phase: 'issued', ticket: { ...ticket, stops, chain: 'open' }, paper: 'printed', copy: 0 });
  expect([...(all(container, 'route')[0]?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent?.slice(0, 1))).toEqual(['1', '2']);
});

const typeCode = async (container: HTMLElement, code: string): Promise<void> => {
  for (const digit of code) await press(container, `digit-${digit}`);
  await press(container, 'find-pass');
};

test('with a return code the item need not be chosen: what was missing is shown, then the number is taken with the code', async () => {
  const pass = { items: [{ itemId: 'D01-01', count: 1 }], windowId: 'w1', date: '2026-11-21', materials: ['form'], other: '印章', note: null, validUntil: '2026-11-27' };
  const { container, posts } = await open(live, null, [{ status: 200, body: pass }]);
  await press(container, 'pass');
  for (const digit of '048172635') await press(container, `digit-${digit}`);
  await press(container, 'digit-delete');
  expect(container.querySelector<HTMLButtonElement>('[data-testid="find-pass"]')?.disabled).toBe(true);
  await press(container, 'digit-3');
  await press(container, 'find-pass');
  const said = all(container, 'found-pass')[0]?.textContent ?? '';
  for (const text of ['内资企业设立登记', '申请表', '印章', '3号窗口', '2026-11-27']) expect(said).toContain(text);
  await press(container, 'take');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/pass', { code: '04817263' }],
    ['/page/take', expect.objectContaining({ items: [{ itemId: 'D01-01', count: 1 }], chain: null, pass: '04817263' })],
  ]);
});

test('a hall that takes bookings reads both kinds of codes on one page, and checks a booking in', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(published.replace('"policy":', '"bookings":{},"policy":'))));
  const from = Date.UTC(2026, 10, 22, 1, 30);
  const booked = { items: [{ itemId: 'D01-01', count: 1 }], booking: { date: '2026-11-22', from, to: from + 600_000, queueId: 'q-market' } };
  const { container, posts } = await open(live, null, [{ status: 200, body: booked }]);
  expect(all(container, 'pass')[0]?.textContent).toBe('有凭码（预约、补件）');
  await press(container, 'pass');
  expect(container.textContent).toContain('预约凭条或一次性告知单');
  await typeCode(container, '04817263');
  const said = all(container, 'found-booking')[0]?.textContent ?? '';
  for (const text of ['内资企业设立登记', '09:30–09:40']) expect(said).toContain(text);
  await press(container, 'take');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/pass', { code: '04817263' }],
    ['/page/take', { requestId: expect.any(String), items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh', booking: '04817263' }],
  ]);
});

test.each([
  [{ code: 'pass.unknown' }, '没有这个凭码'], [{ code: 'pass.used' }, '已经取过号'], [{ code: 'pass.expired', validUntil: '2026-11-20' }, '2026-11-20'], [{ code: 'pass.voided' }, '作废'],
  [{ code: 'pass.tooMany', waitMs: 39_500 }, '40 秒'], [{ code: 'pass.needsHub' }, '现在查不到凭码'], [{ code: 'kiosk.notReady' }, '现在查不到凭码'],
  [{ code: 'booking.tooEarly', from: '09:15', time: '09:30–09:40' }, '09:15'], [{ code: 'booking.tooLate', time: '09:30–09:40' }, '时段已过'],
  [{ code: 'booking.otherDay', date: '2026-11-24', time: '09:30–09:40' }, '2026-11-24'], [{ code: 'booking.used' }, '已经取过号'], [{ code: 'booking.cancelled' }, '已经取消'],
])('a code that cannot be used is explained, and an ordinary number offered: %o', async (body, words) => {
  const { container } = await open(live, null, [{ status: 404, body }]);
  await press(container, 'pass');
  await typeCode(container, '00000000');
  expect(all(container, 'no-pass')[0]?.textContent).toContain(words);
  await press(container, 'pass-again');
  await typeCode(container, '00000001');
  await press(container, 'ordinary');
  expect(all(container, 'department-market')).toHaveLength(1);
});

test('a hall that gives no passes does not offer them', async () => {
  const none = published.replace('"returnPassDays":5', '"returnPassDays":0');
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(none)));
  const { container } = await open();
  expect([all(container, 'pass'), all(container, 'start').length]).toEqual([[], 1]);
});

type Identity = NonNullable<KioskPageState['identity']>;
const withReader = (reader: Identity['reader'], asked: Identity['asked'] = null): KioskPageState => ({ ...live, identity: { reader, asked } });
const pathsOf = (posts: readonly { readonly path: string }[]) => posts.map(({ path }) => path);

async function openIdentity(state = withReader('ready')) {
  const page = await open(state);
  await walkTo(page.container, 'start', 'department-market', 'item-D01-02', 'take');
  const requestId = page.posts[0]?.body.requestId ?? '';
  const say = (status: NonNullable<Identity['asked']>['status']) => page.tell(withReader('ready', { requestId, status }));
  return { ...page, requestId, say };
}

test('an item that asks who comes asks for a card; what is read takes the number, and no digit has come to the page', async () => {
  const { container, posts, requestId, say } = await openIdentity();
  expect([pathsOf(posts), all(container, 'identity').length]).toEqual([['/page/identity'], 1]);
  expect(container.textContent).toContain('请将身份证放在读卡区');
  await say('waiting');
  await say('unreadable');
  expect(all(container, 'card-said')[0]?.textContent).toContain('请拿起身份证，再平放一次');
  expect(pathsOf(posts)).toEqual(['/page/identity']);
  await say('read');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/identity', { requestId, isWanted: true }], ['/page/take', expect.objectContaining({ requestId, items: [{ itemId: 'D01-02', count: 1 }] })], ['/page/identity', { requestId, isWanted: false }],
  ]);
});

test('without a card the guide desk is the way, and going back asks for none any more', async () => {
  const { container, posts, requestId } = await openIdentity();
  expect(all(container, 'skip-card')).toHaveLength(0);
  await press(container, 'to-desk');
  expect(all(container, 'go-to-desk')[0]?.textContent).toContain('请到导办台取号');
  await press(container, 'back');
  expect([all(container, 'take').length, posts.at(-1)?.body]).toEqual([1, { requestId, isWanted: false }]);
});

test('a reader that is away is said at once, also where there is none', async () => {
  for (const state of [withReader('away'), live]) {
    const { container } = await openIdentity(state);
    expect(all(container, 'go-to-desk').map(({ dataset }) => dataset['code'])).toEqual(['reader.away']);
  }
});

test('a card that cannot be checked is said, and an agent that forgot the question is asked again', async () => {
  const { container, posts, say, tell } = await openIdentity();
  await say('notChecked');
  expect(all(container, 'card-said')[0]?.textContent).toContain('现在无法核对');
  await tell(withReader('ready'));
  expect(posts.map(({ body }) => (body as { isWanted?: boolean }).isWanted)).toEqual([true, true]);
});

test('without the hub nobody is asked, and a hub that goes in between takes the number as it is', async () => {
  const away: KioskPageState = { ...withReader('ready'), hub: { link: 'stale', heardAt: 1 } };
  const offline = await open(away);
  await walkTo(offline.container, 'start', 'department-market', 'item-D01-02', 'take');
  expect(pathsOf(offline.posts)).toEqual(['/page/take']);
  const { posts, tell } = await openIdentity();
  await tell(away);
  expect(pathsOf(posts)).toContain('/page/take');
});

const booked = (hour: number, itemId = 'D01-01') => {
  const from = Date.UTC(2026, 10, 22, hour - 8, 30);
  const items = [{ itemId, count: 1 }];
  return { code: `000000${hour}`, items, found: { items, booking: { date: '2026-11-22', from, to: from + 600_000, queueId: 'q-market' } } };
};
const tooEarly = { code: '00000014', items: booked(14).items, found: { code: 'booking.tooEarly', from: '14:15', time: '14:30–14:40' } };

/** The code page of a hall that takes bookings, then the card; `lay` is a card that was read. */
async function openBookingCard({ answers = [] as (Answered | Promise<Answered>)[], state = withReader('ready'), change = '' } = {}) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(published.replace('"policy":', `"bookings":{},"policy":`).replace('"perPerson":null', change || '"perPerson":null'))));
  const page = await open(state, null, answers);
  await walkTo(page.container, 'pass', 'booking-card');
  const idOf = () => page.posts.findLast(({ path }) => path === '/page/identity')?.body.requestId ?? '';
  const say = (status: NonNullable<Identity['asked']>['status']) => page.tell(withReader('ready', { requestId: idOf(), status }));
  return { ...page, idOf, say, shows: (id: string) => all(page.container, id)[0]?.textContent ?? null };
}
const took = { status: 200, body: { bookings: [booked(9)] } };

test('a card finds the booking instead of the code, and the number is taken as with the code', async () => {
  const { container, posts, say, shows, idOf } = await openBookingCard({ answers: [took] });
  expect(shows('booking-card-asking')).toContain('只用来查今天的预约');
  await say('unreadable');
  expect(shows('card-said')).toContain('请拿起身份证，再平放一次');
  await say('notChecked');
  expect(shows('card-said')).toContain('现在查不到预约');
  await say('read');
  for (const text of ['内资企业设立登记', '09:30–09:40']) expect(shows('found-booking')).toContain(text);
  await press(container, 'take');
  const requestId = idOf();
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/identity', { requestId, isWanted: true, isForBooking: true }], ['/page/bookings', { requestId }], ['/page/identity', { requestId, isWanted: false }],
    ['/page/take', { requestId, items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh', booking: '0000009' }],
  ]);
});

test('where the hall limits persons, the card that found the booking counts, and one that is forgotten is asked for again', async () => {
  const change = '"perPerson":{"liveTickets":1}';
  const first = await openBookingCard({ answers: [took], change });
  await first.say('read');
  await press(first.container, 'take');
  expect(pathsOf(first.posts)).toContain('/page/take');
  const second = await openBookingCard({ answers: [took], change });
  await second.say('read');
  await second.tell(withReader('ready'));
  await press(second.container, 'take');
  expect([pathsOf(second.posts).includes('/page/take'), all(second.container, 'identity').length]).toEqual([false, 1]);
});

test('of several bookings one is chosen; one that is too early says from when, and leads back to the others', async () => {
  const { container, posts, say } = await openBookingCard({ answers: [{ status: 200, body: { bookings: [booked(9), tooEarly, booked(10, 'D04-01')] } }] });
  await say('read');
  const tiles = all(container, 'booking');
  expect(tiles.map(({ textContent }) => /09:30|14:30|10:30/.exec(textContent ?? '')?.[0])).toEqual(['09:30', '14:30', '10:30']);
  expect(tiles[1]?.textContent).toContain('来早了');
  await act(async () => tiles[1]?.click());
  expect(all(container, 'no-pass')[0]?.textContent).toContain('14:15');
  await press(container, 'pass-again');
  await act(async () => all(container, 'booking')[2]?.click());
  await press(container, 'back');
  await act(async () => all(container, 'booking')[2]?.click());
  await press(container, 'take');
  expect(posts.at(-1)?.body).toMatchObject({ booking: '00000010', items: [{ itemId: 'D04-01', count: 1 }] });
});

test.each([
  ['booking.noneToday', '没有登记身份证号', { status: 200, body: { bookings: [] } }, ['to-code', 'card-again', 'ordinary']],
  ['booking.cardAgain', '请再刷一次', { status: 404, body: { code: 'booking.cardAgain' } }, ['to-code', 'card-again']],
  ['pass.needsHub', '暂时与大厅失去联系', { status: 503, body: { code: 'pass.needsHub' } }, ['card-again', 'ordinary']],
])('no booking, %s: why, and the other ways', async (code, words, answer, ways) => {
  const { container, posts, say, shows, idOf } = await openBookingCard({ answers: [answer] });
  await say('read');
  expect([all(container, 'no-booking')[0]?.dataset['code'], ['to-code', 'card-again', 'ordinary'].filter((way) => all(container, way).length === 1)]).toEqual([code, ways]);
  expect([shows('no-booking')?.includes(words), shows('no-booking')?.includes('导办台')]).toEqual([true, true]);
  const before = idOf();
  await press(container, 'card-again');
  // A new question, although the agent still tells of the card before.
  expect([idOf() === before, posts.at(-1)?.body, shows('booking-card-asking') === null]).toEqual([false, { requestId: idOf(), isWanted: true, isForBooking: true }, false]);
  await press(container, 'to-code');
  expect(all(container, 'find-pass')).toHaveLength(1);
});

test('a hub or a reader that is away is told before a card is laid on; a kiosk without a reader, and a hall without bookings, do not offer it', async () => {
  const hubAway = await openBookingCard({ state: { ...withReader('ready'), hub: { link: 'stale', heardAt: 1 } } });
  const readerAway = await openBookingCard({ state: withReader('away') });
  expect([hubAway, readerAway].map(({ container }) => all(container, 'no-booking')[0]?.dataset['code'])).toEqual(['pass.needsHub', 'reader.away']);
  await press(readerAway.container, 'to-code');
  expect(all(readerAway.container, 'find-pass')).toHaveLength(1);
  const noReader = await open();
  await press(noReader.container, 'pass');
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(published)));
  const noBookings = await open(withReader('ready'));
  await press(noBookings.container, 'pass');
  expect([noReader, noBookings].map(({ container }) => [all(container, 'find-pass').length, all(container, 'booking-card').length])).toEqual([[1, 0], [1, 0]]);
});

test('who leaves while the hub is asked leaves nothing on the screen', async () => {
  const late = Promise.withResolvers<Answered>();
  const { container, posts, say } = await openBookingCard({ answers: [late.promise] });
  await say('read');
  expect(pathsOf(posts)).toContain('/page/bookings');
  await press(container, 'home');
  await act(async () => late.resolve(took));
  expect([all(container, 'start').length, all(container, 'found-booking').length]).toEqual([1, 0]);
});

/** Nobody touches the page: it asks, and then it is at home. */
async function leaveAlone(container: HTMLElement): Promise<void> {
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

test('who is sent to the guide desk instead of a card leaves no page behind', async () => {
  const { container } = await openIdentity();
  await press(container, 'to-desk');
  await leaveAlone(container);
  expect(all(container, 'go-to-desk')).toEqual([]);
});

test('a booking that was found leaves the screen when nobody touches it', async () => {
  const { container, say } = await openBookingCard({ answers: [took] });
  await say('read');
  expect(all(container, 'found-booking')).toHaveLength(1);
  await leaveAlone(container);
  expect([all(container, 'start').length, all(container, 'found-booking').length]).toEqual([1, 0]);
});

test('other items ask nobody', async () => {
  const { container, posts } = await open(withReader('ready'));
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  expect(pathsOf(posts)).toEqual(['/page/take']);
});

test.each([
  [{ code: 'person.itemAgain', held: { prefix: 'A', n: 12 } }, '这个事项您已取过 A\u00a0012 号'],
  [{ code: 'person.tooMany', held: { prefix: 'A', n: 12 }, most: 2 }, '一人同时最多 2 个号'],
  [{ code: 'person.required' }, '请到导办台取号'],
])('what a person may not have is said with the number held: %j', async (refusal, words) => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal });
  expect(all(container, 'refused')[0]?.textContent).toContain(words);
});

const noon = Date.parse('2026-11-22T12:00:00+08:00');
const slotFull = { per: 'slot', nextFree: { from: noon, to: noon + 1_800_000 } };

test('what gives no number is greyed and says why before it is chosen, and when it does again; it can still be read', async () => {
  const view = { ...live.view, full: [{ scope: 'department', id: 'tax', per: 'day', nextFree: null }, { scope: 'item', id: 'D01-01', ...slotFull }] };
  const { container, posts, tell } = await open({ ...live, view } as unknown as KioskPageState);
  await walkTo(container, 'start');
  expect(all(container, 'department-tax')[0]?.textContent).toContain('今日号源已满');
  await walkTo(container, 'department-market');
  expect([all(container, 'item-D01-01')[0]?.textContent?.includes('本时段已满下一个时段 12:00'), all(container, 'full').length]).toEqual([true, 1]);
  await walkTo(container, 'item-D01-01', 'take');
  expect([all(container, 'full-notice')[0]?.textContent, all(container, 'ahead').length, posts.length]).toEqual(['本时段已满下一个时段 12:00', 0, 0]);
  expect(all(container, 'field-materials')).toHaveLength(1);
  // Cut off from the hub nobody counts: the kiosk gives its own numbers.
  await tell({ ...live, view, hub: { link: 'stale', heardAt: null } } as unknown as KioskPageState);
  expect(all(container, 'full-notice')).toHaveLength(0);
  await press(container, 'take');
  expect(posts.map(({ path }) => path)).toEqual(['/page/take']);
});

test.each([
  [{ scope: 'item', id: 'D01-01', ...slotFull }, ['本时段号源已满', '12:00']], [{ scope: 'item', id: 'D01-01', per: 'slot', nextFree: null }, ['本时段号源已满', '改日再来']],
  [{ scope: 'department', id: 'market', per: 'day', nextFree: null }, ['今日号源已满', '改日再来']],
])('a number refused because %o says when to come', async (full, words) => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code: 'quota.full', full } });
  for (const word of words) expect(all(container, 'refused')[0]?.textContent).toContain(word);
});

test('a search that finds nothing is told once somebody has stopped typing, one that finds something never', async () => {
  const { container, posts } = await open();
  await walkTo(container, 'search');
  const type = (text: string) => act(async () => {
    const field = container.querySelector('input');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  for (const text of ['q', 'qqq', 'qqqqq']) await type(text);
  await act(async () => vi.waitUntil(() => posts.length > 0, { timeout: 10_000 }));
  await type('yyzz');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([['/page/searched', { typed: 'qqqqq' }]]);
});
