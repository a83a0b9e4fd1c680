// One number for several errands: several cases of one item and an item of another department, from the kiosk to the paper and the windows.
import { expect, test, type Page } from '@playwright/test';
import { expectFine, expectFingerRoom } from './measure.ts';
import { activeNumber, closeAll, openForVisitors, openKiosk, openWindow, windowStatus, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

async function expectReachable(kiosk: Page): Promise<void> {
  await expectFine(kiosk);
  await expectFingerRoom(kiosk);
}

for (const query of ['', 'size=elder', 'reach=low&size=elder&lang=en']) {
  test(`two cases of one item and one of another on one number, seen as “${query}”`, async ({ browser }) => {
    const [first, second] = [hall.itemAt('w1'), hall.itemAt('w2')];
    const kiosk = await openKiosk(browser, hall, { query });
    await kiosk.getByTestId('start').tap();
    await kiosk.getByTestId(`department-${first.departmentId}`).tap();
    await kiosk.getByTestId(`item-${first.itemId}`).tap();
    await expectReachable(kiosk);
    await kiosk.getByTestId('errands').tap();
    await kiosk.getByTestId(`more-${first.itemId}`).tap();
    await expectReachable(kiosk);
    await kiosk.getByTestId('errands-more').tap();
    await expect(kiosk.getByTestId('chosen-before')).toBeVisible();
    await expectReachable(kiosk);
    await kiosk.getByTestId(`department-${second.departmentId}`).tap();
    await expectReachable(kiosk);
    await kiosk.getByTestId(`item-${second.itemId}`).tap();
    await kiosk.getByTestId('errands').tap();
    await expect(kiosk.getByTestId(`errand-${first.itemId}`)).toContainText('2');
    await expectReachable(kiosk);
    await kiosk.getByTestId('errands-done').tap();
    await expectReachable(kiosk);
    await kiosk.getByTestId('take').tap();
    await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
    await expect(kiosk.getByTestId('route').getByRole('listitem')).toHaveCount(2);
    const paper = (await hall.papers()).at(-1)?.text.join('\n') ?? '';
    expect(paper).toMatch(/× 2/);
  });
}

test('each window serves its part of the number, with how many there are', async ({ browser }) => {
  const [first, second] = [await openWindow(browser, hall, 'w1'), await openWindow(browser, hall, 'w2')];
  const numbers: string[] = [];
  for (const desk of [first, second]) {
    await openForVisitors(desk);
    await desk.keyboard.press('F2');
    await expect(activeNumber(desk)).toBeVisible();
    numbers.push(await activeNumber(desk).innerText());
    await expect(desk.getByTestId('journey').getByRole('listitem')).toHaveCount(2);
    await expect(desk.getByTestId('journey')).toContainText('× 2');
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
    await desk.keyboard.press('F7');
    await desk.keyboard.press('Enter');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
  }
  expect(new Set(numbers).size).toBe(1);
});
