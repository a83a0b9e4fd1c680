import { expect, test, type Page } from '@playwright/test';
import { readTickets } from '../chaos/real-hall.ts';
import { activeNumber, button, closeAll, openBoard, openForVisitors, openKiosk, openWindow, shape, windowStatus, zh } from './open-pages.ts';
import { expectFine } from './measure.ts';
import { readPage } from '../chaos/kiosk-page.ts';
import { openPageHall, type PageHall } from './page-hall.ts';
import { recordSilence, silenceOf, staleWithinMs } from './silence.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

test('a hub that stands still: stale within 2 s, no calls, tickets from the own band, and everything merges', async ({ browser }) => {
  const look = { script: recordSilence };
  const [kiosk, desk, board] = [await openKiosk(browser, hall, look), await openWindow(browser, hall, 'w1', look), await openBoard(browser, hall, 'b1', look)];
  const chosen = hall.itemAt('w1');
  const first = await hall.take(chosen.itemId);
  await openForVisitors(desk);
  await expect(desk.getByTestId('next-list')).toContainText(shape(first.ticket.number));
  await expect(kiosk.getByTestId('start')).toBeVisible();
  await expect(board.getByTestId('waiting-row')).toHaveCount(1);

  hall.hall.hub.signal('SIGSTOP');
  try {
    await expectStale(kiosk, desk, board);
    await expect(button(desk, zh.window.action.callNext)).toBeDisabled();
    await desk.keyboard.press('F2');
    await expect(desk.getByTestId('refusal')).toHaveCount(0);
    for (const stale of [kiosk, desk, board]) await expectFine(stale);

    await kiosk.getByTestId('start').tap();
    await kiosk.getByTestId(`department-${chosen.departmentId}`).tap();
    await kiosk.getByTestId(`item-${chosen.itemId}`).tap();
    await kiosk.getByTestId('take').tap();
    await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
    await expect(kiosk.getByTestId('offline')).toContainText(zh.kiosk.ticket.offline);
  } finally {
    hall.hall.hub.signal('SIGCONT');
  }
  const number = await kiosk.getByTestId('number').innerText();
  expect(Number(number.split('\u00a0')[1])).toBeGreaterThanOrEqual(5_000);
  const paper = (await hall.papers()).at(-1);
  expect(paper?.text).toEqual(expect.arrayContaining([number.replace('\u00a0', ' '), zh.slip.offline]));

  await expectLive(desk, board);
  await expect(desk.getByTestId('next-list')).toContainText(number);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(shape(first.ticket.number));
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  await expect(board.getByTestId('newest-number')).toHaveText(number);
  expect(readTickets(hall.data).map(({ status }) => status)).toEqual(['done', 'called']);
});

test('a hub killed and started again: the pages come back by themselves with the same state', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w2'), await openBoard(browser, hall, 'b1')];
  const { ticket } = await hall.take(hall.itemAt('w2').itemId);
  await openForVisitors(desk);
  await desk.keyboard.press('F2');
  await expect(board.getByTestId('newest-number')).toHaveText(shape(ticket.number));
  await expect(desk.getByTestId('proof')).toHaveAttribute('data-shown', 'true');
  const before = await person(desk);

  hall.hall.hub.signal('SIGKILL');
  await hall.hall.hub.ended;
  await expect(desk.getByTestId('stale-banner')).toHaveAttribute('data-stale', 'true');
  await hall.hall.restart('hub');

  await expectLive(desk, board);
  expect(await person(desk)).toEqual(before);
  await expect(board.getByTestId('newest-number')).toHaveText(shape(ticket.number));
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
});

test("a kiosk's agent killed and started again: its page says so and comes back by itself", async ({ browser }) => {
  const kiosk = await openKiosk(browser, hall);
  await kiosk.getByTestId('start').tap();
  await expect(kiosk.getByTestId('back')).toBeVisible();

  hall.hall.agent.signal('SIGKILL');
  await hall.hall.agent.ended;
  await expect(kiosk.getByRole('alert')).toContainText(zh.kiosk.deviceAway.what);
  await hall.hall.restart('agent');

  await expect(kiosk.getByRole('alert')).toHaveCount(0, { timeout: 15_000 });
  const before = (await hall.papers()).length;
  const { paper } = await hall.take(hall.itemAt('w2').itemId);
  expect([paper, (await hall.papers()).length]).toEqual(['printed', before + 1]);
});

test('a board reloaded between two calls blinks for the new one alone, and each of its calls has its proof', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w4'), await openBoard(browser, hall, 'b1', { script: recordBlinks })];
  const callAnother = async (): Promise<string> => {
    const { ticket } = await hall.take(hall.itemAt('w4').itemId);
    if ((await windowStatus(desk).innerText()) === zh.window.status.calling) await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).not.toHaveText(zh.window.status.calling);
    await desk.keyboard.press('F2');
    await expect(board.getByTestId('newest-number')).toHaveText(shape(ticket.number));
    await expect(desk.getByTestId('proof')).toHaveAttribute('data-shown', 'true');
    return shape(ticket.number);
  };
  await expect(board.getByTestId('board')).toBeVisible();
  await openForVisitors(desk);
  const first = await callAnother();
  const second = await callAnother();
  expect(await blinksOf(board)).toEqual([first, second]);

  await board.reload();
  await expect(board.getByTestId('newest-number')).toHaveText(second);
  const third = await callAnother();
  expect(await blinksOf(board)).toEqual([third]);
});

/** Runs in the page before its own scripts: every number that ever blinked in this life of the page, in its order. */
function recordBlinks(): void {
  const seen = new Set<string>();
  Object.assign(globalThis, { recordedBlinks: seen });
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll('.hc-blink')) if (textContent) seen.add(textContent);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

const blinksOf = (page: Page): Promise<string[]> =>
  // `recordBlinks` put it there.
  page.evaluate(() => [...(globalThis as unknown as { recordedBlinks: Set<string> }).recordedBlinks]);

/** Samples that the pages recorded, from the last beat to the frame that says so; and their words. */
async function expectStale(kiosk: Page, desk: Page, board: Page): Promise<void> {
  await expect(kiosk.getByTestId('notice-stale')).toContainText(zh.kiosk.stale.what);
  await expect(desk.getByTestId('stale-banner')).toContainText(zh.window.stale.action);
  await expect(board.getByTestId('stale-banner')).toContainText(zh.board.stale);
  const { hub } = await readPage(hall.hall.agentUrl);
  const samples = await Promise.all([kiosk, desk, board].map(async (page) => {
    const { beatAt, staleAt } = await silenceOf(page);
    return (staleAt ?? Infinity) - (beatAt ?? hub.heardAt ?? 0);
  }));
  test.info().annotations.push({ type: 'stale after, ms: kiosk, window, board', description: samples.map(Math.round).join(', ') });
  for (const sample of samples) {
    expect(sample).toBeGreaterThan(1_000);
    expect(sample).toBeLessThanOrEqual(staleWithinMs);
  }
}

async function expectLive(desk: Page, board: Page): Promise<void> {
  for (const page of [desk, board]) await expect(page.getByTestId('stale-banner')).toHaveAttribute('data-stale', 'false', { timeout: 15_000 });
}

/** Number, calls, proof and status as the clerk sees them. */
const person = async (desk: Page): Promise<readonly string[]> => [
  await windowStatus(desk).innerText(), await activeNumber(desk).innerText(), await desk.getByTestId('proof').innerText(),
];
