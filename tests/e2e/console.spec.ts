import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLog, wholeLog } from '@hallcall/hub/in-process';
import { expect, test, type Page } from '@playwright/test';
import { readTickets } from '../chaos/real-hall.ts';
import { until } from '../chaos/until.ts';
import {
  button, closeAll, hubUrl, openBlank, openBoard, openConsole, openForVisitors, openKiosk, openWindow, shape, windowStatus, en, zh,
} from './open-pages.ts';
import { expectFine } from './measure.ts';
import { openPageHall, type PageHall } from './page-hall.ts';
import { startProgram } from './start-program.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const words = zh.console;

test('a manager signs in, adds a clerk, and the clerk signs in at a window', async ({ browser }) => {
  const page = await openBlank(browser);
  await page.goto(`${hubUrl(hall)}console/`);
  const { clerkId, pin } = hall.sample.manager;
  await page.getByLabel(words.signIn.name).fill(clerkId);
  await page.getByLabel(words.signIn.pin).fill(pin);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('day-status')).toBeVisible();

  await page.getByRole('link', { name: words.nav.clerks }).click();
  await button(page, words.clerks.add).click();
  const dialog = page.getByRole('dialog', { name: words.clerks.add });
  await dialog.getByLabel(words.clerks.id).fill('c-new');
  await dialog.getByLabel(words.clerks.name).fill('样例新职员');
  await dialog.getByLabel(words.clerks.pin).fill('13');
  await expect(button(dialog, zh.common.save)).toBeDisabled();
  await expect(dialog).toContainText(words.setup.pinTooShort({ minimum: 4 }));
  await dialog.getByLabel(words.clerks.pin).fill('135790');
  await button(dialog, zh.common.save).click();
  await expect(page.getByRole('row').filter({ hasText: 'c-new' })).toContainText(words.role.clerk);

  const desk = await openBlank(browser);
  await desk.goto(`${hubUrl(hall)}window/#w8`);
  await desk.getByLabel(zh.window.signIn.clerk).fill('c-new');
  await desk.getByLabel(zh.window.signIn.pin).fill('135790');
  await desk.keyboard.press('Enter');
  await openForVisitors(desk);

  await button(page.getByRole('row').filter({ hasText: 'c-new' }), words.clerks.disable).click();
  await page.getByRole('alertdialog').getByRole('button', { name: words.clerks.disable }).click();
  await expect(desk.getByText(zh.window.sessionEnded)).toBeVisible();
});

