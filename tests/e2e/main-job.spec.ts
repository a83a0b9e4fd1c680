import type { BoardView } from '@hallcall/domain';
import { expect, test, type Browser, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import { readTickets } from '../chaos/real-hall.ts';
import { listen } from './measure.ts';
import { button, closeAll, hubUrl, openBlank, openBoard, openKiosk, recordViews, shape, windowStatus, zh, activeNumber } from './open-pages.ts';
import { newestEvent, openPageHall, type Chosen, type PageHall, type Paper } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

for (const host of ['127.0.0.1', 'hall.test']) {
  test(`a visitor's ticket from the first touch to the end of the visit, the hub being ${host}`, async ({ browser }) => {
    const chosen = hall.itemAt('w1');
    const kiosk = await openKiosk(browser, hall);
    const said = [listen(kiosk)];
    const before = (await hall.papers()).length;
    // The first visitor comes before the window is open, the second finds it idle.
    const wait = await tapThrough(kiosk, chosen);
    const number = await kiosk.getByTestId('number').innerText();

    await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
    await expect(kiosk.getByTestId('paper')).toContainText(zh.kiosk.paper.printed.what);
    const papers = await hall.papers();
    expect(papers.length).toBe(before + 1);
    await expectPaper(papers.at(-1), chosen, number);
    await expectSameWait(kiosk, papers.at(-1), wait);
    expect(await scan(browser, papers.length)).toEqual(papers.at(-1)?.qr[0]);

    const board = await openBoard(browser, hall, 'b1', { host });
    const views = recordViews(board, 'board') as BoardView[];
    said.push(listen(board));
    await board.reload();
    const row = board.getByTestId('waiting-row').filter({ hasText: chosen.department });
    await expect(row).toContainText('1');
    await expect(row).toContainText(wait === 'free' ? /\d+ 分钟/ : zh.board.noWindow);

    const desk = await signIn(browser, host);
    said.push(listen(desk));
    await expect(desk.getByTestId('next-list').getByText(number)).toBeVisible();
    const seen = views.length;
    await expect(button(desk, zh.window.action.callNext)).toContainText('F2');
    await desk.keyboard.press('F2');
    await expect(board.getByTestId('newest-number')).toHaveText(number);
    // The window's opening may reach the board only now: what counts is the first view with another call than before.
    const earlier = views[seen - 1]?.calls[0]?.callId;
    const first = views.slice(seen).find(({ calls }) => calls[0]?.callId !== earlier);
    expect(first?.calls[0]?.number && shape(first.calls[0].number)).toBe(number);
    await expect(board.getByTestId('newest-window')).toHaveText(zh.common.windowLabel({ label: '1' }));

    await expect(desk.getByTestId('proof')).toHaveAttribute('data-shown', 'true');
    await expect(desk.getByTestId('proof')).toContainText(zh.window.person.shown);
    await finish(desk, number);
    await expect(board.getByTestId('newest-call')).toHaveAttribute('data-live', 'false');
    const stored = readTickets(hall.data).at(-1);
    expect(stored && [stored.status, stored.paper]).toEqual(['done', 'printed']);
    expect(newestEvent(hall.data, 'stop.finished')).toMatchObject({ ticketId: stored?.ticketId, outcome: 'materialsMissing', count: 2, startInferred: false });
    expect(said.flat()).toEqual([]);
  });
}

/** Department, item with its public fields, number: one touch each. Says whether a window is idle or none is open, as the page has said before the choice. */
async function tapThrough(kiosk: Page, chosen: Chosen): Promise<string | null> {
  await kiosk.getByTestId('start').tap();
  const onTile = await kiosk.getByTestId(`department-${chosen.departmentId}`).getByTestId('waiting-facts').getAttribute('data-state');
  await kiosk.getByTestId(`department-${chosen.departmentId}`).tap();
  await kiosk.getByTestId(`item-${chosen.itemId}`).tap();
  for (const field of ['materials', 'timeLimit', 'fee', 'procedure', 'standard', 'basis'] as const) {
    await expect(kiosk.getByTestId(`field-${field}`)).not.toBeEmpty();
  }
  await expect(kiosk.getByTestId('ahead')).toHaveAttribute('data-state', onTile ?? '');
  await expect(kiosk.getByTestId('ahead')).toHaveText(onTile === 'free' ? zh.kiosk.department.noneWaiting : zh.wait.noWindow);
  await kiosk.getByTestId('take').tap();
  await expect(kiosk.getByTestId('ticket')).toBeVisible();
  return onTile;
}

const unspaced = (line: string): string => line.replaceAll(/\s/g, '');

/** Page and paper say the estimate, at an idle window the shortest, or that no window is open. */
async function expectSameWait(kiosk: Page, paper: Paper | undefined, wait: string | null): Promise<void> {
  const told = wait === 'free' ? [zh.wait.told({ wait: zh.wait.soon })] : [zh.wait.noWindow];
  await expect(kiosk.getByTestId('ticket-estimate')).toHaveText(told);
  expect(paper?.text.map(unspaced).filter((line) => line.startsWith(zh.wait.title) || line === unspaced(zh.wait.noWindow))).toEqual(told.map(unspaced));
}

/** Number, department, item, zone, QR and knife as decoded from the bytes. */
async function expectPaper(paper: Paper | undefined, chosen: Chosen, number: string): Promise<void> {
  if (!paper) throw new Error('no paper');
  const row = readTickets(hall.data).at(-1);
  const lines = paper.text.map((line) => line.replaceAll(/\s+/g, ' '));
  expect(lines).toContain(number.replace('\u00a0', ' '));
  expect(lines.join('')).toContain(chosen.department);
  expect(lines.join('')).toContain(chosen.item);
  expect(lines).toContain(zh.slip.goTo({ zone: chosen.zone }));
  expect([paper.qr, paper.cut]).toEqual([[`${new URL(hall.hall.url).origin}/t/sample.${row?.ticketId}`], 'full']);
}

/** What a phone's camera reads from the printed paper. */
async function scan(browser: Browser, ticket: number): Promise<string | undefined> {
  const answer = await fetch(new URL(`/tickets/${ticket}.png`, hall.hall.printerUrl));
  const page = await openBlank(browser);
  const picture = await page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height).getContext('2d');
    canvas?.drawImage(bitmap, 0, 0);
    const pixels = canvas?.getImageData(0, 0, width, height).data ?? [];
    let red = '';
    for (let at = 0; at < pixels.length; at += 4) red += String.fromCodePoint(pixels[at] ?? 0);
    return { width, height, red };
  }, Buffer.from(await answer.arrayBuffer()).toString('base64'));
  await page.close();
  const grey = new Uint8ClampedArray(picture.red.length * 4).fill(255);
  for (const [index, value] of Buffer.from(picture.red, 'latin1').entries()) grey.fill(value, index * 4, index * 4 + 3);
  return jsQR.default(grey, picture.width, picture.height)?.data;
}

