import { expect, test, type Page } from '@playwright/test';
import { readTickets } from '../chaos/real-hall.ts';
import { until } from '../chaos/until.ts';
import { expectFine } from './measure.ts';
import { closeAll, openConsole, openForVisitors, openWindow, shape, zh } from './open-pages.ts';
import { newestEvent, openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const words = zh.limits.desk;

/** By the initials of its pinyin. */
async function pickItem(page: Page, picker: string, itemId: string): Promise<void> {
  const place = page.getByTestId(`picker-${picker}`);
  const initials = hall.config.catalogue.search?.entries.find(({ id }) => id === itemId)?.initials;
  await place.getByRole('searchbox').fill(initials ?? '');
  await place.getByTestId(`hit-${itemId}`).click();
  await expect(place.getByTestId(`chosen-${itemId}`)).toBeVisible();
}

test('a manager gives numbers at the desk: copied by hand, and printed as the ticket itself', async ({ browser }) => {
  const page = await openConsole(browser, hall, 'desk');
  await pickItem(page, 'issue', 'D01-01');
  await page.getByTestId('desk-take').click();
  await expect(page.getByTestId('desk-given')).toContainText(shape({ prefix: 'A', n: 1 }));
  await expect(page.getByTestId('desk-given')).toContainText(words.copyIt);
  await expectFine(page);

  await page.getByTestId('desk-next').click();
  await pickItem(page, 'issue', 'D01-02');
  await page.getByRole('button', { name: words.byHand }).click();
  await page.getByRole('option').nth(1).click();
  await page.getByTestId('desk-take').click();
  await expect(page.getByTestId('desk-given')).toContainText(shape({ prefix: 'A', n: 2 }));
  const papers = await until(() => hall.papers(), (all) => all.some(({ text }) => text.includes('A 002')));
  expect(papers.at(-1)?.text.join()).not.toContain(zh.slip.reprint);
  await until(() => Promise.resolve(readTickets(hall.data)), (tickets) => tickets.at(-1)?.paper === 'printed');
  expect(readTickets(hall.data).map(({ paper }) => paper)).toEqual(['shown', 'printed']);
});

test('a kiosk that is cut off: its number is entered at the desk, and what it tells later doubles nothing', async ({ browser }) => {
  hall.hall.hub.signal('SIGSTOP');
  const offline = await hall.take('D01-01').finally(() => {
    hall.hall.agent.signal('SIGSTOP');
    hall.hall.hub.signal('SIGCONT');
  });
  try {
    expect(offline.ticket.offline).toBe(true);
    const page = await openConsole(browser, hall, 'desk');
    await page.getByLabel(words.number).fill('A 12');
    await pickItem(page, 'enter', 'D01-01');
    await page.getByTestId('desk-enter').click();
    await expect(page.getByTestId('desk-entered-refused')).toContainText(zh.rejection['numbers.notOffline']({ code: 'numbers.notOffline', n: 12 }).what);
    await page.getByLabel(words.qr).fill('http://example/t/other-hall.abcdefghijklmnopqrstuv');
    await expect(page.getByText(words.qrWrong.otherHall)).toBeVisible();
    await page.getByLabel(words.qr).fill('');
    await page.getByLabel(words.number).fill(`a${offline.ticket.number.n}`);
    await page.getByTestId('desk-enter').click();
    const entered = page.getByTestId('desk-entered');
    await expect(entered).toContainText(shape(offline.ticket.number));
    await expectFine(page);
    // Taken for a mistake, and entered once more as it stands there.
    await page.getByTestId('desk-enter-mistake').click();
    await page.getByRole('alertdialog').getByRole('button').last().click();
    await expect(entered).toHaveCount(0);
    expect(newestEvent(hall.data, 'ticket.cancelled')).toMatchObject({ reason: 'mistake' });
    await page.getByTestId('desk-enter').click();
    await expect(entered).toContainText(shape(offline.ticket.number));
  } finally {
    hall.hall.agent.signal('SIGCONT');
  }
  await until(() => Promise.resolve(newestEvent(hall.data, 'ticket.recognized')), (event) => event !== null);
  expect(newestEvent(hall.data, 'ticket.recognized')).toMatchObject({ as: offline.ticket.ticketId });
  // The hub may have heard the kiosk's own question before it fell silent: what it made of it ends.
  const ofKiosk = readTickets(hall.data).slice(2);
  expect(ofKiosk.filter(({ status }) => status !== 'cancelled').map(({ n, status, paper }) => [n, status, paper])).toEqual([[offline.ticket.number.n, 'waiting', 'printed']]);
  expect(ofKiosk.filter(({ status }) => status === 'cancelled').every(({ reason }) => reason === 'superseded')).toBe(true);
});

test('a queue in a surge: one press gives it one more window, which says so, calls from it, and is taken back', async ({ browser }) => {
  const queueId = hall.config.hall.items.find(({ id }) => id === 'D01-01')?.queue ?? '';
  const other = hall.config.hall.windows.find(({ queues }) => queues.every(({ queue }) => queue !== queueId && queue !== hall.config.hall.payment?.queue));
  const [page, desk, own] = [await openConsole(browser, hall, 'queues'), await openWindow(browser, hall, other?.id ?? ''), await openWindow(browser, hall, 'w1')];
  await openForVisitors(desk);
  await openForVisitors(own);
  const last = await hall.take('D01-01');
  await page.getByTestId(`help-${queueId}`).click();
  await expect(desk.getByTestId('help')).toContainText(zh.limits.surge.isFirst);
  await expect(desk.getByTestId('next-list')).toContainText(shape(last.ticket.number));
  await expectFine(page);
  await expectFine(desk);
  await desk.keyboard.press('F2');
  await expect(desk.getByTestId('active-number')).toBeVisible();
  await page.getByTestId(`end-help-${other?.id}`).click();
  await expect(desk.getByTestId('help')).toHaveCount(0);
  await expect(desk.getByTestId('active-number')).toBeVisible();
  expect(newestEvent(hall.data, 'window.helped')).toMatchObject({ windowId: other?.id, queueId, by: 'manager' });
  await page.getByTestId(`choose-help-${queueId}`).click();
  await page.getByTestId(`behind-${other?.id}`).click();
  await expect(desk.getByTestId('help')).toContainText(zh.limits.surge.isBehind);
});

test('a life event at the desk is one number in its order, without what is not wanted', async ({ browser }) => {
  const chain = hall.config.hall.chains.find(({ id }) => id === 'newborn');
  const [first, second, third] = chain?.stops.flatMap(({ items }) => items) ?? [];
  const page = await openConsole(browser, hall, 'desk');
  await page.getByRole('button', { name: words.noChain }).first().click();
  await page.getByRole('option', { name: chain?.name.zh ?? '' }).click();
  const picked = page.getByTestId('picker-issue');
  await expect(picked.getByTestId(`chosen-${first}`)).toBeVisible();
  await picked.getByTestId(`chosen-${third}`).getByRole('button', { name: words.remove }).click();
  await expectFine(page);
  await page.getByTestId('desk-take').click();
  await expect(page.getByTestId('desk-given')).toBeVisible();
  expect(newestEvent(hall.data, 'ticket.issued')).toMatchObject({
    chain: 'newborn', desk: { clerkId: expect.any(String) }, stops: [{ items: [{ itemId: first }], after: [] }, { items: [{ itemId: second }], after: [0] }, { after: [0] }],
  });
  await page.getByTestId('desk-next').click();
  await expect(page.getByRole('button', { name: words.noChain })).toHaveCount(2);
});
