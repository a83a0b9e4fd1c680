// A kiosk through a working day: the lunch break, a queue outside its own hours, the last number, the evening.
import { newId } from '@hallcall/client';
import type { BookingMade } from '@hallcall/protocol';
import { texts } from '@hallcall/text';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectFine, expectLaidOut } from './measure.ts';
import { closeAll, openBlank, zh } from './open-pages.ts';
import { openOfficeHall, type OfficeHall } from './office-hall.ts';

const office = [{ from: '08:00', to: '12:00' }, { from: '14:00', to: '17:30' }];
const never: typeof office = [];
type Hall = { queues: { id: string; hours: unknown }[] };

let hall: OfficeHall;
test.beforeAll(async () => {
  // A Monday. The tax bureau gives numbers on Tuesdays only.
  hall = await openOfficeHall('2026-11-30T11:50:00+08:00', (document) => {
    Object.assign(document, { timetable: { kind: 'weekly', week: [office, office, office, office, office, never, never], special: {}, holidays: 'CN' } });
    Object.assign(document, { quotas: { slotMinutes: 30, departments: [], items: [{ item: 'D04-01', perDay: 0, perSlot: null }] } });
    // The sample's queues, loosely.
    const { queues } = document as unknown as Hall;
    for (const queue of queues) if (queue.id === 'q-tax') queue.hours = [never, [{ from: '09:00', to: '11:00' }], never, never, never, never, never];
  });
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const picture = (page: Page, name: string) => page.screenshot({ path: `.cache/e2e/hours-${name}.png` });
const gateOn = (page: Page, departmentId: string) => page.getByTestId(`department-${departmentId}`).getByTestId('gate-facts');

/** The board says in full that no numbers are given, whichever way it hangs. */
async function expectBoardRests(board: Page, language: 'zh' | 'en'): Promise<void> {
  await board.addInitScript((token) => sessionStorage.setItem('hallcall.token.tv', token), hall.boardToken);
  await board.goto(`${hall.url}display/?lang=${language}#tv`);
  const rests = board.getByTestId('rests');
  for (const [width, height] of [[1920, 1080], [1080, 1920]] as const) {
    await board.setViewportSize({ width, height });
    await expect(rests).toHaveText(texts(language).hours.board.over);
    await expectLaidOut(board);
    expect(await rests.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    await picture(board, `board-${language}-${width}`);
  }
}

/** The last slot of the morning; its tolerance lies in the break. Gives the code. */
async function bookMorning(): Promise<string> {
  const answer = await fetch(new URL('bookings', hall.url), {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${hall.managerToken}` },
    body: JSON.stringify({
      bookingId: newId(), items: [{ itemId: 'D01-01', count: 1 }], date: '2026-11-30', from: Date.parse('2026-11-30T11:50:00+08:00'), to: Date.parse('2026-11-30T12:00:00+08:00'), number: null, replaces: null,
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as BookingMade).code;
}

for (const language of ['zh', 'en'] as const) {
  test(`an item that is full at the guide desk, 1280×720, ${language}: what was chosen, why there is no number, the reason and the key stand there together`, async ({ browser }) => {
    const page = await openBlank(browser);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.addInitScript((token) => sessionStorage.setItem('hallcall.token.console', token), hall.managerToken);
    await page.goto(`${hall.url}console/desk?lang=${language}`);
    const picker = page.getByTestId('picker-issue');
    await picker.getByRole('searchbox').fill('ybcbdj');
    await picker.getByTestId('hit-D04-01').click();
    await page.getByTestId('desk-take').click();
    await expect(page.getByTestId('desk-given-refused')).toContainText('quota.full');
    const reason = page.getByLabel(texts(language).limits.desk.overQuota);
    for (const part of [picker.getByTestId('chosen-D04-01'), page.getByTestId('desk-given-refused'), reason, page.getByTestId('desk-take')]) await expectSeen(part);
    await expectFine(page);
  });
}

/** Whole, and nothing lies over its edges. */
async function expectSeen(part: Locator): Promise<void> {
  const isOnTop = await part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return [top + 2, bottom - 2].every((y) => element.contains(document.elementFromPoint((left + right) / 2, y)));
  });
  expect(isOnTop).toBe(true);
}

test('at lunch it says when the hall opens and takes in who has booked, a closed queue says so, the last number is said before it is taken, and the evening tells of tomorrow', async ({ browser }) => {
  await hall.openWindow('w1');
  const kiosk = await openBlank(browser);
  await kiosk.setViewportSize({ width: 1080, height: 1920 });
  await kiosk.goto(new URL('/kiosk/', hall.agentUrl).href);
  await kiosk.getByTestId('start').waitFor();

  const code = await bookMorning();
  await hall.at('2026-11-30T12:05:00+08:00');
  await expect(kiosk.getByTestId('for-booked')).toContainText(zh.booking.kiosk.whileClosed);
  await expectFine(kiosk);
  await picture(kiosk, 'lunch-booked');
  await kiosk.getByTestId('pass').click();
  for (const digit of code) await kiosk.getByTestId(`digit-${digit}`).click();
  await kiosk.getByTestId('find-pass').click();
  await kiosk.getByTestId('take').click();
  await expect(kiosk.getByTestId('number')).toHaveText('A\u00a0001');
  await kiosk.getByTestId('noted').click();
  await kiosk.getByTestId('done').click();
  await expect(kiosk.getByTestId('next-opening')).toBeVisible();
  await expect(kiosk.getByTestId('for-booked')).toHaveCount(0);

  await hall.at('2026-11-30T12:30:00+08:00');
  await expect(kiosk.getByTestId('next-opening')).toHaveText(zh.kiosk.nextOpening({ time: '今天 14:00' }));
  await expectFine(kiosk);
  await picture(kiosk, 'lunch');

  await hall.at('2026-11-30T14:00:00+08:00');
  await kiosk.getByTestId('start').click();
  await expect(gateOn(kiosk, 'tax')).toHaveText('现在不取号明天 09:00 开始取号');
  await expect(gateOn(kiosk, 'market')).toHaveCount(0);
  await gateOn(kiosk, 'tax').scrollIntoViewIfNeeded();
  await expectFine(kiosk);
  await picture(kiosk, 'closed-queue');
  await kiosk.getByTestId('department-tax').click();
  await kiosk.getByTestId(/^item-/).first().click();
  await expect(kiosk.getByTestId('gate-note')).toHaveText(zh.hours.queue.closedFor({ when: '明天 09:00' }));
  await expect(kiosk.getByTestId('take')).toBeDisabled();
  await expectFine(kiosk);
  await picture(kiosk, 'closed-item');
  await kiosk.getByTestId('home').click();

  await hall.at('2026-11-30T17:28:00+08:00');
  await kiosk.getByTestId('start').click();
  await expect(gateOn(kiosk, 'market')).toHaveText('今日可能办不完今日受理到 17:30');
  await picture(kiosk, 'late-queue');
  await kiosk.getByTestId('department-market').click();
  await kiosk.getByTestId(/^item-/).first().click();
  await expect(kiosk.getByTestId('gate-note')).toHaveText(zh.hours.queue.lateChoice({ time: '17:30' }));
  await expectFine(kiosk);
  await picture(kiosk, 'late-item');
  await kiosk.getByTestId('take').click();
  await expect(kiosk.getByTestId('number')).toHaveText('A\u00a0002');
  await kiosk.getByTestId('noted').click();

  const desk = await openBlank(browser);
  await desk.addInitScript((token) => sessionStorage.setItem('hallcall.token.console', token), hall.managerToken);
  await desk.goto(`${hall.url}console/`);
  await expect(desk.getByTestId('service-today')).toContainText('12:00–14:00');

  await hall.at('2026-11-30T17:30:00+08:00');
  await expect(desk.getByTestId('service-overtime')).toContainText(zh.hours.console.overtime({ time: '17:30' }));
  await expect(desk.getByTestId('service-overtime')).toContainText(zh.hours.console.waiting({ count: 2 }));
  await expect(desk.getByTestId('service-next')).toHaveText('明天 08:00');
  await expectFine(desk);
  await picture(desk, 'console');

  for (const language of ['zh', 'en'] as const) await expectBoardRests(await openBlank(browser), language);
});
