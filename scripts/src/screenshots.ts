// `npm run screenshots`: plays a little day in the sample hall and writes the pictures of the README.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { SampleHall } from '@hallcall/protocol';
import { bootHall } from './hall/boot-hall.ts';
import { ensurePages } from './hall/ensure-pages.ts';

const folder = new URL('../screenshots/', import.meta.url).pathname;
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
type Size = readonly [width: number, height: number];

mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'hallcall-screenshots-'));
const hall = await bootHall({ port: 0, data, dist: await ensurePages() });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args });
try {
  await playDay(browser);
} finally {
  await browser.close();
  await hall.stop();
  rmSync(data, { recursive: true, force: true });
}

async function playDay(from: Browser): Promise<void> {
  const sample = (await (await fetch(`${hall.url}sample`)).json()) as SampleHall;
  const board = await open(from, `${hall.url}display/#b1`, [1920, 1080], tokensOf(sample));
  const dark = await open(from, `${hall.url}display/?tone=dark&lang=en#b1`, [1080, 1920], tokensOf(sample));
  const kiosk = await open(from, `${hall.agentUrl}kiosk/`, [1080, 1920], {});
  await shoot(kiosk, 'kiosk-start');
  await press(kiosk, 'start');
  await shoot(kiosk, 'kiosk-departments');
  await press(kiosk, 'department-market');
  await press(kiosk, 'item-D01-01');
  await shoot(kiosk, 'kiosk-item');
  await press(kiosk, 'take');
  await kiosk.getByTestId('done').waitFor();
  await shoot(kiosk, 'kiosk-ticket');
  for (const item of ['D06-01', 'D01-03', 'D01-05', 'D13-02', 'D06-04', 'D14-01', 'D01-02']) await take(item);
  const clerk = await open(from, `${hall.url}window/#w1`, [1280, 800], tokensOf(sample));
  await clerk.keyboard.press('F9');
  await clerk.waitForTimeout(800);
  await clerk.keyboard.press('F2');
  await clerk.getByTestId('active-number').waitFor();
  await clerk.waitForTimeout(1200);
  await shoot(board, 'board');
  await shoot(dark, 'board-dark-portrait');
  await clerk.keyboard.press('F4');
  await clerk.waitForTimeout(1200);
  await shoot(clerk, 'window');
  await fault('paperEnd', true);
  const failing = await open(from, `${hall.agentUrl}kiosk/?lang=en&size=elder`, [1080, 1920], {});
  for (const step of ['start', 'department-tax', 'item-D06-02', 'take']) await press(failing, step);
  await failing.getByTestId('qr').first().waitFor();
  await shoot(failing, 'kiosk-paper-out-elder');
  await shoot(await open(from, `${hall.url}console/`, [1440, 900], tokensOf(sample)), 'console');
  await fault('paperEnd', false);
  await shoot(await open(from, hall.url, [1600, 1000], {}), 'hall');
  writeFileSync(join(folder, 'slip.png'), Buffer.from(await (await fetch(`${hall.printerUrl}/tickets/1.png`)).arrayBuffer()));
}

function tokensOf({ windows, boards, manager }: SampleHall): Record<string, string> {
  const ofWindows = windows.map(({ windowId, token }) => [windowId, token] as const);
  const ofBoards = boards.map(({ boardId, token }) => [boardId, token] as const);
  return { console: manager.token, ...Object.fromEntries([...ofWindows, ...ofBoards]) };
}

async function open(from: Browser, url: string, [width, height]: Size, tokens: Readonly<Record<string, string>>): Promise<Page> {
  const context = await from.newContext({ viewport: { width, height }, locale: url.includes('lang=en') ? 'en-GB' : 'zh-CN', reducedMotion: 'reduce' });
  await context.addInitScript((known) => {
    for (const [id, token] of Object.entries(known)) sessionStorage.setItem(`hallcall.token.${id}`, token);
  }, tokens);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForTimeout(2_500);
  return page;
}

async function press(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).first().click();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400);
  const size = page.viewportSize();
  const picture = await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' });
  console.log(`${name}.png ${size?.width}×${size?.height} ${Math.round(picture.length / 1024)} kB`);
}

async function take(itemId: string): Promise<void> {
  const body = JSON.stringify({ requestId: `picture-${itemId}`.padEnd(22, '0'), itemId, count: 1, language: 'zh' });
  await fetch(`${hall.agentUrl}page/take`, { method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(hall.agentUrl).origin }, body });
}

async function fault(name: string, on: boolean): Promise<void> {
  await fetch(`${hall.printerUrl}/fault`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: name, on }) });
}
