// The hall's pages in tabs of one browser, each signed in as the sample's hall page would do it.
import type { BrowserContext, Locator, Page, WebSocket } from '@playwright/test';
import { texts } from '@hallcall/text';
import type { PageHall } from './page-hall.ts';

export const zh = texts('zh');
export const en = texts('en');

export type Look = {
  /** Host name of the hub's pages; the kiosk's page stays on the loopback address. */
  readonly host?: string;
  /** `lang=en&size=elder&tone=dark&reach=low` */
  readonly query?: string;
};

const search = ({ query }: Look): string => (query === undefined ? '' : `?${query}`);

/** The hub's address under another name of the same machine. */
export function hubUrl({ hall }: PageHall, { host }: Look = {}): string {
  const url = new URL(hall.url);
  if (host !== undefined) url.hostname = host;
  return url.href;
}

export async function openKiosk(context: BrowserContext, { hall }: PageHall, look: Look = {}): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1080, height: 1920 });
  await page.goto(new URL(`/kiosk/${search(look)}`, hall.agentUrl).href);
  return page;
}

/** A window's page with the sample's session; not yet open for visitors. */
export async function openWindow(context: BrowserContext, hall: PageHall, windowId: string, look: Look = {}): Promise<Page> {
  const token = hall.sample.windows.find((window) => window.windowId === windowId)?.token;
  return openWithToken(context, [windowId, token ?? ''], `${hubUrl(hall, look)}window/${search(look)}#${windowId}`);
}

export async function openBoard(context: BrowserContext, hall: PageHall, boardId: string, look: Look = {}): Promise<Page> {
  const token = hall.sample.boards.find((board) => board.boardId === boardId)?.token;
  const page = await openWithToken(context, [boardId, token ?? ''], `${hubUrl(hall, look)}display/${search(look)}#${boardId}`);
  await page.setViewportSize({ width: 1920, height: 1080 });
  return page;
}

/** `path` without a slash before it: `log`, `guide-desk`. */
export async function openConsole(context: BrowserContext, hall: PageHall, path = '', look: Look = {}): Promise<Page> {
  return openWithToken(context, ['console', hall.sample.manager.token], `${hubUrl(hall, look)}console/${path}${search(look)}`);
}

async function openWithToken(context: BrowserContext, [deviceId, token]: readonly [string, string], url: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(([key, value]) => sessionStorage.setItem(key, value), [`hallcall.token.${deviceId}`, token] as const);
  await page.goto(url);
  return page;
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
