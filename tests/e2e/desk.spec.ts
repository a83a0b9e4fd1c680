import { expect, test, type Browser, type Page } from '@playwright/test';
import { readTickets } from '../chaos/real-hall.ts';
import {
  activeNumber, button, closeAll, hubUrl, openBlank, openBoard, openForVisitors, openWindow, shape, windowStatus, zh,
} from './open-pages.ts';
import { newestEvent, openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const { action } = zh.window;

test('by keyboard alone: recall, missed after three proven calls, restored, started, finished; refusals in words', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w2'), await openBoard(browser, hall, 'b1')];
  await openForVisitors(desk);
  await expect(board.getByTestId('board')).toBeVisible();
  await desk.keyboard.press('F2');
  await expectRefused(desk, 'queue.empty');

  const number = shape((await hall.take(hall.itemAt('w2').itemId)).ticket.number);
  await expect(desk.getByTestId('next-list')).toContainText(number);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  await expect(button(desk, action.callNext)).toBeDisabled();
  await pressUntilRefused(desk, 'F3', 'recall.tooSoon');
  await pressUntilRefused(desk, 'F6', 'miss.tooFewCalls');
  for (const calls of [2, 3]) {
    await recallUntil(desk, calls);
    await expect(desk.getByTestId('proof')).toHaveAttribute('data-shown', 'true');
  }
  await pressUntilRefused(desk, 'F6', 'miss.tooSoon');
  await pressUntil(desk, 'F6', zh.window.status.idle);
  await expect(desk.getByTestId('missed-list')).toContainText(number);
  await expect(board.getByTestId('strip-missed')).toContainText(number);

  await desk.keyboard.press('Alt+1');
  await expect(desk.getByTestId('next-list')).toContainText(number);
  await expect(desk.getByTestId('missed-list')).not.toContainText(number);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  await desk.keyboard.press('F7');
  await desk.keyboard.press('Alt+4');
  await expect(desk.getByRole('radio', { name: zh.window.outcome.consulted })).toBeChecked();
  await desk.keyboard.press('Enter');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
});

test('an ordinary visit takes two keys: start on arrival, and call next, which ends it and calls whoever comes next', async ({ browser }) => {
  const desk = await openWindow(browser, hall, 'w6');
  await openForVisitors(desk);
  const numbers: string[] = [];
  for (let n = 0; n < 3; n += 1) numbers.push(shape((await hall.take(hall.itemAt('w6').itemId)).ticket.number));
  const [first = '', second = '', third = ''] = numbers;
  await expect(desk.getByTestId('next-list')).toContainText(third);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(first);
  for (const next of [second, third]) {
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
    await desk.keyboard.press('F2');
    await expect(activeNumber(desk)).toHaveText(next);
    await expect(windowStatus(desk)).toHaveText(zh.window.status.calling);
    expect(newestEvent(hall.data, 'stop.finished')).toMatchObject({ windowId: 'w6', outcome: 'completed', startInferred: false });
  }
  expect(readTickets(hall.data).slice(-3).map(({ status }) => status)).toEqual(['done', 'done', 'called']);
});

/** A key pressed while the last answer is still being taken in does nothing; a clerk presses it again. */
async function pressUntilRefused(desk: Page, key: string, code: Parameters<typeof expectRefused>[1]): Promise<void> {
  await expect(async () => {
    await desk.keyboard.press(key);
    await expect(desk.getByTestId('refusal')).toContainText(code, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await expectRefused(desk, code);
}

test('paused with a reason, resumed, closed after a question; the board says which window pauses', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w3'), await openBoard(browser, hall, 'b1')];
  await openForVisitors(desk);
  await desk.keyboard.press('F8');
  await expect(desk.getByRole('dialog', { name: zh.window.pause.title })).toBeVisible();
  await desk.keyboard.press('2');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.paused);
  await expect(desk.getByText(new RegExp(zh.window.pauseReason.meeting))).toBeVisible();
  await expect(board.getByTestId('waiting')).toContainText(`${zh.board.pausedWindow} ${zh.common.windowLabel({ label: '3' })}`);
  await expect(button(desk, action.resume)).toBeEnabled();
  await desk.keyboard.press('F8');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
  await expect(board.getByTestId('waiting')).not.toContainText(zh.board.pausedWindow);

  await desk.keyboard.press('F9');
  const question = desk.getByRole('alertdialog', { name: action.close });
  await expect(question).toContainText(zh.window.closeConfirm);
  await desk.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
  await desk.keyboard.press('F9');
  await expect(button(question, action.close)).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.closed);
});

test('two windows of one queue press call next at the same moment: two visitors, two numbers; with one left, one goes without', async ({ browser }) => {
  const { itemId } = hall.itemAt('w1');
  const desks = [await openWindow(browser, hall, 'w1'), await openWindow(browser, hall, 'w5')];
  for (const desk of desks) await openForVisitors(desk);
  const numbers = [await hall.take(itemId), await hall.take(itemId), await hall.take(itemId)].map(({ ticket }) => shape(ticket.number));
  for (const desk of desks) await expect(desk.getByTestId('next-list').getByRole('listitem')).toHaveCount(3);

  await Promise.all(desks.map((desk) => desk.keyboard.press('F2')));
  for (const desk of desks) await expect(windowStatus(desk)).toHaveText(zh.window.status.calling);
  const called = await Promise.all(desks.map((desk) => activeNumber(desk).innerText()));
  expect(called.toSorted()).toEqual(numbers.slice(0, 2));

  for (const desk of desks) {
    await desk.keyboard.press('F4');
    await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  }
  await Promise.all(desks.map((desk) => desk.keyboard.press('F2')));
  const last = numbers[2] ?? '';
  await expect.poll(async () => (await Promise.all(desks.map((desk) => activeNumber(desk).allInnerTexts()))).flat()).toEqual([last]);
  await expect.poll(async () => (await Promise.all(desks.map((desk) => windowStatus(desk).innerText()))).toSorted()).toEqual(
    [zh.window.status.calling, zh.window.status.idle].toSorted(),
  );
});

