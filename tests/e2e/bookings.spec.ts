// Booked at the console, checked in at the kiosk with the code or an ID card, called before whoever came in between.
import { expect, test, type Page } from '@playwright/test';
import { expectFine } from './measure.ts';
import { activeNumber, closeAll, openConsole, openForVisitors, openKiosk, openWindow, shape, windowStatus, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(async ({ browser }) => {
  await lay(null);
  await closeAll(browser);
});
test.afterAll(() => hall.close());

const { booking: words } = zh;
/** The example of the standard of identity numbers. */
const number = '11010519491231002X';

/** The same person's card, as the simulated reader has it; the desk types it with a small x. */
const card = { label: '丙', number: '99000019000229003x' };

async function lay(label: string | null): Promise<void> {
  const answer = await fetch(new URL('/card', hall.hall.readerUrl), { method: 'POST', body: JSON.stringify({ card: label }) });
  if (!answer.ok) throw new Error(await answer.text());
}

const slotMs = 600_000;
/** The sample's day changes at four in the morning in Shanghai. */
const untilDayChanges = (now: number): number => 86_400_000 - ((now + 4 * 3_600_000) % 86_400_000);
/** No slot ends, and no day, while a test that has begun with it is on its way. */
test.beforeEach(() => expect.poll(() => slotMs - (Date.now() % slotMs) > 20_000 && untilDayChanges(Date.now()) > 90_000, { timeout: 100_000, intervals: [1_000] }).toBe(true));

/** The slot that is running, or the last of the day; gives the code. */
async function book(desk: Page, itemId: string, which: 'first' | 'last', of = number): Promise<string> {
  await desk.getByTestId('booking-new').click();
  const dialog = desk.getByRole('dialog', { name: words.make.title });
  await dialog.getByRole('searchbox').fill(itemId);
  await dialog.getByTestId(`book-${itemId}`).click();
  await dialog.getByTestId('slots').getByRole('button')[which]().click();
  await dialog.getByLabel(words.make.number).fill(of);
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

/** Waits until it has come out. */
async function slipOf(shown: string): Promise<readonly string[]> {
  const find = async () => (await hall.papers()).find(({ text }) => text.includes(shown.replace('\u00a0', ' ')))?.text ?? [];
  await expect.poll(async () => (await find()).length).toBeGreaterThan(0);
  return find();
}

test.setTimeout(200_000);

test('booked with a number, found by the card at the kiosk without any code, preferred at the window', async ({ browser }) => {
  const { itemId, item } = hall.itemAt('w1');
  const queue = hall.config.hall.items.find(({ id }) => id === itemId)?.queue;
  // The other one that serves it: the next test opens this one.
  const beside = hall.config.hall.windows.find(({ id, queues }) => id !== 'w1' && queues.some((served) => served.queue === queue))?.id ?? '';
  const [desk, kiosk, window] = [await openConsole(browser, hall, 'bookings'), await openKiosk(browser, hall), await openWindow(browser, hall, beside)];
  await kiosk.getByTestId('pass').click();
  await expectFine(kiosk);
  await kiosk.getByTestId('booking-card').click();
  await expectFine(kiosk);
  await lay(card.label);
  await expect(kiosk.getByTestId('no-booking')).toHaveAttribute('data-code', 'booking.noneToday');
  await expectFine(kiosk);
  await lay(null);
  await book(desk, itemId, 'first', card.number);

  const ordinary = shape((await hall.take(itemId)).ticket.number);
  await kiosk.getByTestId('card-again').click();
  await lay(card.label);
  await expect(kiosk.getByTestId('found-booking')).toContainText(item);
  expect(await kiosk.getByTestId('kiosk').innerText()).not.toMatch(/99000019|19000229/);
  await kiosk.getByTestId('take').click();
  const booked = (await kiosk.getByTestId('number').innerText()).trim();
  const slip = (await slipOf(booked)).join('');
  expect(slip).toContain(words.kiosk.preferred);
  expect(slip).not.toMatch(/99000019|19000229/);

  await openForVisitors(window);
  await expect(window.getByTestId('next-list')).toContainText(ordinary);
  await window.keyboard.press('F2');
  await expect(activeNumber(window)).toHaveText(booked);
  await window.keyboard.press('F4');
  await expect(windowStatus(window)).toHaveText(zh.window.status.serving);
  await window.keyboard.press('F2');
  await expect(activeNumber(window)).toHaveText(ordinary);
});

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
  expect((await slipOf(booked)).some((line) => line.includes(words.kiosk.preferred))).toBe(true);
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
