import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectFine } from './measure.ts';
import { activeNumber, button, closeAll, openConsole, openForVisitors, openWindow, shape, windowStatus, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const { payment, window: words } = zh;
/** 居民身份证换领, 20 yuan; served at window 2. */
const item = 'D02-08';

/** A visitor for window 2, called there and being served; the number as it is shown. */
async function serveOne(desk: Page): Promise<string> {
  const number = shape((await hall.take(item)).ticket.number);
  await expect(desk.getByTestId('next-list')).toContainText(number);
  await callNext(desk, number);
  return number;
}

async function callNext(desk: Page, number: string): Promise<void> {
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(words.status.serving);
}

async function bill(desk: Page): Promise<void> {
  await desk.keyboard.press('Alt+p');
  const dialog = desk.getByRole('dialog', { name: payment.issue.title });
  await expect(dialog.getByTestId('notice-total')).toHaveText('20元');
  await desk.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(windowStatus(desk)).toHaveText(words.status.idle);
}

async function finish(desk: Page): Promise<void> {
  await desk.keyboard.press('F7');
  await desk.keyboard.press('Enter');
  await expect(windowStatus(desk)).toHaveText(words.status.idle);
}

test('a notice sends the visitor to the bank, a receipt number sends the visitor back, and the window sees it paid', async ({ browser }) => {
  const [desk, bank] = [await openWindow(browser, hall, 'w2'), await openWindow(browser, hall, 'w8')];
  await openForVisitors(desk);
  await openForVisitors(bank);
  const number = await serveOne(desk);
  await desk.keyboard.press('Alt+p');
  const dialog = desk.getByRole('dialog', { name: payment.issue.title });
  await dialog.getByLabel(payment.issue.amount).fill('20.005');
  await desk.keyboard.press('Enter');
  await expect(dialog).toContainText(payment.wrongAmount);
  await expectFine(desk);
  // Lower than the form: what is filled in scrolls, the sum and both keys stay.
  await desk.setViewportSize({ width: 1280, height: 420 });
  for (const part of [dialog.getByTestId('notice-total'), button(dialog, payment.issue.submit), button(dialog, zh.common.back)]) await expect(part).toBeInViewport({ ratio: 1 });
  await desk.setViewportSize({ width: 1280, height: 720 });
  await dialog.getByLabel(payment.issue.amount).fill('20.50');
  await dialog.getByRole('textbox', { name: payment.issue.quantity }).fill('2');
  await dialog.getByRole('textbox', { name: payment.issue.quantity }).press('Tab');
  await expect(dialog.getByTestId('notice-total')).toHaveText('41元');
  await dialog.getByLabel(payment.issue.code).fill('33010026000001234567');
  await button(dialog, payment.issue.submit).click();
  await expect(dialog.getByTestId('price-doubt')).toHaveText(payment.issue.doubt.differs({ typed: '20.50元', price: '20元' }));
  await expectFine(desk);
  await button(dialog, payment.issue.doubt.pass).click();
  await expect(windowStatus(desk)).toHaveText(words.status.idle);
  await expect(desk.getByTestId('own-notices')).toContainText('41元');
  await expect(desk.getByTestId('slips').getByRole('listitem')).toHaveAttribute('data-state', 'printed');
  const paper = (await hall.papers()).find(({ text }) => text.includes(zh.handed.payment.title));
  expect(paper?.text).toEqual(expect.arrayContaining([number.replace('\u00a0', ' '), `${zh.handed.payment.total} 41元`]));
  expect(paper?.text.some((line) => line.includes('33010026000001234567'))).toBe(true);
  expect(paper?.qr[0]).toMatch(/^\d{8}-\d{8}$/);

  await expect(bank.getByTestId('next-list')).toContainText(number);
  await callNext(bank, number);
  await bank.keyboard.press('F7');
  await bank.keyboard.press('Enter');
  await expect(bank.getByTestId('refusal')).toContainText(zh.rejection['notice.unpaid'].what);
  await bank.keyboard.press('Alt+c');
  const confirm = bank.getByRole('dialog', { name: payment.confirm.title });
  await expect(confirm).toContainText('33010026000001234567');
  await bank.keyboard.press('Enter');
  await expect(confirm).toContainText(payment.confirm.needsReceipt);
  await expectFine(bank);
  await bank.keyboard.type('SJ-0001');
  await bank.keyboard.press('Enter');
  await expect(confirm).toHaveCount(0);
  await expect(windowStatus(bank)).toHaveText(words.status.idle);

  await expect(desk.getByTestId('own-notices')).toHaveCount(0);
  await expect(desk.getByTestId('next-list')).toContainText(number);
  await callNext(desk, number);
  await expect(desk.getByTestId('notices')).toContainText(payment.status.paid);
  await expect(desk.getByTestId('notices')).toContainText('SJ-0001');
  await expectFine(desk);
  await finish(desk);
});

test('what is paid by phone is confirmed by the bank from the list; a voided notice brings the visitor back', async ({ browser }) => {
  const [desk, bank] = [await openWindow(browser, hall, 'w2'), await openWindow(browser, hall, 'w8')];
  await expect(windowStatus(desk)).toHaveText(words.status.idle);
  const number = await serveOne(desk);
  await bill(desk);

  await expect(bank.getByTestId('open-notices').getByRole('listitem')).toHaveCount(1);
  await bank.getByRole('searchbox', { name: payment.open.search }).fill(number);
  await button(bank.getByTestId('open-notices'), payment.confirm.button).click();
  await bank.keyboard.type('SJ-0002');
  await bank.keyboard.press('Enter');
  await expect(bank.getByTestId('open-notices').getByRole('listitem')).toHaveCount(0);
  await expect(bank.getByTestId('next-list')).toHaveCount(0);
  await callNext(desk, number);
  await expect(desk.getByTestId('notices')).toContainText(payment.paidBy.phone);

  await bill(desk);
  await button(desk.getByTestId('own-notices'), payment.void.button).click();
  await expect(desk.getByRole('alertdialog', { name: payment.void.title })).toBeVisible();
  await expectFine(desk);
  await desk.keyboard.type('金额填错');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('own-notices')).toHaveCount(0);
  await callNext(desk, number);
  await expect(desk.getByTestId('notices').getByRole('listitem')).toHaveCount(2);
  await expect(desk.getByTestId('notices')).toContainText(payment.status.voided);
  await finish(desk);
});

