// A card at the kiosk: asked for where an item wants to know who comes, read or not, with the guide desk as the other way.
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { expectFine, expectFingerRoom, listen } from './measure.ts';
import { closeAll, en, openBlank, openKiosk, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(async ({ browser }) => {
  await tell('/fault', { fault: 'damaged', on: false });
  await tell('/card', { card: null });
  await closeAll(browser);
});
test.afterAll(() => hall.close());

async function tell(path: string, body: object): Promise<void> {
  const answer = await fetch(new URL(path, hall.hall.readerUrl), { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** 出入境记录查询 */
const asking = { departmentId: 'exitentry', itemId: 'D07-09' };

async function chooseAsking(kiosk: Pick<Page, 'getByTestId'>): Promise<void> {
  await kiosk.getByTestId('start').click();
  await kiosk.getByTestId(`department-${asking.departmentId}`).click();
  await kiosk.getByTestId(`item-${asking.itemId}`).click();
  await kiosk.getByTestId('take').click();
  await expect(kiosk.getByTestId('identity')).toBeVisible({ timeout: 15_000 });
}

function personKeys(): (string | null)[] {
  const db = new Database(join(hall.data, 'hall.db'), { readonly: true });
  try {
    return db.prepare<[], string | null>(`select json_extract(body, '$.personKey') from event where type = 'ticket.issued' order by seq`).pluck().all();
  } finally {
    db.close();
  }
}

test('a card that cannot be read is said, the next laying gives the number, and the paper has no digit of it', async ({ browser }) => {
  const kiosk = await openKiosk(browser, hall);
  const said = listen(kiosk);
  await chooseAsking(kiosk);
  await expect(kiosk.getByRole('heading', { name: zh.person.kiosk.title })).toBeVisible();
  await expectFine(kiosk);
  await tell('/card', { card: '丁' });
  await expect(kiosk.getByTestId('card-said')).toHaveText(zh.person.kiosk.unreadable);
  await expectFine(kiosk);
  await tell('/card', { card: '甲' });
  await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
  const [paper] = await hall.papers();
  expect(paper?.text.join('')).not.toMatch(/9900000019|19000229/);
  expect(personKeys()).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
  expect(said).toEqual([]);
});

for (const query of ['size=elder&tone=contrast', 'lang=en&size=elder&tone=dark&reach=low']) {
  test(`who has no card is sent to the guide desk in words, ${query}`, async ({ browser }) => {
    const kiosk = await openKiosk(browser, hall, { query });
    const words = (query.includes('lang=en') ? en : zh).person.kiosk;
    await chooseAsking(kiosk);
    await expect(kiosk.getByText(words.title)).toBeVisible();
    await expectFine(kiosk);
    await expectFingerRoom(kiosk);
    await kiosk.getByTestId('to-desk').click();
    await expect(kiosk.getByTestId('go-to-desk')).toContainText(words.desk.what);
    await expectFine(kiosk);
    await kiosk.getByTestId('done').click();
    await expect(kiosk.getByTestId('start')).toBeVisible();
  });
}

test('a card is laid on from the hall page, where its reader stands beside the kiosk', async ({ browser }) => {
  const page = await openBlank(browser);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(hall.hall.url);
  const kiosk = page.frameLocator('[data-testid=frame-kiosk]');
  const before = personKeys().length;
  await chooseAsking({ getByTestId: (id) => kiosk.getByTestId(id) });
  await page.getByTestId('card-乙').click();
  // Eight pages share one browser here.
  await expect(kiosk.getByTestId('number')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByTestId('card-乙')).toHaveAttribute('aria-pressed', 'true');
  expect(personKeys().slice(before)).toEqual([expect.stringMatching(/^[\w-]{22}$/)]);
});
