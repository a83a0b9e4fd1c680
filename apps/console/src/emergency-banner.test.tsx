import type { HubConfig } from '@hallcall/client';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { ConsolePage } from './console-page.tsx';
import { openPage, type TestPage } from './pages/console-page.test.helper.tsx';

const opened: TestPage[] = [];
beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const config = {
  version: 1,
  hall: { name: { zh: '大厅', en: 'Hall' }, timeZone: 'Asia/Shanghai', windows: [], queues: [], items: [], zones: [], payment: null, policy: { agedAfterMs: 1 } },
  catalogue: { departments: [] },
} as unknown as HubConfig;
const sum = { count: 0, fen: 0 };
const calm = {
  day: null, windows: [], queues: [], guideDesk: [], missed: [], urgent: { count: 0, listed: [] }, devices: [], zones: [], emergency: null,
  payments: { issuedToday: sum, paid: sum, open: sum, voided: sum, expired: sum },
};

/** The whole console at `path`, its hub in memory. */
async function consoleAt(path: string, emergency: object | null): Promise<HTMLElement | null> {
  const message = { name: 'console', id: '', epoch: 1, seq: 1, config: 1, build: 'b', view: { ...calm, emergency } };
  const page = (
    <Router hook={memoryLocation({ path }).hook}>
      <ConsolePage token="t" isSample={false} onSignOut={() => undefined} onRefused={() => undefined} />
    </Router>
  );
  const { container, ...made } = await openPage(page, { http: {}, configs: [config], message });
  opened.push({ container, ...made });
  if (container.querySelector('nav') === null) throw new Error('the console is not there');
  return container.querySelector('[data-testid=emergency-banner]');
}

const begun = { kind: 'evacuate', since: Date.UTC(2026, 10, 22, 2) };

test('an emergency stands on every page of the console, with the way to where it is ended', async () => {
  for (const path of ['/queues', '/windows', '/guide-desk', '/catalogue', '/nowhere']) {
    const banner = await consoleAt(path, begun);
    expect([path, banner?.textContent, banner?.querySelector('a')?.getAttribute('href')]).toEqual([path, expect.stringContaining('10:00'), '/voice']);
  }
});

test('where it is ended the banner leads nowhere else; without an emergency there is none', async () => {
  const there = await consoleAt('/voice', begun);
  expect([there !== null, there?.querySelector('a'), await consoleAt('/queues', null)]).toEqual([true, null, null]);
});
