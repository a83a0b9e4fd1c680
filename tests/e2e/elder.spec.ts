// Elders come first, and nobody waits for more of them than the slip says: four elders pressed against thirty ordinary visitors, to the last of them.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { activeNumber, closeAll, openBoard, openConsole, openForVisitors, openKiosk, openWindow, shape, windowStatus, zh } from './open-pages.ts';
import { openPageHall, type Chosen, type PageHall, type Paper } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const ordinaryVisitors = 30;
/** The second window of the queue that window 1 serves first. */
const second = 'w5';
const plain = (number: string): string => number.replaceAll(/\s/g, '');

/** How often at most somebody with this slip may be overtaken, as it is printed; null: it promises nothing. */
function printedBound({ text }: Paper): number | null {
  const bounds = Array.from({ length: ordinaryVisitors + 1 }, (_, index) => index + 1).filter((count) => text.join('\n').includes(zh.slip.bound({ count })));
  return bounds[0] ?? null;
}

async function tapAsElder(kiosk: Page, chosen: Chosen): Promise<void> {
  await kiosk.getByTestId('start').tap();
  await kiosk.getByTestId(`department-${chosen.departmentId}`).tap();
  await kiosk.getByTestId(`item-${chosen.itemId}`).tap();
  await kiosk.getByTestId('priority').tap();
  await kiosk.getByTestId('class-elder').tap();
  await kiosk.getByTestId('priority-done').tap();
  await expect(kiosk.getByTestId('priority-chosen')).toHaveText(zh.personClass.elder);
  await kiosk.getByTestId('take').tap();
  await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
  await expect(kiosk.getByTestId('ticket-bound')).toHaveCount(0);
}

/** Two keys at most: whoever was called is there, and the next one is called. Gives the number called. */
async function callAt(desk: Page): Promise<string> {
  const isCalling = (await windowStatus(desk).innerText()) === zh.window.status.calling;
  const before = isCalling ? await activeNumber(desk).innerText() : '';
  if (isCalling) {
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  }
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).not.toHaveText(before);
  await expect(windowStatus(desk)).toHaveText(zh.window.status.calling);
  return plain(await activeNumber(desk).innerText());
}

/** How often each of `others`, in the order of issue, saw an elder who came later called before it, by the calls that the board showed. */
function overtakes(called: readonly string[], others: readonly string[], elders: readonly string[]): readonly number[] {
  return others.map((number) => called.slice(0, called.indexOf(number)).filter((earlier) => elders.includes(earlier)).length);
}

async function whyNot(browser: Browser, number: string): Promise<Page> {
  const page = await openConsole(browser, hall, 'guide-desk');
  await page.getByLabel(zh.console.why.label).fill(number);
  await page.getByTestId('why-ask').click();
  await expect(page.getByTestId('why')).toBeVisible();
  return page;
}

test('an elder is called next, the row lets an ordinary visitor in between, and nobody is overtaken more often than the slip says', async ({ browser }) => {
  test.setTimeout(120_000);
  const chosen = hall.itemAt('w1');
  const issued = await Promise.all(Array.from({ length: ordinaryVisitors }, () => hall.take(chosen.itemId)));
  const ordinary = issued.map(({ ticket }) => ticket.number).toSorted((a, b) => a.n - b.n).map((number) => plain(shape(number)));
  const papers = await hall.papers();
  const bounds = ordinary.map((number) => papers.filter(({ text }) => text.some((line) => plain(line) === number)).map(printedBound)[0] ?? null);
  expect(bounds).toEqual(ordinary.map((_, ahead) => ahead + 1));

  const kiosk = await openKiosk(browser, hall);
  await tapAsElder(kiosk, chosen);
  const elders = [plain(await kiosk.getByTestId('number').innerText())];
  const slip = (await hall.papers()).at(-1);
  expect(slip && [slip.text.join('').includes(chosen.department), printedBound(slip)]).toEqual([true, null]);

  const board = await openBoard(browser, hall, 'b1');
  const desks = [await openWindow(browser, hall, 'w1'), await openWindow(browser, hall, second)];
  for (const desk of desks) await openForVisitors(desk);
  const called: string[] = [];
  /** The desks in turn, each after the other. What counts is what the board shows. */
  const callNext = async (): Promise<string> => {
    const desk = desks[called.length % desks.length];
    if (!desk) throw new Error('no desk');
    const number = await callAt(desk);
    await expect.poll(async () => plain(await board.getByTestId('newest-number').innerText()), { intervals: [50] }).toBe(number);
    called.push(number);
    return number;
  };
  expect(await callNext()).toBe(elders[0]);
  // Two more come while thirty wait: each is called within the row, an ordinary visitor in between.
  for (let n = 0; n < 2; n += 1) elders.push(plain(shape((await hall.take(chosen.itemId, { personClass: 'elder' })).ticket.number)));
  for (const number of [ordinary[0], elders[1], ordinary[1], elders[2]]) expect(await callNext()).toBe(number);

  // The third has been overtaken as often as its slip allows, and reads why; nobody else comes before it, were there more elders.
  elders.push(plain(shape((await hall.take(chosen.itemId, { personClass: 'elder' })).ticket.number)));
  const page = await whyNot(browser, ordinary[2] ?? '');
  await expect(page.getByTestId('why')).toContainText(zh.console.why.bound({ count: 3, bound: 3 }));
  const rows = page.getByTestId('why-calls').getByRole('row').filter({ hasText: zh.console.why.rule.preferred });
  await expect(rows).toHaveText([3, 2, 1].map((count) => new RegExp(zh.console.why.timesOf({ count, bound: 3 }))));
  for (const number of [ordinary[2], elders[3]]) expect(await callNext()).toBe(number);

  // No elder is left: the others come in their order to the last, and nobody of them is overtaken any more.
  for (const number of ordinary.slice(3)) expect(await callNext()).toBe(number);
  expect(called.toSorted()).toEqual([...ordinary, ...elders].toSorted());
  const counted = overtakes(called, ordinary, elders);
  expect(counted).toEqual([1, 2, 3, ...ordinary.slice(3).map(() => 4)]);
  expect(ordinary.filter((_, index) => (counted[index] ?? 0) > (bounds[index] ?? 0))).toEqual([]);
  for (const desk of desks) {
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
    await desk.keyboard.press('F2');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
  }
});