test('a display shows a code, is paired with it, shows calls, and stops when revoked', async ({ browser }) => {
  const display = await openBlank(browser);
  await display.goto(`${hubUrl(hall)}display/#hall-tv`);
  await expect(display.getByTestId('board-unpaired')).toContainText(zh.board.unpaired);
  const page = await openConsole(browser, hall, 'devices');
  await pair(page, { code: await display.getByTestId('pairing-code').innerText(), deviceId: 'tv-9', board: '一号屏' });
  await expect(display.getByTestId('board')).toBeVisible();

  const row = page.getByTestId('devices').getByRole('listitem').filter({ hasText: 'tv-9' });
  await expect(row).toContainText(zh.health.online);
  await button(row, words.devices.revoke).click();
  await page.getByRole('alertdialog').getByRole('button', { name: words.devices.revoke }).click();
  await expect(display.getByTestId('board-unpaired')).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('a second kiosk is paired by its code, gets a band of its own and opens', async ({ browser }) => {
  const agent = startProgram('apps/agent/src/main.ts', [
    '--child', '--pair', 'kiosk-new', '--hub', hall.hall.url, '--data', join(hall.data, 'agent-2'), '--printer', 'tcp://127.0.0.1:1',
    '--dist', process.env['HALLCALL_DIST'] ?? '',
  ]);
  try {
    const [, url = ''] = await agent.says(/"ready":true,"url":"([^"]+)"/);
    const kiosk = await openBlank(browser);
    await kiosk.goto(new URL('/kiosk/', url).href);
    await expect(kiosk.getByRole('alert')).toContainText(zh.kiosk.unpaired.what);
    const page = await openConsole(browser, hall, 'devices');
    await pair(page, { code: await kiosk.getByTestId('pairing-code').innerText(), deviceId: 'kiosk-2', board: null });
    const row = page.getByTestId('devices').getByRole('listitem').filter({ hasText: 'kiosk-2' });
    await expect(row).toContainText(words.pairing.band({ first: 5500, last: 5999 }));
    await expect(kiosk.getByTestId('start')).toBeVisible();
    await expect(row).toContainText(zh.printer.status.unreachable);
    // However many devices there are, they stand inside their card.
    await page.setViewportSize({ width: 1280, height: 360 });
    expect(await page.getByTestId('devices').evaluate((list) => list.getBoundingClientRect().bottom <= (list.closest('section')?.getBoundingClientRect().bottom ?? 0))).toBe(true);
  } finally {
    expect(await agent.stop()).toBe(0);
  }
});

test('the guide desk claims, reprints and cancels; everything stands in the log', async ({ browser }) => {
  const { itemId } = hall.itemAt('w1');
  await hall.fault('coverOpen', true);
  const failed = [await hall.take(itemId), await hall.take(itemId), await hall.take(itemId)];
  expect(failed.map(({ paper }) => paper)).toEqual(['failed', 'failed', 'failed']);
  const [claimed = '', reprinted = '', cancelled = ''] = failed.map(({ ticket }) => shape(ticket.number));
  await hall.fault('coverOpen', false);

  const page = await openConsole(browser, hall, 'guide-desk');
  const rowOf = (number: string) => page.getByTestId('guide-desk').getByRole('row').filter({ hasText: number });
  await button(rowOf(claimed), words.paper.claim).click();
  await expect(rowOf(claimed)).toHaveCount(0);
  const before = (await hall.papers()).length;
  await button(rowOf(reprinted), words.paper.reprint).click();
  await page.getByRole('dialog').getByRole('button', { name: words.paper.reprintOn({ device: 'kiosk-1' }) }).click();
  await expect(rowOf(reprinted)).toHaveCount(0);
  await expect.poll(async () => (await hall.papers()).slice(before).map(({ text }) => text.includes(zh.slip.reprint))).toEqual([true]);
  await button(rowOf(cancelled), words.paper.cancel).click();
  await page.getByRole('alertdialog').getByRole('button', { name: words.cancelReason.mistake }).click();
  await expect(page.getByText(words.paper.none)).toBeVisible();
  expect(readTickets(hall.data).slice(-3).map(({ status, paper, reason }) => [status, paper, reason])).toEqual([
    ['waiting', 'shown', null], ['waiting', 'printed', null], ['cancelled', 'failed', 'mistake'],
  ]);

  await page.getByRole('link', { name: words.nav.log }).click();
  const log = page.getByTestId('log').getByRole('row');
  await expect(log.filter({ hasText: words.event['ticket.cancelled'] })).toContainText([cancelled]);
  await expect(log.filter({ hasText: words.event['reprint.requested'] })).toContainText([reprinted]);
});

/** The paper of the close, for the hall and for the archive, with the root of this very log; a further copy is marked. */
async function expectPapers(page: Page): Promise<void> {
  const { close } = zh;
  const lines = page.getByTestId('day-papers').getByRole('listitem');
  for (const nth of [0, 1]) await expect(lines.nth(nth)).toContainText(close.console.state.printed, { timeout: 20_000 });
  const told = (await page.getByTestId('day-root').innerText()).replaceAll(' ', '');
  const papers = async () => (await hall.papers()).filter(({ text }) => text.some((line) => line.trim() === close.slip.title));
  const codes = (await papers()).map(({ qr }) => qr[0] ?? '');
  expect(codes.map((code) => code.endsWith(`:${told}`))).toEqual([true, true]);
  const said: string[] = [];
  expect(await verifyLog({ data: hall.data }, { ...wholeLog, root: codes[0] ?? '' }, (line) => said.push(line), 'zh')).toBe(0);
  expect(said.at(-1)).toContain('根值相符');
  await button(lines.nth(1), close.console.again).click();
  await expect(lines.nth(1)).toContainText(close.console.copy({ copy: 1 }));
  await expect(lines.nth(1)).toContainText(close.console.state.printed, { timeout: 20_000 });
  expect((await papers()).map(({ text }) => text.some((line) => line.trim() === close.slip.reprint))).toEqual([false, false, true]);
  await expectFine(page);
}

test('the day closes and opens again, and every page says so', async ({ browser }) => {
  const [kiosk, desk, board, page] = [
    await openKiosk(browser, hall), await openWindow(browser, hall, 'w1'), await openBoard(browser, hall, 'b1'), await openConsole(browser, hall),
  ];
  const number = shape((await hall.take(hall.itemAt('w1').itemId)).ticket.number);
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await button(page, words.day.close).click();
  const question = page.getByRole('alertdialog', { name: words.day.close });
  await expect(question).toContainText(/[1-9]/);
  await button(question, words.day.close).click();
  await expect(page.getByTestId('day-status')).toContainText(words.day.hasClosed({ date: '' }).trim());
  await expect(kiosk.getByRole('alert')).toContainText(zh.kiosk.closed.what);
  await expect(board.getByTestId('board-closed')).toContainText(zh.board.closed);
  await expect(desk.getByRole('alert')).toContainText(zh.rejection['day.closed'].what);
  await expect(button(desk, zh.window.open.button)).toBeDisabled();
  for (const closed of [kiosk, desk, board, page]) await expectFine(closed);
  await expectPapers(page);

  await button(page, words.day.reopen).click();
  await expect(page.getByTestId('day-status')).toContainText(words.day.isOpen({ date: '' }).trim());
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await expect(board.getByTestId('board')).toBeVisible();
  await openForVisitors(desk);
  await expect(desk.getByTestId('next-list')).toContainText(number);

  await page.getByRole('link', { name: words.nav.statistics }).click();
  await expect(page.getByTestId('figure-issued')).toContainText(/[1-9]/);
  await expect(page.getByTestId('day-choice')).toContainText(zh.statistics.day.open);
  await expect(page.getByTestId('hours').getByRole('row')).not.toHaveCount(1);
  await expectFine(page);
  const saved = page.waitForEvent('download');
  await page.getByTestId('statistics-csv').click();
  expect(readFileSync(await (await saved).path(), 'utf8').split('\r\n').slice(0, 2).map((line) => line.split(',')[1])).toEqual([zh.statistics.column.kind, zh.statistics.kind.hall]);
});

test('a zone is muted and an emergency told from the console, and every screen and bar says so until it is over', async ({ browser }) => {
  const [page, ...boards] = [await openConsole(browser, hall, 'voice'), await openBoard(browser, hall, 'b1'), await openBoard(browser, hall, 'b2')];
  const { zone } = hall.itemAt('w1');
  for (const board of boards) await expect(board.getByTestId('board')).toBeVisible();
  const mute = page.getByTestId(`mute-${zone}`);
  await mute.click();
  for (const board of boards) await expect(board.getByTestId('muted')).toContainText(words.voice.muted);
  await expect(mute).toHaveText(words.voice.unmute);
  await mute.click();
  for (const board of boards) await expect(board.getByTestId('muted')).toHaveCount(0);

  const [kiosk, desk] = [await openKiosk(browser, hall), await openWindow(browser, hall, 'w1')];
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await expect(windowStatus(desk)).toBeVisible();
  await page.getByTestId('emergency-begin').click();
  const question = page.getByRole('alertdialog', { name: words.voice.emergency.begin });
  await expect(question).toContainText(words.voice.emergency.confirm);
  await expectFine(page);
  for (const board of boards) await expect(board.getByTestId('emergency')).toHaveCount(0);
  await button(question, words.voice.emergency.begin).click();
  for (const board of boards) {
    await expect(board.getByTestId('emergency')).toContainText(zh.emergency.evacuate.title);
    await expect(board.getByTestId('emergency')).toContainText(en.emergency.evacuate.body);
  }
  await expect(kiosk.getByTestId('emergency')).toContainText(zh.emergency.evacuate.title);
  await expect(desk.getByRole('alert')).toContainText(zh.rejection['hall.emergency'].what);
  await until(barTexts, (texts) => texts.length > 0 && texts.every((text) => text === zh.led.evacuate));
  await expect(page.getByTestId('emergency-end')).toBeVisible();
  for (const shown of [page, kiosk, desk, ...boards]) await expectFine(shown);
  await expectKeysInSight(desk);
  await page.getByRole('link', { name: words.nav.queues }).click();
  await expect(page.getByTestId('emergency-banner')).toContainText(zh.rejection['hall.emergency'].what);
  await expectFine(page);
  await page.getByTestId('emergency-banner').getByRole('link').click();

  await page.getByTestId('emergency-end').click();
  for (const board of boards) await expect(board.getByTestId('board')).toBeVisible();
  await expect(page.getByTestId('emergency-begin')).toBeVisible();
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await expect(desk.getByRole('alert')).toHaveCount(0);
  await until(barTexts, (texts) => texts.every((text) => text !== zh.led.evacuate));
});

/** As the hall page lays the desk out, and in a narrow column: the last key needs no scrolling, also under a banner. */
async function expectKeysInSight(desk: Page): Promise<void> {
  for (const size of [{ width: 1000, height: 700 }, { width: 420, height: 800 }]) {
    await desk.setViewportSize(size);
    await expect(desk.getByTestId('keys').getByRole('button').last()).toBeInViewport({ ratio: 1 });
    await expectFine(desk);
  }
}

/** What each bar over a window of the hall shows, on one line. */
async function barTexts(): Promise<readonly string[]> {
  const { bars } = (await (await fetch(new URL('/state', hall.hall.ledUrl))).json()) as { readonly bars: readonly { readonly address: number; readonly text: string }[] };
  const addresses = new Set(hall.config.hall.windows.map(({ led }) => led?.address));
  return bars.filter(({ address }) => addresses.has(address)).map(({ text }) => text.replaceAll(/\s+/g, ' ').trim());
}

type Pairing = { readonly code: string; readonly deviceId: string; readonly board: string | null };

async function pair(page: Page, { code, deviceId, board }: Pairing): Promise<void> {
  await page.getByLabel(words.pairing.code).fill(code);
  await page.getByLabel(words.pairing.deviceId).fill(deviceId);
  if (board !== null) {
    await page.getByRole('button', { name: words.pairing.boardChoice }).click();
    await page.getByRole('option', { name: board }).click();
  }
  await button(page, words.pairing.submit).click();
  await expect(page.getByText(words.pairing.done({ device: deviceId }))).toBeVisible();
}
