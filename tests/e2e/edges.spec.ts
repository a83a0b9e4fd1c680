import { expect, test, type Page } from '@playwright/test';
import { expectFine } from './measure.ts';
import { activeNumber, button, closeAll, openBoard, openForVisitors, openWindow, shape, windowStatus, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const { status, transfer, undo } = zh.window;
const window3 = zh.common.windowLabel({ label: '3' });

/** A ticket for the window, called there; its number as it is shown. */
async function callOne(desk: Page, windowId: string): Promise<string> {
  const number = shape((await hall.take(hall.itemAt(windowId).itemId)).ticket.number);
  await expect(desk.getByTestId('next-list')).toContainText(number);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  return number;
}

async function start(desk: Page): Promise<void> {
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(status.serving);
}

async function finish(desk: Page): Promise<void> {
  await desk.keyboard.press('F7');
  await desk.keyboard.press('Enter');
  await expect(windowStatus(desk)).toHaveText(status.idle);
}

test('hold and resume: the window calls on, the visitor is called back, shown again and finished', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w2'), await openBoard(browser, hall, 'b1')];
  await openForVisitors(desk);
  const number = await callOne(desk, 'w2');
  await start(desk);
  await desk.keyboard.press('Alt+h');
  await expect(desk.getByRole('dialog', { name: zh.window.hold.title })).toBeVisible();
  await desk.keyboard.press('Alt+2');
  await desk.keyboard.press('1');
  await expect(windowStatus(desk)).toHaveText(status.idle);
  await expect(desk.getByTestId('held-list')).toContainText(number);

  const next = await callOne(desk, 'w2');
  await expect(board.getByTestId('newest-number')).toHaveText(next);
  await expect(button(desk.getByTestId('held-list'), zh.window.held.resume)).toBeDisabled();
  await start(desk);
  await finish(desk);

  await expect(button(desk.getByTestId('held-list'), zh.window.held.resume)).toBeEnabled();
  await desk.keyboard.press('Alt+r');
  await expect(activeNumber(desk)).toHaveText(number);
  await expect(windowStatus(desk)).toHaveText(status.calling);
  await expect(board.getByTestId('newest-number')).toHaveText(number);
  await expect(desk.getByTestId('proof')).toHaveAttribute('data-shown', 'true');
  await start(desk);
  await finish(desk);
  await expect(desk.getByTestId('held-list')).toHaveCount(0);
});

test('transfer: the number goes to another window with its place, which sees who sent it; a closed one cannot be taken', async ({ browser }) => {
  const [sender, receiver] = [await openWindow(browser, hall, 'w3'), await openWindow(browser, hall, 'w7')];
  await openForVisitors(sender);
  const number = await callOne(sender, 'w3');
  await start(sender);
  await sender.keyboard.press('F10');
  const dialog = sender.getByRole('dialog', { name: transfer.title });
  const closed = dialog.getByRole('button', { name: `${zh.common.windowLabel({ label: '7' })} · ${transfer.nobody}` });
  await expect(closed).toBeDisabled();
  await expectFine(sender);
  await openForVisitors(receiver);
  await expect(closed).toHaveCount(0);
  await sender.keyboard.press('Escape');
  await send(sender, '7');
  await expect(windowStatus(sender)).toHaveText(status.idle);
  await expect(sender.getByTestId('next-list')).toHaveCount(0);

  await expect(receiver.getByTestId('next-list')).toContainText(number);
  await receiver.keyboard.press('F2');
  await expect(activeNumber(receiver)).toHaveText(number);
  await expect(receiver.getByTestId('sender')).toContainText(transfer.from({ window: window3 }));
  await start(receiver);
  await finish(receiver);
});

