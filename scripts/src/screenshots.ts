// `npm run screenshots`: plays a little day in the sample hall and writes the pictures of the README.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { SampleHall } from '@hallcall/protocol';
import { systemEngine } from '@hallcall/hardware-voice';
import { bootHall } from './hall/boot-hall.ts';
import { ensureClips } from './hall/ensure-clips.ts';
import { ensurePages } from './hall/ensure-pages.ts';
import { ensureShell } from './kiosk/ensure-shell.ts';

const folder = new URL('../screenshots/', import.meta.url).pathname;
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'];
type Size = readonly [width: number, height: number];
const wide: Size = [1920, 1080];
const tall: Size = [1080, 1920];
const desk: Size = [1440, 900];
/** Large screens are drawn smaller: the pictures are looked at on a page. */
const largest = 1_500;

mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'hallcall-screenshots-'));
const hall = await bootHall({ port: 0, data, dist: await ensurePages() });
await ensureClips({ dataDir: data, isSample: true, language: 'en', log: console.log, engine: systemEngine(process.platform) });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args });
try {
  await playDay(browser);
} finally {
  await browser.close();
  await hall.stop();
  rmSync(data, { recursive: true, force: true });
}

async function playDay(from: Browser): Promise<void> {
  const tokens = tokensOf((await (await fetch(`${hall.url}sample`)).json()) as SampleHall);
  const board = await open(from, `${hall.url}display/#b1`, wide, tokens);
  const dark = await open(from, `${hall.url}display/?tone=dark&lang=en#b1`, tall, tokens);
  await walkThrough(await open(from, `${hall.agentUrl}kiosk/`, tall, {}));
  for (const item of ['D06-01', 'D02-01', 'D03-02', 'D01-03', 'D01-05', 'D13-02', 'D06-04', 'D14-01', 'D01-02']) await take(item);
  const clerks = [];
  for (const windowId of ['w3', 'w2', 'w1']) clerks.push(await openWindow(from, windowId, tokens));
  for (const clerk of clerks) await callNext(clerk);
  await board.getByTestId('subtitle').waitFor();
  await shoot(board, 'board-speaking');
  const clerk = clerks[2];
  if (clerk === undefined) throw new Error('no window');
  await clerk.locator('[data-testid=proof][data-shown=true]').waitFor();
  await shoot(clerk, 'window-calling');
  await shoot(board, 'board');
  await shoot(dark, 'board-dark-portrait');
  await clerk.keyboard.press('F4');
  await clerk.waitForTimeout(1_200);
  await shoot(clerk, 'window');
  await fault('paperEnd', true);
  const failing = await open(from, `${hall.agentUrl}kiosk/?lang=en&size=elder`, tall, {});
  for (const step of ['start', 'department-tax', 'item-D06-02', 'take']) await press(failing, step);
  await failing.getByTestId('qr').first().waitFor();
  await shoot(failing, 'kiosk-paper-out-elder');
  await shoot(await open(from, `${hall.url}console/`, desk, tokens), 'console');
  await fault('paperEnd', false);
  await shootVoice(from, board, tokens);
  await shootHall(from);
  await shootWithoutHub(from, board);
  await shootShell(from);
  writeFileSync(join(folder, 'slip.png'), Buffer.from(await (await fetch(`${hall.printerUrl}/tickets/1.png`)).arrayBuffer()));
}

async function walkThrough(kiosk: Page): Promise<void> {
  await shoot(kiosk, 'kiosk-start');
  await press(kiosk, 'start');
  await shoot(kiosk, 'kiosk-departments');
  await press(kiosk, 'department-market');
  await press(kiosk, 'item-D01-01');
  await shoot(kiosk, 'kiosk-item');
  await press(kiosk, 'take');
  await kiosk.getByTestId('done').waitFor();
  await shoot(kiosk, 'kiosk-ticket');
}

async function openWindow(from: Browser, windowId: string, tokens: Readonly<Record<string, string>>): Promise<Page> {
  const page = await open(from, `${hall.url}window/#${windowId}`, [1280, 800], tokens);
  await page.keyboard.press('F9');
  await page.waitForTimeout(800);
  return page;
}

async function callNext(clerk: Page): Promise<void> {
  await clerk.keyboard.press('F2');
  await clerk.getByTestId('active-number').waitFor();
}

