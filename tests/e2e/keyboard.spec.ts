// The console without a mouse: each dialog is opened, filled and left by keys, and the focus is never lost on the way.
import { expect, test, type Page } from '@playwright/test';
import { closeAll, openConsole, openForVisitors, openWindow, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.tagName ?? '');
const mostTabs = 40;

/** Tab after tab until it has the focus. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    if ((await focused(page)) === testId) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${mostTabs} tabs do not lead to ${testId}`);
}

test('a number given at the desk: the key keeps the focus while the hub is silent, then the next visitor begins at the search', async ({ browser }) => {
  const page = await openConsole(browser, hall, 'desk');
  const search = page.getByTestId('picker-issue').getByRole('searchbox');
  await search.focus();
  await page.keyboard.type('nzqysldj');
  await tabTo(page, 'hit-D01-01');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-D01-01')).toBeVisible();
  await expect(search).toBeFocused();
  await tabTo(page, 'desk-take');
  hall.hall.hub.signal('SIGSTOP');
  try {
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('desk-take')).toHaveAttribute('aria-disabled', 'true');
    // Long enough for the page to notice that nothing is heard of the hub.
    await expect(page.getByText(zh.health.stale).first()).toBeVisible({ timeout: 15_000 });
    expect(await focused(page)).toBe('desk-take');
  } finally {
    hall.hall.hub.signal('SIGCONT');
  }
  await expect(page.getByTestId('desk-given')).toBeVisible();
  await expect.poll(() => focused(page)).toBe('desk-next');
  await page.keyboard.press('Enter');
  await expect(search).toBeFocused();
});

test('a booking is made by keys, and Esc leaves its dialog for where it was opened', async ({ browser }) => {
  const page = await openConsole(browser, hall, 'bookings');
  const dialog = page.getByRole('dialog');
  await page.getByTestId('booking-new').focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => focused(page)).toBe('booking-new');

  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('D01-01');
  await tabTo(page, 'book-D01-01');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('other-item');
  const slot = (await dialog.getByTestId('slots').getByRole('button').last().getAttribute('data-testid')) ?? '';
  await dialog.getByTestId(slot).focus();
  await page.keyboard.press('Enter');
  await tabTo(page, 'book-submit');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('booking-code')).toBeVisible();
  await expect.poll(() => focused(page)).toBe('booked-done');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await tabTo(page, 'booking-cancel-ask');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await tabTo(page, 'booking-cancel');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('bookings')).toContainText(zh.booking.status.cancelled);
});

test('help for a queue is chosen by keys; Esc chooses nobody', async ({ browser }) => {
  const queueId = hall.config.hall.items.find(({ id }) => id === 'D01-01')?.queue ?? '';
  const other = hall.config.hall.windows.find(({ queues }) => queues.every(({ queue }) => queue !== queueId && queue !== hall.config.hall.payment?.queue))?.id ?? '';
  await openForVisitors(await openWindow(browser, hall, other));
  await hall.take('D01-01');
  const page = await openConsole(browser, hall, 'queues');
  const dialog = page.getByRole('dialog');
  await page.getByTestId(`choose-help-${queueId}`).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => focused(page)).toBe(`choose-help-${queueId}`);
  await page.keyboard.press('Enter');
  await tabTo(page, `behind-${other}`);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId(`end-help-${other}`)).toBeVisible();
});
