// The hall's pages, each in a window of its own (tabs of one window wait for each other: seconds a touch, measured) and
// signed in as the sample's hall page would do it.
import { expect, type Browser, type Locator, type Page, type WebSocket } from '@playwright/test';
import { texts } from '@hallcall/text';
import type { PageHall } from './page-hall.ts';

export const zh = texts('zh');
export const en = texts('en');

export type Look = {
  /** Host name of the hub's pages; the kiosk's page stays on the loopback address. */
  readonly host?: string;
  /** `lang=en&size=elder&tone=dark&reach=low` */
  readonly query?: string;
  /** Runs in the page before its own scripts. */
  readonly script?: () => void;
};

const search = ({ query }: Look): string => (query === undefined ? '' : `?${query}`);

/** The hub's address under another name of the same machine. */
export function hubUrl({ hall }: PageHall, { host }: Look = {}): string {
  const url = new URL(hall.url);
  if (host !== undefined) url.hostname = host;
  return url.href;
}

export async function openKiosk(browser: Browser, { hall }: PageHall, look: Look = {}): Promise<Page> {
  const page = await openBlank(browser, look);
  await page.setViewportSize({ width: 1080, height: 1920 });
  await page.goto(new URL(`/kiosk/${search(look)}`, hall.agentUrl).href);
  return page;
}

/** A window's page with the sample's session; not yet open for visitors. */
export async function openWindow(browser: Browser, hall: PageHall, windowId: string, look: Look = {}): Promise<Page> {
  const token = hall.sample.windows.find((window) => window.windowId === windowId)?.token;
  return openWithToken(browser, { deviceId: windowId, token: token ?? '', url: `${hubUrl(hall, look)}window/${search(look)}#${windowId}`, look });
}

export async function openBoard(browser: Browser, hall: PageHall, boardId: string, look: Look = {}): Promise<Page> {
  const token = hall.sample.boards.find((board) => board.boardId === boardId)?.token;
  const page = await openWithToken(browser, { deviceId: boardId, token: token ?? '', url: `${hubUrl(hall, look)}display/${search(look)}#${boardId}`, look });
  await page.setViewportSize({ width: 1920, height: 1080 });
  return page;
}

/** `path` without a slash before it: `log`, `guide-desk`. */
export async function openConsole(browser: Browser, hall: PageHall, path = '', look: Look = {}): Promise<Page> {
  return openWithToken(browser, { deviceId: 'console', token: hall.sample.manager.token, url: `${hubUrl(hall, look)}console/${path}${search(look)}`, look });
}

/** A window of a browser that knows nothing yet. */
export async function openBlank(browser: Browser, { script }: Look = {}): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (script !== undefined) await page.addInitScript(script);
  return page;
}

export async function closeAll(browser: Browser): Promise<void> {
  for (const context of browser.contexts()) await context.close();
}

type Place = { readonly deviceId: string; readonly token: string; readonly url: string; readonly look: Look };

async function openWithToken(browser: Browser, { deviceId, token, url, look }: Place): Promise<Page> {
  const page = await openBlank(browser, look);
  await page.addInitScript(([key, value]) => sessionStorage.setItem(key, value), [`hallcall.token.${deviceId}`, token] as const);
  await page.goto(url);
  return page;
}

/** Opens the window for visitors. By its button: a key pressed in the moment in which the page appears is heard by nobody. */
export async function openForVisitors(desk: Page): Promise<void> {
  await expect(windowStatus(desk)).toHaveText(zh.window.status.closed);
  await button(desk, zh.window.open.button).click();
  await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
}

/** A button by its word; the word must be the start of its name, because keys stand behind it. */
export function button(page: Page | Locator, word: string): Locator {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return page.getByRole('button', { name: new RegExp(`^${escaped}(?: (?:F\\d|Alt|Esc|Enter|\\d).*)?$`) });
}

export const windowStatus = (page: Page): Locator => page.getByTestId('window-status');
export const activeNumber = (page: Page): Locator => page.getByTestId('active-number');

/** A ticket's number as pages write it. */
export const shape = (number: { readonly prefix: string; readonly n: number }): string => `${number.prefix}\u00a0${String(number.n).padStart(3, '0')}`;

/** Every view of a name that a page receives from now on, as it came over the wire. Call before the page connects. */
export function recordViews(page: Page, name: string): unknown[] {
  const views: unknown[] = [];
  page.on('websocket', (socket: WebSocket) => {
    socket.on('framereceived', ({ payload }) => {
      const text = String(payload);
      if (!text.startsWith('42["view"')) return;
      // The hub's own packet: the event's name and its message.
      const [, message] = JSON.parse(text.slice(2)) as [string, { name: string; view: unknown }];
      if (message.name === name) views.push(message.view);
    });
  });
  return views;
}
