import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { expectAccessible, expectFine, expectFingerRoom, expectLaidOut, listen } from './measure.ts';
import { button, closeAll, openBlank, openBoard, openConsole, openForVisitors, openKiosk, openWindow, windowStatus, zh, en } from './open-pages.ts';
import { openPageHall, type Chosen, type PageHall } from './page-hall.ts';

let hall: PageHall;
let chosen: Chosen;
test.beforeAll(async () => {
  hall = await openPageHall();
  chosen = hall.itemAt('w1');
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const kioskLooks = ['lang=zh', 'lang=en&size=elder', 'lang=zh&tone=contrast&reach=low'];
for (const query of kioskLooks) {
  test(`kiosk, ${query}: every step is quiet, accessible, and made for fingers`, async ({ browser }) => {
    const kiosk = await openKiosk(browser, hall, { query });
    const said = listen(kiosk);
    await kiosk.reload();
    for (const id of ['start', `department-${chosen.departmentId}`, `item-${chosen.itemId}`, 'take', 'done']) {
      await kiosk.getByTestId(id).waitFor();
      await expectFine(kiosk);
      await expectFingerRoom(kiosk);
      await kiosk.getByTestId(id).tap();
    }
    await kiosk.getByTestId('search').tap();
    await kiosk.getByTestId('keyboard').waitFor();
    await expectFine(kiosk);
    await expectFingerRoom(kiosk);
    expect(said).toEqual([]);
  });
}

test('kiosk at other screens: nothing wider than the screen', async ({ browser }) => {
  const kiosk = await openKiosk(browser, hall);
  for (const [width, height] of [[1920, 1080], [3840, 2160]] as const) {
    await kiosk.setViewportSize({ width, height });
    await kiosk.getByTestId('start').waitFor();
    await expectLaidOut(kiosk);
  }
});

for (const query of ['lang=zh', 'lang=en&size=elder&tone=contrast']) {
  test(`window, ${query}: closed, idle, calling, serving, its dialogs and its sign-in`, async ({ browser }) => {
    const t = query.includes('lang=en') ? en : zh;
    const desk = await openWindow(browser, hall, 'w1', { query });
    const said = listen(desk);
    await desk.reload();
    await hall.take(chosen.itemId);
    if ((await windowStatus(desk).innerText()) === t.window.status.closed) {
      await expectFine(desk);
      await desk.keyboard.press('F9');
    }
    await expect(windowStatus(desk)).toHaveText(t.window.status.idle);
    await expectFine(desk);
    await desk.keyboard.press('F2');
    await expect(windowStatus(desk)).toHaveText(t.window.status.calling);
    await expectFine(desk);
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(t.window.status.serving);
    await expectFine(desk);
    await desk.keyboard.press('F7');
    await desk.getByRole('dialog').waitFor();
    await expectFine(desk);
    await desk.keyboard.press('Enter');
    await expect(windowStatus(desk)).toHaveText(t.window.status.idle);
    await desk.keyboard.press('F8');
    await desk.getByRole('dialog').waitFor();
    await expectFine(desk);
    await desk.keyboard.press('Escape');
    const form = await openBlank(browser);
    const saidThere = listen(form);
    await form.goto(`${hall.hall.url}window/?${query}`);
    await button(form, t.window.signIn.submit).waitFor();
    await expectFine(form);
    expect([...said, ...saidThere]).toEqual([]);
  });
}

for (const query of ['lang=zh', 'lang=en&tone=dark', 'tone=contrast']) {
  test(`board, ${query}: newest call and others at 1080p, portrait and 4K`, async ({ browser }) => {
    await callOne(browser);
    const board = await openBoard(browser, hall, 'b1', { query });
    const said = listen(board);
    await board.reload();
    for (const [width, height] of [[1920, 1080], [1080, 1920], [3840, 2160]] as const) {
      await board.setViewportSize({ width, height });
      await board.getByTestId('newest-number').waitFor();
      await expectLaidOut(board);
      await expectLegible(board, Math.min(width, height));
    }
    await board.setViewportSize({ width: 1920, height: 1080 });
    await expectAccessible(board);
    expect(said).toEqual([]);
  });
}

for (const query of ['lang=zh', 'lang=en&size=elder&tone=contrast']) {
  test(`console, ${query}: every page, and the sign-in`, async ({ browser }) => {
    const page = await openConsole(browser, hall, '', { query });
    const said = listen(page);
    for (const path of ['', 'queues', 'windows', 'guide-desk', 'statistics', 'devices', 'voice', 'clerks', 'catalogue', 'log']) {
      await page.goto(`${hall.hall.url}console/${path}?${query}`);
      await page.getByRole('navigation').waitFor();
      await expectFine(page);
    }
    const form = await openBlank(browser);
    await form.goto(`${hall.hall.url}console/?${query}`);
    await form.getByRole('button').first().waitFor();
    await expectFine(form);
    expect(said).toEqual([]);
  });
}

test("the sample's hall page: every frame is at work and nothing is refused", async ({ browser }) => {
  const page = await openBlank(browser);
  const said = listen(page);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(hall.hall.url);
  await expect(page.frameLocator('[data-testid=frame-kiosk]').getByTestId('start')).toBeVisible();
  await expect(page.frameLocator('[data-testid=frame-window-w1]').getByTestId('window-status')).toBeVisible();
  await expect(page.frameLocator('[data-testid=frame-board-b1]').getByTestId('board')).toBeVisible();
  await expect(page.getByTestId('printed-tickets').getByRole('img').first()).toBeVisible();
  await expectLaidOut(page);
  await expectAccessible(page);
  expect(said).toEqual([]);
});

test('loading and fault: pages of a hub that has not answered yet, and of one that is away', async ({ browser }) => {
  const desk = await openBlank(browser);
  await desk.route('**/config/*', (route) => route.abort());
  await desk.addInitScript((token) => sessionStorage.setItem('hallcall.token.w6', token ?? ''), hall.sample.windows[5]?.token);
  await desk.goto(`${hall.hall.url}window/#w6`);
  await expect(desk.getByText(zh.health.connecting)).toBeVisible();
  await expectFine(desk);
  const display = await openBlank(browser);
  await display.route('**/pairing', (route) => route.abort());
  await display.goto(`${hall.hall.url}display/#x`);
  await expect(display.getByTestId('board-unreachable')).toContainText(zh.fault['hub.unreachable'].what);
  await expectFine(display);
  const kiosk = await openBlank(browser);
  await kiosk.setViewportSize({ width: 1080, height: 1920 });
  await kiosk.route('**/page/events', (route) => route.abort());
  await kiosk.goto(new URL('/kiosk/', hall.hall.agentUrl).href);
  await expect(kiosk.getByText(zh.common.loading)).toBeVisible();
  await expectFine(kiosk);
});

/** One more visitor called at the second window, so that the board has something to show. */
async function callOne(browser: Browser): Promise<void> {
  await hall.take(hall.itemAt('w2').itemId);
  const desk = await openWindow(browser, hall, 'w2');
  await expect(windowStatus(desk)).toBeVisible();
  if ((await windowStatus(desk).innerText()) === zh.window.status.closed) await openForVisitors(desk);
  else if ((await windowStatus(desk).innerText()) === zh.window.status.calling) {
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  }
  await desk.keyboard.press('F2');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.calling);
  await desk.close();
}

const sizesOf = (numbers: Locator): Promise<number[]> =>
  numbers.evaluateAll((all) => all.map((number) => Number.parseFloat(getComputedStyle(number).fontSize)));

/** Newest call at least a sixth of the screen's shorter side, other calls a fourteenth. */
async function expectLegible(board: Page, side: number): Promise<void> {
  const [newest, ...others] = [
    ...(await sizesOf(board.getByTestId('newest-number'))), ...(await sizesOf(board.getByTestId('call-row').locator('.call-number'))),
  ];
  expect(newest).toBeGreaterThanOrEqual(side / 6);
  for (const size of others) expect(size).toBeGreaterThanOrEqual(side / 14);
}