/** Sends the visitor to the window of this label. */
async function send(desk: Page, label: string): Promise<void> {
  await desk.keyboard.press('F10');
  const dialog = desk.getByRole('dialog', { name: transfer.title });
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await dialog.getByRole('searchbox').fill(zh.common.windowLabel({ label }));
  await desk.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

test('undo: a call that the board has shown says please wait, and the visitor goes first; a start and a finish are taken back', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w4'), await openBoard(browser, hall, 'b1')];
  await openForVisitors(desk);
  const number = await callOne(desk, 'w4');
  await expect(desk.getByTestId('proof')).toHaveAttribute('data-shown', 'true');
  await expect(desk.getByTestId('undo')).toContainText(undo.what.call);
  await desk.keyboard.press('Alt+z');
  await expect(windowStatus(desk)).toHaveText(status.idle);
  await expect(desk.getByTestId('next-list').getByRole('listitem').first()).toContainText(number);
  await expect(board.getByTestId('newest-number')).toHaveText(number);
  await expect(board.getByTestId('please-wait')).toHaveText(zh.board.pleaseWait);

  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  await expect(board.getByTestId('please-wait')).toHaveCount(0);
  await start(desk);
  await expect(desk.getByTestId('undo')).toContainText(undo.what.start);
  await desk.keyboard.press('Alt+z');
  await expect(windowStatus(desk)).toHaveText(status.calling);
  await start(desk);
  await finish(desk);
  await expect(desk.getByTestId('undo')).toContainText(undo.what.finish);
  await desk.keyboard.press('Alt+z');
  await expect(windowStatus(desk)).toHaveText(status.serving);
  await expect(activeNumber(desk)).toHaveText(number);
  await finish(desk);
});

test('one more item of another department: the same number waits there once this is done', async ({ browser }) => {
  const [desk, other] = [await openWindow(browser, hall, 'w1'), await openWindow(browser, hall, 'w6')];
  await openForVisitors(desk);
  await openForVisitors(other);
  const number = await callOne(desk, 'w1');
  await start(desk);
  await desk.keyboard.press('Alt+i');
  const dialog = desk.getByRole('dialog', { name: zh.window.addItem.title });
  await dialog.getByRole('searchbox').fill(hall.itemAt('w6').item);
  await button(dialog, hall.itemAt('w6').item).click();
  await expect(dialog).toHaveCount(0);
  await expect(other.getByTestId('next-list')).toHaveCount(0);
  await expect(desk.getByTestId('journey').getByRole('listitem')).toHaveCount(2);
  // Taken back, nobody goes there; asked for again, the visitor does.
  await expect(desk.getByTestId('undo')).toContainText(undo.what.addItem);
  await desk.keyboard.press('Alt+z');
  await expect(desk.getByTestId('journey')).toContainText(zh.ticketStatus.cancelled);
  await expect(desk.getByTestId('undo')).toContainText(undo.none);
  await desk.keyboard.press('Alt+i');
  await dialog.getByRole('searchbox').fill(hall.itemAt('w6').item);
  await button(dialog, hall.itemAt('w6').item).click();
  await expect(dialog).toHaveCount(0);
  await expect(desk.getByTestId('undo')).toContainText(undo.what.addItem);
  await finish(desk);
  await expect(other.getByTestId('next-list')).toContainText(number);
});

test('missed after three shown calls, restored, called again', async ({ browser }) => {
  const [desk, board] = [await openWindow(browser, hall, 'w8'), await openBoard(browser, hall, 'b1')];
  await openForVisitors(desk);
  const number = await callOne(desk, 'w8');
  for (const count of [2, 3]) await pressUntil(desk, 'F3', () => expect(desk.getByTestId('proof')).toContainText(zh.window.person.calls({ count }), { timeout: 1_000 }));
  await pressUntil(desk, 'F6', () => expect(windowStatus(desk)).toHaveText(status.idle, { timeout: 1_000 }));
  await expect(desk.getByTestId('missed-list')).toContainText(number);
  await expect(board.getByTestId('strip-missed')).toContainText(number);
  await desk.keyboard.press('Alt+1');
  await expect(desk.getByTestId('next-list')).toContainText(number);
  await desk.keyboard.press('F2');
  await expect(activeNumber(desk)).toHaveText(number);
  await start(desk);
  await finish(desk);
});

/** The hall's spacing refuses a key that comes too soon; a clerk presses it again. */
async function pressUntil(desk: Page, key: string, hasWorked: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await desk.keyboard.press(key);
    await hasWorked();
  }).toPass({ timeout: 20_000 });
}
