// Pages of a hall in a browser, and their pictures.
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';

export type Size = readonly [width: number, height: number];
/** Where each picture goes and what opens the pages. */
export type Camera = {
  readonly folder: string;
  readonly open: (url: string, size: Size, tokens?: Readonly<Record<string, string>>) => Promise<Page>;
  /** Writes `name`.png and says how large it is. */
  readonly shoot: (page: Page, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

// As a TV is set up: a board may sound without a touch.
const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];
/** Large screens are drawn smaller, to three quarters of a common TV at most: the pictures are looked at on a page. */
const scaleOf = (length: number): number => (length > 1_500 ? Math.min(0.75, 1_440 / length) : 1);

/** `folder` takes the pictures; made when missing. */
export async function openCamera(folder: string): Promise<Camera> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args });
  return { folder, open: (url, size, tokens = {}) => openPage(browser, url, { size, tokens }), shoot: (page, name) => shoot(page, join(folder, `${name}.png`)), close: () => browser.close() };
}

type Look = { readonly size: Size; readonly tokens: Readonly<Record<string, string>> };

async function openPage(browser: Browser, url: string, { size: [width, height], tokens }: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height }, deviceScaleFactor: scaleOf(Math.max(width, height)), locale: url.includes('lang=en') ? 'en-GB' : 'zh-CN', reducedMotion: 'reduce',
  });
  await context.addInitScript((known) => {
    for (const [id, token] of Object.entries(known)) sessionStorage.setItem(`hallcall.token.${id}`, token);
  }, tokens);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForTimeout(2_500);
  return page;
}

async function shoot(page: Page, path: string): Promise<void> {
  await page.waitForTimeout(400);
  const size = page.viewportSize();
  const picture = await page.screenshot({ path, scale: 'device' });
  console.log(`${basename(path)} ${size?.width}×${size?.height} ${Math.round(picture.length / 1024)} kB`);
}

/** Presses the first thing with this test id. */
export async function press(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).first().click();
}
