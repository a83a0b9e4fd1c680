// `npm run screenshots`: plays a little day in the sample hall and writes the pictures of the README.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { systemEngine } from '@hallcall/hardware-voice';
import type { SampleHall } from '@hallcall/protocol';
import { texts } from '@hallcall/text';
import { bootHall } from './hall/boot-hall.ts';
import { ensureClips } from './hall/ensure-clips.ts';
import { ensurePages } from './hall/ensure-pages.ts';
import { ensureShell } from './kiosk/ensure-shell.ts';
import { figuresOf, shootBars, untilBarSays, type BarOfState } from './screenshot/bars-page.ts';
import { openCamera, press, type Size } from './screenshot/camera.ts';
import { playOfficeDay } from './screenshot/office-day.ts';
import { shootOwnPages } from './screenshot/own-pages.ts';
import { shootReturnPages } from './screenshot/return-pages.ts';

const wide: Size = [1920, 1080];
const tall: Size = [1080, 1920];
/** 4K, as a TV draws it without any scaling. */
const vast: Size = [3840, 2160];
const desk: Size = [1440, 900];
/** A bar for each state that a window can have, once the day has come so far. */
const barsByStatus = ([[1, 'calling'], [2, 'serving'], [5, 'idle'], [6, 'paused'], [7, 'closed']] as const).map(
  ([address, status]): BarOfState => ({ address, words: ({ window }) => window.status[status] }),
);
/** Taken one after the other, by a visitor each. */
const visits = [
  'D06-01', 'D02-01', 'D03-02', 'D05-01', 'D01-03', 'D01-05', 'D13-02', 'D03-01', 'D06-04', 'D14-01', 'D01-02', 'D05-03', 'D02-02',
];

const data = mkdtempSync(join(tmpdir(), 'hallcall-screenshots-'));
const officeData = mkdtempSync(join(tmpdir(), 'hallcall-screenshots-'));
await ensureClips({ dataDir: data, isSample: true, language: 'en', log: (sentence) => console.log(sentence), engine: systemEngine(process.platform) });
const hall = await bootHall({ port: 0, data, dist: await ensurePages() });
const camera = await openCamera(new URL('../screenshots/', import.meta.url).pathname);
const { open, shoot } = camera;
try {
  await playDay(tokensOf((await (await fetch(`${hall.url}sample`)).json()) as SampleHall));
  await playOfficeDay(camera, { data: officeData, dist: await ensurePages() });
} finally {
  await camera.close();
  await hall.stop();
  for (const folder of [data, officeData]) rmSync(folder, { recursive: true, force: true });
}

type Tokens = Readonly<Record<string, string>>;

