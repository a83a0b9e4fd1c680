import { expect, test, type Page } from '@playwright/test';
import { readTickets } from '../chaos/real-hall.ts';
import { until } from '../chaos/until.ts';
import { activeNumber, button, closeAll, openBoard, openConsole, openForVisitors, openKiosk, openWindow, windowStatus, zh } from './open-pages.ts';
import { firstState } from '../chaos/kiosk-page.ts';
import { openPageHall, type Chosen, type PageHall } from './page-hall.ts';

// A printer that refused for long is tried again after half a minute only.
test.describe.configure({ timeout: 120_000 });
/** All deadlines that the driver gives a job, one after the other, make some 18 s. */
const settledWithinMs = 40_000;
/** The driver's longest rest between two tries, and room to say so, ms. */
const mendedWithinMs = 45_000;

let hall: PageHall;
let kiosk: Page;
let guide: Page;
let chosen: Chosen;
test.beforeAll(async ({ browser }) => {
  hall = await openPageHall();
  chosen = hall.itemAt('w1');
  kiosk = await openKiosk(browser, hall);
  guide = await openConsole(browser, hall, 'guide-desk');
});
test.afterAll(async ({ browser }) => {
  await closeAll(browser);
  await hall.close();
});

type Case = {
  readonly fault: keyof typeof zh.printer.fault;
  /** As what the driver knows it before the ticket; null when the printer seems well until then. */
  readonly seenAs: keyof typeof zh.printer.status | null;
  readonly paper: 'printed' | 'failed' | 'unknown';
  /** The lasting fault that it turns into. */
  readonly turnsInto?: string;
};

const before: readonly Case[] = [
  { fault: 'paperEnd', seenAs: 'paperEnd', paper: 'failed' },
  { fault: 'coverOpen', seenAs: 'coverOpen', paper: 'failed' },
  { fault: 'cutter', seenAs: 'cutter', paper: 'failed' },
  { fault: 'mechanical', seenAs: 'mechanical', paper: 'failed' },
  { fault: 'offline', seenAs: 'offline', paper: 'failed' },
  { fault: 'neverReads', seenAs: 'notAnswering', paper: 'failed' },
  { fault: 'answersNothing', seenAs: 'notAnswering', paper: 'failed' },
  { fault: 'garbage', seenAs: 'garbage', paper: 'failed' },
  { fault: 'refuses', seenAs: 'unreachable', paper: 'failed' },
  { fault: 'nearEnd', seenAs: 'nearEnd', paper: 'printed' },
];
const midJob: readonly Case[] = [
  { fault: 'paperEndMidJob', seenAs: null, paper: 'unknown', turnsInto: 'paperEnd' },
  { fault: 'stopsReadingMidJob', seenAs: null, paper: 'unknown', turnsInto: 'neverReads' },
  { fault: 'dropsMidJob', seenAs: null, paper: 'unknown' },
  { fault: 'powerCycleMidJob', seenAs: null, paper: 'unknown' },
  { fault: 'noAck', seenAs: null, paper: 'unknown' },
  { fault: 'splitsAck', seenAs: null, paper: 'printed' },
  { fault: 'asbBeforeAck', seenAs: null, paper: 'printed' },
];

for (const { fault, seenAs, paper, turnsInto } of [...before, ...midJob]) {
  test(`${fault}: ${paper}, in words and in the record${paper === 'printed' ? '' : ', and 补打 after mending'}`, async () => {
    await kiosk.getByTestId('start').waitFor();
    await hall.fault(fault, true);
    if (seenAs !== null) await expectAnnounced(seenAs);
    const number = await take();
    await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', paper, { timeout: settledWithinMs });
    await hall.answers();
    await expectWords(kiosk, paper);
    expect(await recorded(number, paper)).toBe(paper);
    const row = guide.getByTestId('guide-desk').getByRole('row').filter({ hasText: number });
    if (paper === 'printed') await expect(row).toHaveCount(0);
    else await expect(row).toContainText(paper === 'failed' ? zh.console.paper.reason.paperFailed : zh.console.paper.reason.paperUnknown);

    await hall.fault(fault, false);
    if (turnsInto !== undefined) await hall.fault(turnsInto, false);
    if (paper !== 'printed') await reprint(number);
    await kiosk.getByTestId('done').tap();
  });
}

