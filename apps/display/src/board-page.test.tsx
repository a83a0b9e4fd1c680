import type * as ClientReact from '@hallcall/client/react';
import type * as AnnounceModule from '@hallcall/client/announce';
import type { BoardView } from '@hallcall/domain';
import type { HealthReport } from '@hallcall/protocol';
import { texts } from '@hallcall/text';
import { LanguageProvider } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { BoardPage } from './board-page.tsx';

const hub = vi.hoisted(() => ({
  now: () => 1_000, send: async () => ({ kind: 'unanswered' }), health: (report: unknown) => void hub.reports.push(report as HealthReport),
  announcer: (canSpeak: boolean) => void hub.beats.push(canSpeak), claimSpeech: async () => null,
  status: () => ({ link: 'live' }), subscribe: () => () => undefined, view: () => null,
  reports: [] as HealthReport[], beats: [] as boolean[], boardView: null as unknown, config: null as unknown, packs: [] as readonly unknown[], missing: [] as readonly string[],
}));
vi.mock('@hallcall/client/react', async (original) => {
  const status = { link: 'live', refusal: null, heardAt: 0, hasNewBuild: false, welcome: { now: 1_000, actor: { role: 'display', deviceId: 'tv' } } };
  return {
    ...(await original<typeof ClientReact>()),
    useHub: () => hub, useHubStatus: () => status, useHubClock: () => 0, useReloadOnNewBuild: () => undefined, useConfig: () => hub.config,
    useView: (name: string) => (name === 'board' ? hub.boardView : null),
  };
});
vi.mock('@hallcall/client/announce', async (original) => ({ ...(await original<typeof AnnounceModule>()), openClipSource: () => ({ bank: () => (hub.packs.length > 0 ? { clip: () => null } : null), missing: () => hub.missing, problems: () => [], close: () => undefined }) }));

/** The browser's own sound: silent until somebody touches the page. */
class FakeContext extends EventTarget {
  static state = 'suspended';
  static resumes = 0;
  static isTouched = false;
  get state(): string {
    return FakeContext.state;
  }
  async resume(): Promise<void> {
    FakeContext.resumes += 1;
    if (!FakeContext.isTouched) return;
    FakeContext.state = 'running';
    this.dispatchEvent(new Event('statechange'));
  }
  async close(): Promise<void> {
    FakeContext.state = 'closed';
  }
}

const view = (over: { readonly [K in keyof BoardView]?: unknown } = {}) => ({
  config: 1,
  view: { day: { date: '2026-11-22', status: 'open' }, boardId: 'main', calls: [], waiting: [], guideDesk: [], missed: [], paused: [], speaking: [], muted: [], noNumbers: null, emergency: null, ...over },
});
const configFor = (...announcers: string[]) => ({
  version: 1, catalogue: { departments: [] },
  hall: {
    name: { zh: '大厅', en: 'Hall' }, timeZone: 'Asia/Shanghai', zones: [{ id: 'B1', name: { zh: 'B1', en: 'B1' }, voice: { announcers } }],
    windows: [], boards: [{ id: 'main', name: { zh: '大屏', en: 'Main' } }], queues: [],
  },
});
const pack = { language: 'zh', clips: new Map(), problems: [] };

const opened: (() => Promise<void>)[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubGlobal('AudioContext', FakeContext);
  Object.assign(FakeContext, { state: 'suspended', resumes: 0, isTouched: false });
  Object.assign(hub, { reports: [], beats: [], boardView: view(), config: configFor('tv'), packs: [pack], missing: [] });
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  vi.unstubAllGlobals();
});

async function openPage() {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () => root.render(<LanguageProvider initial="zh" onChange={null}><BoardPage onRefused={() => undefined} /></LanguageProvider>));
  opened.push(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  return { container, soundOff: () => container.querySelector<HTMLButtonElement>('[data-testid=sound-off]') };
}

const voiceCode = () => hub.reports.at(-1)?.parts.find(({ part }) => part === 'voice')?.code;

test('an announcer that the browser keeps silent says so; a touch wakes it, and the button goes', async () => {
  const page = await openPage();
  expect([page.soundOff()?.textContent, voiceCode(), hub.beats.at(-1)]).toEqual([texts('zh').board.soundOff, 'voice.suspended', false]);
  FakeContext.isTouched = true;
  const resumes = FakeContext.resumes;
  await act(async () => page.soundOff()?.click());
  expect(FakeContext.resumes).toBe(resumes + 1);
  expect([page.soundOff(), voiceCode(), hub.beats.at(-1)]).toEqual([null, 'ready', true]);
});

test('a board that may sound and has no clips reports it and offers itself to nobody', async () => {
  Object.assign(FakeContext, { state: 'running' });
  hub.packs = [];
  const page = await openPage();
  expect([page.soundOff(), voiceCode(), hub.beats.includes(true)]).toEqual([null, 'voice.noClips', false]);
});

test('a board that is to name a department and has no clip of it tells the console which', async () => {
  Object.assign(FakeContext, { state: 'running' });
  const { hall, ...rest } = configFor('tv');
  const voice = { announcers: ['tv'], languages: ['zh'], namesDepartment: true };
  hub.config = { ...rest, hall: { ...hall, zones: [{ ...hall.zones[0], voice }], departments: [{ id: 'market', zone: 'B1' }] } };
  await openPage();
  expect(hub.reports.at(-1)?.parts.find(({ part }) => part === 'voice')).toMatchObject({ state: 'warning', code: 'voice.namesMissing', detail: 'zh/market' });
});

test('a board that has the clips of one language only names the other to the console', async () => {
  Object.assign(FakeContext, { state: 'running' });
  hub.missing = ['en'];
  await openPage();
  expect(hub.reports.at(-1)?.parts.find(({ part }) => part === 'voice')).toMatchObject({ state: 'warning', code: 'voice.languageMissing', detail: 'en' });
});

test('a board that announces nothing asks for no sound', async () => {
  hub.config = configFor('other');
  const page = await openPage();
  expect([page.soundOff(), FakeContext.resumes, hub.beats, hub.reports.at(-1)?.parts.map(({ part }) => part)]).toEqual([null, 0, [], ['board']]);
});

test('an emergency stands over everything, also when the day is closed', async () => {
  hub.boardView = view({ emergency: { kind: 'evacuate', since: 0 }, day: { date: '2026-11-22', status: 'closed' } });
  const { container } = await openPage();
  expect(container.querySelector('[data-testid=emergency]')).not.toBeNull();
  expect(container.querySelectorAll('[data-testid=board], [data-testid=board-closed]')).toHaveLength(0);
});
