// Booked at the console, checked in at the kiosk with the code, called before whoever came in between.
import { expect, test, type Page } from '@playwright/test';
import { expectFine } from './measure.ts';
import { activeNumber, closeAll, openConsole, openForVisitors, openKiosk, openWindow, shape, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const { booking: words } = zh;
/** The example of the standard of identity numbers. */
const number = '11010519491231002X';

const slotMs = 600_000;
/** The sample's day changes at four in the morning in Shanghai. */
const untilDayChanges = (now: number): number => 86_400_000 - ((now + 4 * 3_600_000) % 86_400_000);
/** No slot ends, and no day, while a test that has begun with it is on its way. */
test.beforeEach(() => expect.poll(() => slotMs - (Date.now() % slotMs) > 20_000 && untilDayChanges(Date.now()) > 90_000, { timeout: 100_000, intervals: [1_000] }).toBe(true));

/** The slot that is running, or the last of the day; gives the code. */
async function book(desk: Page, itemId: string, which: 'first' | 'last'): Promise<string> {
  await desk.getByTestId('booking-new').click();
  const dialog = desk.getByRole('dialog', { name: words.make.title });
  await dialog.getByRole('searchbox').fill(itemId);
  await dialog.getByTestId(`book-${itemId}`).click();
  await dialog.getByTestId('slots').getByRole('button')[which]().click();
  await dialog.getByLabel(words.make.number).fill(number);
  if (which === 'first') await expectFine(desk);
  await dialog.getByTestId('book-submit').click();
  const code = (await desk.getByTestId('booking-code').innerText()).replaceAll(/\s/g, '');
  expect(code).toMatch(/^\d{8}$/);
  return code;
}

async function typeCode(kiosk: Page, code: string): Promise<void> {
  await kiosk.getByTestId('pass').click();
  for (const digit of code) await kiosk.getByTestId(`digit-${digit}`).click();
  await kiosk.getByTestId('find-pass').click();
}

test.setTimeout(200_000);

test('booked at the console, checked in at the kiosk, preferred at the window; what is over is said', async ({ browser }) => {
  const { itemId, item } = hall.itemAt('w1');
  const [desk, kiosk, window] = [await openConsole(browser, hall, 'bookings'), await openKiosk(browser, hall), await openWindow(browser, hall, 'w1')];
  const code = await book(desk, itemId, 'first');
  await expectFine(desk);
  await desk.getByTestId('booked-done').click();
  const row = desk.getByTestId('bookings').getByRole('row').filter({ hasText: `${code.slice(0, 4)} ${code.slice(4)}` });
  await expect(row).toContainText(words.status.open);
  await expect(row).toContainText(words.named);
  await expectFine(desk);

  await openForVisitors(window);
  const ordinary = shape((await hall.take(itemId)).ticket.number);
  await expect(window.getByTestId('next-list')).toContainText(ordinary);
  await typeCode(kiosk, code);
  await expect(kiosk.getByTestId('found-booking')).toContainText(item);
  await expectFine(kiosk);
  await kiosk.getByTestId('take').click();
  await expect(kiosk.getByTestId('number')).toBeVisible();
  const booked = (await kiosk.getByTestId('number').innerText()).trim();
  await expect(row).toContainText(words.status.kept);
  await expect(row).toContainText(booked);
  const slip = (await hall.papers()).find(({ text }) => text.some((line) => line.includes(words.kiosk.preferred)));
  expect(slip?.text).toContain(booked.replace('\u00a0', ' '));
  await expect(window.getByTestId('next-list')).toContainText(booked);
  await window.keyboard.press('F2');
  await expect(activeNumber(window)).toHaveText(booked);

  const second = await openKiosk(browser, hall);
  await typeCode(second, code);
  await expect(second.getByTestId('no-pass')).toHaveAttribute('data-code', 'booking.used');
  await second.getByTestId('ordinary').click();
  await expect(second.getByTestId('kiosk')).toContainText(zh.kiosk.department.title);
});

test('the desk changes a booking, takes the number of one, and cancels one', async ({ browser }) => {
  const { itemId } = hall.itemAt('w1');
  const desk = await openConsole(browser, hall, 'bookings');
  const row = (code: string) => desk.getByTestId('bookings').getByRole('row').filter({ hasText: `${code.slice(0, 4)} ${code.slice(4)}` });
  const first = await book(desk, itemId, 'last');
  await desk.getByTestId('booked-done').click();
  await row(first).getByTestId('booking-change').click();
  const dialog = desk.getByRole('dialog', { name: words.make.changeTitle });
  await dialog.getByTestId('slots').getByRole('button').first().click();
  await dialog.getByTestId('book-submit').click();
  const changed = (await desk.getByTestId('booking-code').innerText()).replaceAll(/\s/g, '');
  await desk.getByTestId('booked-done').click();
  await expect(row(first)).toContainText(words.status.cancelled);
  await expect(row(changed)).toContainText(words.named);
  await row(changed).getByTestId('booking-take').click();
  await expect(row(changed)).toContainText(words.status.kept);

  const other = await book(desk, itemId, 'last');
  await desk.getByTestId('booked-done').click();
  await row(other).getByTestId('booking-cancel-ask').click();
  await expectFine(desk);
  await desk.getByTestId('booking-cancel').click();
  await expect(row(other)).toContainText(words.status.cancelled);
});

test('items are found by their initials; a number that is none is said, and Esc still leaves the dialog', async ({ browser }) => {
  const desk = await openConsole(browser, hall, 'bookings');
  await desk.getByTestId('booking-new').click();
  const dialog = desk.getByRole('dialog', { name: words.make.title });
  const { itemId, item } = hall.itemAt('w1');
  const entry = hall.config.catalogue.search?.entries.find(({ id }) => id === itemId);
  await dialog.getByRole('searchbox').fill(entry?.initials ?? 'no index');
  await dialog.getByTestId(`book-${itemId}`).click();
  await expect(dialog.getByTestId('chosen-item')).toHaveText(item);
  await dialog.getByTestId('slots').getByRole('button').last().click();
  await dialog.getByLabel(words.make.number).fill('123');
  await dialog.getByTestId('book-submit').click();
  await expect(dialog.getByRole('alert')).toContainText(zh.fault['booking.numberWrong'].what);
  await desk.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
