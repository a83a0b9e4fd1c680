// The desk when it is fullest, on a small screen and at twice the size of text: the hub's real view with more put into it.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectFine, expectLaidOut } from './measure.ts';
import { closeAll, hubUrl, openBlank } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const small = { width: 1280, height: 720 };
/** As a browser lays out at 200 %. */
const zoomed = { width: 640, height: 360 };
const lastRows = ['next-list', 'held-list', 'own-notices', 'open-notices', 'slips', 'missed-list'].map((id) => `[data-testid=${id}] li:last-child`);

for (const lang of ['zh', 'en']) {
  test(`everything at once at 1280×720, ${lang}: number, next key and payment in sight, each list in its own place`, async ({ browser }) => {
    const desk = await openFullDesk(browser, `lang=${lang}`);
    await desk.setViewportSize(small);
    await expectMainInSight(desk);
    await expect(desk.getByTestId('notices').getByRole('button')).toBeInViewport({ ratio: 1 });
    expect([await overlaps(desk), await overflowing(desk), await unreachable(desk, lastRows)]).toEqual([[], [], []]);
    await expectFine(desk);
    // Who is due is called back by a key that is seen.
    await desk.evaluate(() => document.querySelector('[data-testid=held-list]')?.parentElement?.scrollTo(0, 0));
    await desk.getByTestId('held-list').evaluate((list) => list.parentElement?.scrollIntoView({ block: 'nearest' }));
    await expect(desk.getByTestId('held-list').getByRole('button').first()).toBeInViewport({ ratio: 1 });
    // A refusal of three lines leaves every key in sight.
    await desk.keyboard.press('F9');
    await expect(desk.getByTestId('refusal')).toContainText('window.busy');
    for (const key of await desk.getByTestId('keys').getByRole('button').all()) await expect(key).toBeInViewport({ ratio: 1 });
  });

  test(`text of twice the size, ${lang}: number and next key stay in sight while every key and list is scrolled to`, async ({ browser }) => {
    const desk = await openFullDesk(browser, `lang=${lang}`);
    for (const look of ['zoom', 'root'] as const) {
      await desk.setViewportSize(look === 'zoom' ? zoomed : small);
      if (look === 'root') await desk.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
      await expectMainInSight(desk);
      expect(await overlaps(desk)).toEqual([]);
      expect(await unreachable(desk, ['[data-testid=keys] button', ...lastRows])).toEqual([]);
      await expectMainInSight(desk);
      // Halfway behind what stays in sight a key is too small a target, wherever the page is scrolled to.
      await desk.locator('.hc-desk-flow').evaluate((page) => page.scrollTo(0, 0));
      await (look === 'zoom' ? expectFine(desk) : expectLaidOut(desk));
    }
  });
}

async function expectMainInSight(desk: Page): Promise<void> {
  for (const part of [desk.getByTestId('active-number'), desk.getByTestId('next-key').getByRole('button')]) await expect(part).toBeInViewport({ ratio: 1 });
  // Nothing lies over them.
  await desk.getByTestId('next-key').getByRole('button').click({ trial: true });
}

/** Of what these selectors find, whatever cannot be scrolled to where it is seen whole and lies on top. */
async function unreachable(desk: Page, selectors: readonly string[]): Promise<string[]> {
  return desk.evaluate((all) => all.flatMap((selector) => {
    const parts = [...document.querySelectorAll<HTMLElement>(selector)];
    if (parts.length === 0) return [`no ${selector}`];
    return parts.flatMap((part) => {
      part.scrollIntoView({ block: 'nearest' });
      const { left, right, top, bottom } = part.getBoundingClientRect();
      const isOnTop = [top + 2, (top + bottom) / 2, bottom - 2].every((y) => part.contains(document.elementFromPoint((left + right) / 2, y)));
      return isOnTop ? [] : [`${selector}: ${part.textContent}`];
    });
  }), selectors);
}

/** Cards that are longer than their place: what they hold lies over whatever stands below. */
async function overflowing(desk: Page): Promise<string[]> {
  const cards = desk.locator('main > section');
  return cards.evaluateAll((all) => all.flatMap((card) => (card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1 ? [card.getAttribute('aria-label') ?? ''] : [])));
}