async function playDay(tokens: Tokens): Promise<void> {
  const board = await open(`${hall.url}display/#b1`, wide, tokens);
  const dark = await open(`${hall.url}display/?tone=dark&lang=en#b1`, tall, tokens);
  const [one, two, three, four] = await openWindows(tokens, ['w1', 'w2', 'w3', 'w4']);
  if (!one || !two || !three || !four) throw new Error('a window is missing');
  await walkThrough(await open(`${hall.agentUrl}kiosk/`, tall));
  for (const item of visits) await take(item);
  for (const clerk of [four, three]) await callNext(clerk);
  for (const clerk of [four, three]) await untilSpoken(clerk);
  await four.keyboard.press('F4');
  await shootCall({ board, dark, clerks: [two, one] });
  await shoot(await open(`${hall.url}display/#b1`, vast, tokens), 'board-4k');
  await shootOwnPages(camera, hall.printerUrl);
  await two.keyboard.press('F4');
  const bars = await shootBarsAndHall(tokens);
  await shootSilence({ tokens, board, clerk: three });
  await one.keyboard.press('F4');
  await one.waitForTimeout(1_200);
  await shoot(one, 'window');
  await shootWithoutPaper(tokens);
  await shootWithoutHub(board, bars);
  await shootShell();
  const code = await shootPapers({ lacking: one, paying: two });
  await shootReturnPages(camera, { kioskUrl: `${hall.agentUrl}kiosk/`, code });
  await shootLog(tokens);
  writeFileSync(join(camera.folder, 'slip.png'), Buffer.from(await (await fetch(`${hall.printerUrl}/tickets/1.png`)).arrayBuffer()));
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

/** Open for visitors. */
async function openWindows(tokens: Tokens, windowIds: readonly string[]): Promise<Page[]> {
  const pages = [];
  for (const windowId of windowIds) {
    const page = await open(`${hall.url}window/#${windowId}`, [1280, 800], tokens);
    await page.keyboard.press('F9');
    await page.waitForTimeout(800);
    pages.push(page);
  }
  return pages;
}

/** A number that has just been taken stands in the list first. */
async function callNext(clerk: Page): Promise<void> {
  await clerk.getByTestId('next-list').getByRole('listitem').first().waitFor();
  await clerk.keyboard.press('F2');
  await clerk.getByTestId('active-number').waitFor();
}

async function untilSpoken(clerk: Page): Promise<void> {
  await clerk.locator('[data-testid=announcement][data-outcome=spoken]').waitFor();
}

/** The last of the clerks calls the newest: while it is spoken, and when it has been. */
async function shootCall({ board, dark, clerks }: { readonly board: Page; readonly dark: Page; readonly clerks: readonly Page[] }): Promise<void> {
  let newest = '';
  for (const clerk of clerks) {
    await callNext(clerk);
    newest = await clerk.getByTestId('active-number').innerText();
  }
  await board.getByTestId('subtitle').filter({ hasText: newest }).waitFor();
  await shoot(board, 'board-speaking');
  for (const clerk of clerks) await untilSpoken(clerk);
  await board.getByTestId('subtitle').waitFor({ state: 'detached' });
  const clerk = clerks.at(-1);
  if (clerk !== undefined) await shoot(clerk, 'window-calling');
  await shoot(board, 'board');
  await shoot(dark, 'board-dark-portrait');
}

/** Every frame at work, every slip drawn and what the speaker said; returns a bar in each of its states. */
async function shootBarsAndHall(tokens: Tokens): Promise<readonly string[]> {
  const [, pausing] = await openWindows(tokens, ['w5', 'w6']);
  await pausing?.keyboard.press('F8');
  await pausing?.getByRole('dialog').waitFor();
  await pausing?.keyboard.press('1');
  const page = await open(hall.url, [1600, 1130]);
  for (const frame of ['frame-board-b1', 'frame-board-b2']) await page.frameLocator(`[data-testid=${frame}]`).getByTestId('newest-number').waitFor();
  await page.frameLocator('[data-testid=frame-kiosk]').getByTestId('start').waitFor();
  await page.getByTestId('printed-tickets').getByRole('img').nth(7).waitFor();
  await page.getByTestId('sounds').getByRole('listitem').nth(1).waitFor();
  await page.waitForTimeout(3_000);
  await shoot(page, 'hall');
  await page.context().close();
  return figuresOf(hall.ledUrl, barsByStatus);
}

/** A zone switched silent and a call in it. */
async function shootSilence({ tokens, board, clerk }: { readonly tokens: Tokens; readonly board: Page; readonly clerk: Page }): Promise<void> {
  const manager = await open(`${hall.url}console/voice`, desk, tokens);
  await press(manager, 'mute-A2');
  await board.getByTestId('muted').waitFor();
  await clerk.keyboard.press('F3');
  await clerk.locator('[data-testid=announcement][data-outcome=dropped]').waitFor();
  await shoot(board, 'board-muted');
  await shoot(manager, 'console-voice');
  await shootEmergency({ manager, board, clerk });
  await press(manager, 'mute-A2');
}

/** It is over everything: on boards, kiosk, desks and bars. */
async function shootEmergency({ manager, board, clerk }: { readonly manager: Page; readonly board: Page; readonly clerk: Page }): Promise<void> {
  const kiosk = await open(`${hall.agentUrl}kiosk/`, tall);
  await press(manager, 'emergency-begin');
  await manager.getByRole('alertdialog').getByRole('button').last().click();
  for (const page of [board, kiosk]) await page.getByTestId('emergency').waitFor();
  await clerk.getByRole('alert').waitFor();
  await shoot(board, 'board-emergency');
  await shoot(kiosk, 'kiosk-emergency');
  await shoot(clerk, 'window-emergency');
  for (const { address } of barsByStatus) await untilBarSays(hall.ledUrl, address, texts('zh').led.evacuate);
  await shootBars(camera, 'led-bars-emergency', await figuresOf(hall.ledUrl, barsByStatus));
  await press(manager, 'emergency-end');
  await board.getByTestId('board').waitFor();
}

async function shootWithoutPaper(tokens: Tokens): Promise<void> {
  await fault('paperEnd', true);
  const failing = await open(`${hall.agentUrl}kiosk/?lang=en&size=elder`, tall);
  for (const step of ['start', 'department-tax', 'item-D06-02', 'take']) await press(failing, step);
  await failing.getByTestId('qr').first().waitFor();
  await shoot(failing, 'kiosk-paper-out-elder');
  await shoot(await open(`${hall.url}console/`, desk, tokens), 'console');
  await shoot(await open(`${hall.url}console/statistics`, desk, tokens), 'console-statistics');
  await fault('paperEnd', false);
}

/** The hub stands still: what board, kiosk and in the end the bar of a call say, and the ticket that is given all the same. */
async function shootWithoutHub(board: Page, bars: readonly string[]): Promise<void> {
  const kiosk = await open(`${hall.agentUrl}kiosk/`, tall);
  hall.hub.signal('SIGSTOP');
  try {
    await kiosk.getByTestId('notice-stale').waitFor();
    for (const step of ['start', 'department-market', 'item-D01-04', 'take']) await press(kiosk, step);
    await kiosk.getByTestId('done').waitFor();
    await shoot(kiosk, 'kiosk-offline');
    await shoot(board, 'board-stale');
    await untilBarSays(hall.ledUrl, 3, texts('zh').led.stale);
    await shootBars(camera, 'led-bars', [...bars, ...(await figuresOf(hall.ledUrl, [{ address: 3, words: ({ health }) => health.offline }]))]);
  } finally {
    hall.hub.signal('SIGCONT');
  }
}

/** The page that Electron's shell shows while the agent is away, and the hidden way out of the shell. */
async function shootShell(): Promise<void> {
  await shoot(await open(`file://${await ensureShell()}/own-pages/kiosk-unreachable.html`, tall), 'shell-fault');
  const kiosk = await open('about:blank', tall);
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

/** What windows hand over: the dialog in which missing materials are ticked, and both papers. Returns the code to come back with. */
async function shootPapers({ lacking, paying }: { readonly lacking: Page; readonly paying: Page }): Promise<string> {
  const { handed, payment } = texts('zh');
  await lacking.keyboard.press('F7');
  await lacking.keyboard.press('Alt+3');
  for (const key of ['1', '2']) await lacking.keyboard.press(key);
  await shoot(lacking, 'window-missing');
  await paying.keyboard.press('Alt+p');
  await paying.getByLabel(payment.issue.amount).fill('20');
  await paying.getByLabel(payment.issue.basis, { exact: true }).fill('20元/证');
  for (const page of [lacking, paying]) {
    const submit = page.locator('button[type=submit]');
    await submit.click();
    // A price that is not the catalogue's is asked about once.
    if (await page.getByText(payment.issue.doubt.pass, { exact: true }).isVisible()) await submit.click();
    await page.locator('[data-testid=slips] [data-state=printed]').first().waitFor();
  }
  const printed = (await (await fetch(`${hall.printerUrl}/tickets`)).json()) as { readonly number: number; readonly text: readonly string[]; readonly qr: readonly string[] }[];
  for (const [name, title] of [['slip-materials', handed.materials.title], ['slip-payment', handed.payment.title]] as const) {
    const number = printed.findLast(({ text }) => text.includes(title))?.number ?? 0;
    writeFileSync(join(camera.folder, `${name}.png`), Buffer.from(await (await fetch(`${hall.printerUrl}/tickets/${number}.png`)).arrayBuffer()));
  }
  return printed.findLast(({ text }) => text.includes(handed.materials.title))?.qr[0] ?? '';
}

/** What the log says of one number. */
async function shootLog(tokens: Tokens): Promise<void> {
  const manager = await open(`${hall.url}console/log`, desk, tokens);
  await manager.getByTestId('log-filter').getByRole('textbox').fill('A1');
  await press(manager, 'log-find');
  await manager.getByTestId('log-newest').waitFor();
  await shoot(manager, 'console-log');
}

function tokensOf({ windows, boards, manager }: SampleHall): Tokens {
  const ofWindows = windows.map(({ windowId, token }) => [windowId, token] as const);
  const ofBoards = boards.map(({ boardId, token }) => [boardId, token] as const);
  return { console: manager.token, ...Object.fromEntries([...ofWindows, ...ofBoards]) };
}

async function take(itemId: string): Promise<void> {
  const body = JSON.stringify({ requestId: `picture-${itemId}`.padEnd(22, '0'), items: [{ itemId, count: 1 }], chain: null, language: 'zh' });
  await fetch(`${hall.agentUrl}page/take`, { method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(hall.agentUrl).origin }, body });
}

async function fault(name: string, on: boolean): Promise<void> {
  await fetch(`${hall.printerUrl}/fault`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: name, on }) });
}
