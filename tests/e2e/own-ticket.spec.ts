// The page behind the paper's QR code, as a telephone opens it.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectFine } from './measure.ts';
import { closeAll, en, hubUrl, openBlank, openForVisitors, openWindow, shape, windowStatus, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

/** What stands in the newest paper's code, opened on a small telephone. */
async function openOwn(browser: Browser, query: string): Promise<Page> {
  const [code = ''] = (await hall.papers()).at(-1)?.qr ?? [];
  expect(code.startsWith(hubUrl(hall))).toBe(true);
  const page = await openBlank(browser);
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(code + query);
  return page;
}

test('the code on the paper shows where the number stands, until it is done', async ({ browser }) => {
  const { itemId } = hall.itemAt('w1');
  await hall.take(itemId);
  const { ticket: { number } } = await hall.take(itemId);
  const own = await openOwn(browser, '?lang=zh');
  const english = await openOwn(browser, '?lang=en&size=elder&tone=contrast');
  const stop = own.getByTestId('own-stop');
  await expect(own.getByTestId('own-number')).toHaveText(shape(number));
  await expect(stop).toContainText(zh.ownTicket.ahead({ count: 1 }));
  await expect(stop).toContainText(zh.wait.noWindow);
  await expect(english.getByTestId('own-stop')).toContainText(en.ownTicket.ahead({ count: 1 }));
  for (const page of [own, english]) await expectFine(page);

  const desk = await openWindow(browser, hall, 'w1');
  await openForVisitors(desk);
  await desk.keyboard.press('F2');
  await expect(stop).toContainText(zh.wait.nobodyAhead);
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  await desk.keyboard.press('F2');
  await expect(stop).toHaveAttribute('data-status', 'called');
  await expect(stop).toContainText(zh.ownTicket.goTo({ window: '1' }));
  await expect(own).toHaveTitle(`${shape(number)} ${zh.ownTicket.status.called}`);
  await expect(english.getByTestId('own-stop')).toContainText(en.ownTicket.goTo({ window: '1' }));
  for (const page of [own, english]) await expectFine(page);
  await desk.keyboard.press('F4');
  await expect(stop).toContainText(zh.ownTicket.servedAt({ window: '1' }));
  await desk.keyboard.press('F2');
  await expect(own.getByText(zh.ownTicket.allDone)).toBeVisible();
});

test('a code that is none says what to do', async ({ browser }) => {
  const page = await openBlank(browser);
  await page.goto(`${hubUrl(hall)}t/sample.nothing?lang=en`);
  await expect(page.getByRole('alert')).toContainText(en.ownTicket.unknown.action);
});