test('a failed ticket nobody claimed is not called and stands on the board; noted, it is called', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w1'), await openBoard(browser, hall, 'b1')];
  await openForVisitors(desk);
  await callEverybody(desk);
  await hall.fault('coverOpen', true);
  await expectAnnounced('coverOpen');
  const number = await take();
  await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'failed');
  await expectCodeInSight();

  await expect(board.getByTestId('strip-desk')).toContainText(zh.board.guideDesk);
  await expect(board.getByTestId('strip-desk')).toContainText(number);
  await desk.keyboard.press('F2');
  await expect(desk.getByTestId('refusal')).toContainText(zh.rejection['queue.empty'].what);

  await kiosk.getByTestId('noted').tap();
  await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'shown');
  await expect(kiosk.getByTestId('paper')).toContainText(zh.kiosk.paper.shown.meaning);
  await expect(kiosk.getByTestId('qr')).toBeVisible();
  await expect(board.getByTestId('strip-desk')).not.toContainText(number);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  expect(readTickets(hall.data).at(-1)?.paper).toBe('shown');
  await hall.fault('coverOpen', false);
  await desk.close();
  await board.close();
});

/** The code for the phone is the only proof there is: seen whole without scrolling, in the largest letters and the longest words, too. */
async function expectCodeInSight(): Promise<void> {
  const { elder, elderOff } = zh.kiosk.mode;
  await button(kiosk, elder).tap();
  await kiosk.getByRole('button', { name: /English/u }).tap();
  await expect(kiosk.getByTestId('qr').locator('svg')).toBeInViewport({ ratio: 1 });
  await kiosk.getByRole('button', { name: /中文/u }).tap();
  await expect(kiosk.getByTestId('qr').locator('svg')).toBeInViewport({ ratio: 1 });
  await button(kiosk, elderOff).tap();
}

/** The notice before anybody chooses; little paper left is the staff's concern, who see it at the console. */
async function expectAnnounced(seenAs: keyof typeof zh.printer.status): Promise<void> {
  if (seenAs === 'nearEnd') await until(() => firstState(hall.hall.agentUrl), (state) => state.includes('"code":"nearEnd"'));
  else await expect(kiosk.getByTestId('notice-paper')).toContainText(seenAs === 'paperEnd' ? zh.kiosk.paperOutNotice : zh.kiosk.printerFaultNotice, { timeout: 15_000 });
}

/** Returns the number as it is written. */
async function take(): Promise<string> {
  await kiosk.getByTestId('start').tap();
  await kiosk.getByTestId(`department-${chosen.departmentId}`).tap();
  await kiosk.getByTestId(`item-${chosen.itemId}`).tap();
  await kiosk.getByTestId('take').tap();
  await expect(kiosk.getByTestId('number')).toBeVisible();
  return kiosk.getByTestId('number').innerText();
}

async function expectWords(page: Page, paper: Case['paper']): Promise<void> {
  const { what, meaning, action } = zh.kiosk.paper[paper];
  for (const sentence of [what, meaning, action]) await expect(page.getByTestId('paper')).toContainText(sentence);
}

/** What the hub has of the ticket's paper once it has heard of it. */
async function recorded(number: string, paper: string): Promise<string | undefined> {
  const [prefix, digits] = number.split('\u00a0');
  const find = () => readTickets(hall.data).find((row) => row.number === `${prefix} ${Number(digits)}`)?.paper;
  return until(find, (seen) => seen === paper);
}

/** Asked for by the visitor once the printer is well again, it comes out once and says what it is. */
async function reprint(number: string): Promise<void> {
  await until(() => firstState(hall.hall.agentUrl), (state) => !state.includes('"printer":{"state":"fault"'), mendedWithinMs);
  const count = (await hall.papers()).length;
  await kiosk.getByTestId('reprint').tap();
  await kiosk.getByRole('alertdialog').getByRole('button', { name: zh.kiosk.reprint.confirm }).tap();
  await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed', { timeout: 15_000 });
  const fresh = (await hall.papers()).slice(count).filter(({ text }) => text.includes(zh.slip.reprint));
  expect(fresh.map(({ text }) => text.includes(number.replace('\u00a0', ' ')))).toEqual([true]);
}

async function callEverybody(desk: Page): Promise<void> {
  for (;;) {
    if ((await desk.getByTestId('next-list').count()) === 0) return;
    const next = await desk.getByTestId('next-list').getByRole('listitem').first().locator('.hc-number').innerText();
    await desk.keyboard.press('F2');
    await expect(activeNumber(desk)).toHaveText(next);
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
    await desk.keyboard.press('F7');
    await button(desk.getByRole('dialog'), zh.window.finish.submit).click();
    await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
  }
}