test('a second tab of the same window shows the same, acts as one, and ends with the session', async ({ browser }) => {
  const clerk = hall.sample.windows.find(({ windowId }) => windowId === 'w4');
  const desk = await openBlank(browser);
  await desk.goto(`${hubUrl(hall)}window/#w4`);
  await desk.getByLabel(zh.window.signIn.clerk).fill(clerk?.clerkId ?? '');
  await desk.getByLabel(zh.window.signIn.pin).fill('wrong-pin');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('alert')).toContainText(zh.fault['session.wrong'].what);
  await desk.getByLabel(zh.window.signIn.pin).fill(clerk?.pin ?? '');
  await desk.keyboard.press('Enter');
  await openForVisitors(desk);

  const token = await desk.evaluate(() => sessionStorage.getItem('hallcall.token.w4'));
  const second = await desk.context().newPage();
  await second.addInitScript((value) => sessionStorage.setItem('hallcall.token.w4', value), token ?? '');
  await second.goto(`${hubUrl(hall)}window/#w4`);
  const number = shape((await hall.take(hall.itemAt('w4').itemId)).ticket.number);
  await expect(second.getByTestId('next-list')).toContainText(number);
  await second.keyboard.press('F2');
  for (const tab of [desk, second]) await expect(activeNumber(tab)).toHaveText(number);

  await button(second, action.signOut).click();
  await expect(second.getByText(zh.window.signedOut)).toBeVisible();
  await expect(desk.getByText(zh.window.sessionEnded)).toBeVisible();
});

async function expectRefused(desk: Page, code: 'queue.empty' | 'recall.tooSoon' | 'miss.tooFewCalls' | 'miss.tooSoon'): Promise<void> {
  const notice = desk.getByTestId('refusal');
  await expect(notice).toContainText(zh.common.codeForStaff({ code }));
  const words = zh.rejection[code];
  if (typeof words === 'object') await expect(notice).toContainText(words.what);
}

/** The sentence that counts seconds, whatever they are. */
const waiting = (words: (p: { seconds: number }) => string): RegExp => new RegExp(words({ seconds: 0 }).replace('0', String.raw`\d+`));

/** The hub refuses a recall that comes too soon; the page says when it may come. */
async function recallUntil(desk: Page, calls: number): Promise<void> {
  await expect(desk.getByText(waiting(zh.window.recallWait))).toHaveCount(0, { timeout: 10_000 });
  await desk.keyboard.press('F3');
  await expect(desk.getByTestId('proof')).toContainText(zh.window.person.calls({ count: calls }));
}

async function pressUntil(desk: Page, key: string, status: string): Promise<void> {
  await expect(desk.getByText(waiting(zh.window.missWait))).toHaveCount(0, { timeout: 15_000 });
  await desk.keyboard.press(key);
  await expect(windowStatus(desk)).toHaveText(status);
}

test('a clerk’s computer dies: another one takes the window over with its visitor, and the first goes on elsewhere', async ({ browser }) => {
  const { takeOver } = zh.window;
  const at = (windowId: string) => hall.sample.windows.find((window) => window.windowId === windowId) ?? raise(windowId);
  const left = await openWindow(browser, hall, 'w7');
  await openForVisitors(left);
  const number = shape((await hall.take(hall.itemAt('w7').itemId)).ticket.number);
  await expect(left.getByTestId('next-list')).toContainText(number);
  await left.keyboard.press('F2');
  await expect(activeNumber(left)).toHaveText(number);

  const desk = await signedIn(browser, 'w7', at('w8'));
  await expect(desk.getByTestId('taken')).toContainText(at('w7').clerkId);
  await button(desk, takeOver.button).click();
  await desk.getByRole('alertdialog').getByRole('button', { name: takeOver.button }).click();
  await expect(desk.getByTestId('taken')).toBeHidden();
  await expect(left.getByTestId('taken')).toContainText(at('w8').clerkId);
  await expect(button(left, action.recall)).toBeDisabled();
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  expect(newestEvent(hall.data, 'window.takenOver')).toMatchObject({ windowId: 'w7', clerkId: at('w8').clerkId, from: at('w7').clerkId });

  // Whoever took over is on record there; at the own window again, the visitor goes back to waiting.
  const own = await openWindow(browser, hall, 'w8');
  await button(own, zh.window.open.button).click();
  await button(own, takeOver.move).click();
  await own.getByRole('alertdialog').getByRole('button', { name: takeOver.move }).click();
  await expect(windowStatus(own)).toHaveText(zh.window.status.idle);
  await expect(windowStatus(desk)).toHaveText(zh.window.status.closed);
  await button(left, zh.window.open.button).click();
  await expect(left.getByTestId('next-list')).toContainText(number);
});

/** A page at a window where a clerk signs in by PIN. */
async function signedIn(browser: Browser, windowId: string, { clerkId, pin }: { readonly clerkId: string; readonly pin: string }): Promise<Page> {
  const page = await openBlank(browser);
  await page.goto(`${hubUrl(hall)}window/#${windowId}`);
  await page.getByLabel(zh.window.signIn.clerk).fill(clerkId);
  await page.getByLabel(zh.window.signIn.pin).fill(pin);
  await page.keyboard.press('Enter');
  return page;
}

const raise = (windowId: string): never => {
  throw new Error(`the sample has no ${windowId}`);
};