/** Parts of the desk that lie on one another. What a scrolling part hides does not count. */
async function overlaps(desk: Page): Promise<string[]> {
  return desk.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>('header, [data-testid=next-key], main section[tabindex="0"], [data-testid=keys] button, .hc-person-number')];
    const boxes = parts.flatMap((part) => {
      const clip = part.parentElement?.closest('section[tabindex="0"]')?.getBoundingClientRect();
      const { left, right, top, bottom } = part.getBoundingClientRect();
      const box = { part, left, right, top: Math.max(top, clip?.top ?? top), bottom: Math.min(bottom, clip?.bottom ?? bottom) };
      return box.bottom > box.top ? [box] : [];
    });
    const sticky = boxes.filter(({ part }) => getComputedStyle(part).position === 'sticky').map(({ part }) => part);
    return boxes.flatMap((a, index) => boxes.slice(index + 1).flatMap((b) => {
      if (a.part.contains(b.part) || b.part.contains(a.part)) return [];
      // What stays in sight is passed behind; two of them may not meet.
      if (sticky.includes(a.part) !== sticky.includes(b.part)) return [];
      const isOver = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
      return isOver ? [`${a.part.textContent?.slice(0, 20) ?? ''} | ${b.part.textContent?.slice(0, 20) ?? ''}`] : [];
    }));
  });
}

/** The desk of a bank window with a visitor who came back and owes, and every list with something in it. */
async function openFullDesk(browser: Browser, query: string): Promise<Page> {
  const desk = await openBlank(browser);
  const windowId = 'w1';
  const { queues } = hall.config.hall.windows.find(({ id }) => id === windowId) ?? { queues: [] };
  const queueId = queues[0]?.queue ?? '';
  await desk.routeWebSocket(/socket\.io/u, (page) => {
    const hub = page.connectToServer();
    hub.onMessage((frame) => {
      const text = String(frame);
      if (!text.startsWith('42["view"')) return page.send(frame);
      const [event, message, ...rest] = JSON.parse(text.slice(2)) as [string, { name: string; view: object }, ...unknown[]];
      const view = message.name === 'window' ? { ...message.view, ...fullView(queueId, hall.itemAt(windowId).itemId) } : message.view;
      return page.send(`42${JSON.stringify([event, { ...message, view }, ...rest])}`);
    });
  });
  const token = hall.sample.windows.find((window) => window.windowId === windowId)?.token ?? '';
  await desk.addInitScript((value) => sessionStorage.setItem('hallcall.token.w1', value), token);
  await desk.goto(`${hubUrl(hall)}window/?${query}#${windowId}`);
  await desk.getByTestId('active-number').waitFor();
  return desk;
}

const number = (n: number) => ({ prefix: 'A', n });
const materials = (): string[] => Object.keys(hall.config.catalogue.materials).slice(0, 4);

function fullView(queueId: string, itemId: string): object {
  const at = Date.now();
  const items = [{ itemId, count: 1 }];
  const notice = (n: number) => ({
    noticeId: `n${n}`, number: `20261126-0000000${n}`, fen: 2_000, payee: '财政专户', code: null, windowId: 'w2', issuedAt: at,
    lines: [{ itemId, basis: '20元/证', fen: 1_000, quantity: 2 }], waiver: null, status: 'open', receipt: null,
  });
  const open = [1, 2, 3, 4].map((n) => ({ ...notice(n), ticket: number(n) }));
  const stop = { queueId, items, after: [] };
  return {
    status: 'serving', pause: null, emergency: null,
    active: {
      ticketId: 't1', number: number(12), queueId, items, language: 'en', status: 'serving', issuedAt: at - 600_000, startedAt: at - 60_000, restores: 1, callsCounting: 1,
      sender: { windowId: 'w2', reason: 'nextStep' }, personClass: 'elder', needs: ['wheelchair'], isUrgent: true,
      journey: { chain: null, here: 1, stops: ['done', 'serving', 'blocked'].map((status) => ({ ...stop, status })) },
      cameBack: { windowId: 'w2', date: '2026-11-20', materials: materials(), other: '印章', note: null }, notices: [notice(5)],
      calls: [{ callId: 'k1', at: at - 90_000, attempt: 1, shownAt: at - 89_000, speech: { outcome: 'shortened', reason: 'shortForm', at: at - 85_000 } }],
    },
    queues: [{ queueId, waiting: 14, oldestAt: at - 3_000_000, waitMinutes: 40 }],
    next: [20, 21, 22, 23, 24, 25, 26, 27].map((n) => ({ ticketId: `w${n}`, number: number(n), queueId, items, placeAt: at - 600_000, person: null, sender: null, hasPass: true })),
    held: [30, 31, 32].map((n) => ({ ticketId: `h${n}`, number: number(n), queueId, items, reason: 'copies', since: at - 600_000, dueAt: at })),
    missed: [40, 41, 42, 43].map((n) => ({ ticketId: `m${n}`, number: number(n), queueId, at, canRestore: true })),
    slips: [50, 51].map((n) => ({ slip: { kind: 'materials', stop: 0 }, ticketId: `s${n}`, number: number(n), at, code: '04817263', job: { copy: 0, outcome: n === 50 ? 'failed' : 'printed' } })),
    ownNotices: open, openNotices: open, undo: { what: 'start', ticketId: 't1', number: number(12), until: at + 600_000 },
  };
}