/** Every frame at work and every slip drawn. */
async function shootHall(from: Browser): Promise<void> {
  const page = await open(from, hall.url, [1600, 1130], {});
  for (const frame of ['frame-board-b1', 'frame-board-b2']) await page.frameLocator(`[data-testid=${frame}]`).getByTestId('newest-number').waitFor();
  await page.frameLocator('[data-testid=frame-kiosk]').getByTestId('start').waitFor();
  await page.getByTestId('printed-tickets').getByRole('img').nth(7).waitFor();
  await page.waitForTimeout(3_000);
  await shoot(page, 'hall');
  await page.getByTestId('bars').screenshot({ path: join(folder, 'led-bars.png') });
}

/** A muted zone and an emergency, at the console and on the board. */
async function shootVoice(from: Browser, board: Page, tokens: Readonly<Record<string, string>>): Promise<void> {
  const page = await open(from, `${hall.url}console/voice`, desk, tokens);
  await page.getByTestId('mute-B1').click();
  await board.getByTestId('muted').waitFor();
  await shoot(board, 'board-muted');
  await shoot(page, 'console-voice');
  await page.getByTestId('mute-B1').click();
  await page.getByTestId('emergency-begin').click();
  await page.getByRole('alertdialog').getByRole('button').last().click();
  await board.getByTestId('board-emergency').waitFor();
  await shoot(board, 'board-emergency');
  await page.getByTestId('emergency-end').click();
  await board.getByTestId('board').waitFor();
}

/** The hub stands still: what board and kiosk say, and the ticket that is given all the same. */
async function shootWithoutHub(from: Browser, board: Page): Promise<void> {
  const kiosk = await open(from, `${hall.agentUrl}kiosk/`, tall, {});
  hall.hub.signal('SIGSTOP');
  try {
    await kiosk.getByTestId('notice-stale').waitFor();
    for (const step of ['start', 'department-market', 'item-D01-04', 'take']) await press(kiosk, step);
    await kiosk.getByTestId('done').waitFor();
    await shoot(kiosk, 'kiosk-offline');
    await shoot(board, 'board-stale');
  } finally {
    hall.hub.signal('SIGCONT');
  }
}

/** The page that Electron's shell shows while the agent is away, and the hidden way out of the shell. */
async function shootShell(from: Browser): Promise<void> {
  await shoot(await open(from, `file://${await ensureShell()}/own-pages/kiosk-unreachable.html`, tall, {}), 'shell-fault');
  const kiosk = await open(from, 'about:blank', tall, {});
  await kiosk.addInitScript(() => Object.assign(globalThis, { hallcallShell: { beat: () => undefined, exit: async () => false, keepScreenOn: () => undefined } }));
  await kiosk.goto(`${hall.agentUrl}kiosk/`);
  await kiosk.getByTestId('start').waitFor();
  await kiosk.mouse.move(40, 40);
  await kiosk.mouse.down();
  await kiosk.getByTestId('maintenance-said').waitFor();
  await kiosk.mouse.up();
  for (const digit of '1357') await press(kiosk, `digit-${digit}`);
  await shoot(kiosk, 'shell-exit');
}

function tokensOf({ windows, boards, manager }: SampleHall): Record<string, string> {
  const ofWindows = windows.map(({ windowId, token }) => [windowId, token] as const);
  const ofBoards = boards.map(({ boardId, token }) => [boardId, token] as const);
  return { console: manager.token, ...Object.fromEntries([...ofWindows, ...ofBoards]) };
}

async function open(from: Browser, url: string, [width, height]: Size, tokens: Readonly<Record<string, string>>): Promise<Page> {
  const context = await from.newContext({ viewport: { width, height }, deviceScaleFactor: Math.max(width, height) > largest ? 0.75 : 1, locale: url.includes('lang=en') ? 'en-GB' : 'zh-CN', reducedMotion: 'reduce' });
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
  const picture = await page.screenshot({ path: join(folder, `${name}.png`), scale: 'device' });
  console.log(`${name}.png ${size?.width}×${size?.height} ${Math.round(picture.length / 1024)} kB`);
}

async function take(itemId: string): Promise<void> {
  const body = JSON.stringify({ requestId: `picture-${itemId}`.padEnd(22, '0'), itemId, count: 1, language: 'zh' });
  await fetch(`${hall.agentUrl}page/take`, { method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(hall.agentUrl).origin }, body });
}

async function fault(name: string, on: boolean): Promise<void> {
  await fetch(`${hall.printerUrl}/fault`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: name, on }) });
}