/** The clerk's form, then the window opened for visitors. */
async function signIn(browser: Browser, host: string): Promise<Page> {
  const clerk = hall.sample.windows.find(({ windowId }) => windowId === 'w1');
  const desk = await openBlank(browser);
  await desk.goto(`${hubUrl(hall, { host })}window/#w1`);
  expect(await desk.evaluate(() => isSecureContext)).toBe(host === '127.0.0.1');
  await desk.getByLabel(zh.window.signIn.clerk).fill(clerk?.clerkId ?? '');
  await desk.getByLabel(zh.window.signIn.pin).fill(clerk?.pin ?? '');
  await button(desk, zh.window.signIn.submit).click();
  await expect(windowStatus(desk)).toBeVisible();
  if ((await windowStatus(desk).innerText()) === zh.window.status.closed) await desk.keyboard.press('F9');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
  return desk;
}

/** Started, then ended by keyboard with another outcome and two cases. */
async function finish(desk: Page, number: string): Promise<void> {
  await expect(activeNumber(desk)).toHaveText(number);
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  await desk.keyboard.press('F7');
  const dialog = desk.getByRole('dialog', { name: zh.window.finish.title });
  await dialog.getByRole('radio', { name: zh.window.outcome.materialsMissing }).check({ force: true });
  await dialog.getByTestId('missing').getByRole('checkbox').first().check({ force: true });
  await dialog.getByRole('textbox', { name: zh.window.finish.count }).fill('2');
  await button(dialog, zh.window.finish.submit).click();
  await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
}