test('the console compares every notice with the catalogue, marks what differs, adds up, and voids', async ({ browser }) => {
  const [desk, console] = [await openWindow(browser, hall, 'w2'), await openConsole(browser, hall, 'payments')];
  await expect(windowStatus(desk)).toHaveText(words.status.idle);
  const number = await serveOne(desk);
  await desk.keyboard.press('Alt+p');
  const dialog = desk.getByRole('dialog', { name: payment.issue.title });
  await dialog.getByLabel(payment.issue.amount).fill('25');
  await desk.keyboard.press('Enter');
  await button(dialog, payment.issue.doubt.pass).press('Enter');
  const row = console.getByTestId('payments').getByRole('row').nth(1);
  await expect(row).toContainText(number);
  await expect(row).toContainText('c2');
  await expect(row.getByTestId('odd')).toHaveText(payment.report.price.differs({ price: '20元' }));
  await expect(console.getByTestId('sum-open')).toContainText(payment.report.sum({ count: 1, amount: '25元' }));
  await expect(console.getByTestId('odd-notices')).not.toHaveText(payment.report.allAgree);
  await expect(console.getByTestId('day-choice')).toContainText(zh.statistics.day.open);
  const saved = console.waitForEvent('download');
  await console.getByTestId('payments-csv').click();
  expect(readFileSync(await (await saved).path(), 'utf8')).toContain(`,${payment.status.open},`);
  await expectFine(console);
  await button(row, payment.void.button).click();
  await console.keyboard.type('单价填错');
  await console.keyboard.press('Enter');
  await expect(row.getByTestId('notice-voided')).toBeVisible();
  await expect(console.getByTestId('sum-open')).toContainText(payment.report.sum({ count: 0, amount: '0元' }));
  await expect(desk.getByTestId('next-list')).toContainText(number);
});
