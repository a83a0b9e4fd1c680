// One number for several things: errands gathered at a kiosk, a chain over four desks, and a permit whose departments work side by side and join.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { readTickets } from '../chaos/real-hall.ts';
import { expectFine, expectFingerRoom } from './measure.ts';
import { activeNumber, closeAll, openForVisitors, openKiosk, openWindow, windowStatus, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const chainOf = (id: string) => {
  const chain = hall.config.hall.chains.find((each) => each.id === id);
  if (!chain) throw new Error(`no chain ${id}`);
  return chain;
};
const windowFor = (itemId: string): string => {
  const queue = hall.config.hall.items.find(({ id }) => id === itemId)?.queue;
  return hall.config.hall.windows.find(({ queues }) => queues.some((served) => served.queue === queue))?.id ?? '';
};

/** Takes the number of a whole chain by touch. */
async function take(browser: Browser, chainId: string): Promise<{ readonly kiosk: Page; readonly number: string }> {
  const kiosk = await openKiosk(browser, hall);
  await kiosk.getByTestId('chains').tap();
  await expectFine(kiosk);
  await expectFingerRoom(kiosk);
  await kiosk.getByTestId(`chain-${chainId}`).tap();
  await expectFine(kiosk);
  await expectFingerRoom(kiosk);
  await kiosk.getByTestId('take').tap();
  await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
  await expect(kiosk.getByTestId('route').getByRole('listitem')).toHaveCount(chainOf(chainId).stops.length);
  return { kiosk, number: (await kiosk.getByTestId('number').innerText()).replaceAll(/\s/g, '') };
}

/** Open desks by window, each opened once. */
function desksOf(browser: Browser) {
  const desks = new Map<string, Page>();
  return async (windowId: string): Promise<Page> => {
    const known = desks.get(windowId);
    if (known) return known;
    const desk = await openWindow(browser, hall, windowId);
    const { closed, idle } = zh.window.status;
    await expect(windowStatus(desk)).toHaveText(new RegExp(`^(${closed}|${idle})$`));
    // Open already where an earlier test has been.
    if ((await windowStatus(desk).innerText()) === closed) await openForVisitors(desk);
    desks.set(windowId, desk);
    return desk;
  };
}

const numberAt = async (desk: Page): Promise<string> => (await activeNumber(desk).innerText()).replaceAll(/\s/g, '');
const stepStates = (desk: Page): Promise<readonly string[]> =>
  desk.getByTestId('journey').getByRole('listitem').evaluateAll((items) => items.map((item) => item.lastElementChild?.textContent ?? ''));

async function call(desk: Page): Promise<void> {
  await desk.keyboard.press('F2');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.calling);
}

/** Two keys: the visitor is there; done. Nobody else waits. */
async function serve(desk: Page): Promise<void> {
  await desk.keyboard.press('F4');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.serving);
  await desk.keyboard.press('F2');
  await expect(windowStatus(desk)).toHaveText(zh.window.status.idle);
}

test('a number for several errands, one of them twice: chosen at the kiosk, listed on the paper, and with its counts at the desks', async ({ browser }) => {
  const kiosk = await openKiosk(browser, hall);
  const tap = async (...ids: string[]): Promise<void> => {
    for (const id of ids) await kiosk.getByTestId(id).tap();
  };
  await tap('start', 'department-household', 'item-D02-08', 'priority');
  await expectFingerRoom(kiosk);
  await tap('priority-done', 'errands', 'more-D02-08');
  await expectFine(kiosk);
  await expectFingerRoom(kiosk);
  await tap('another', 'department-household', 'item-D02-01', 'errands');
  await expectFingerRoom(kiosk);
  await tap('another');
  await expectFine(kiosk);
  await tap('department-market', 'item-D01-01');
  await expectFine(kiosk);
  await tap('take');
  await expect(kiosk.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
  const names = ['D02-08', 'D02-01', 'D01-01'].map((itemId) => hall.config.catalogue.departments.flatMap(({ items }) => items).find(({ id }) => id === itemId)?.zh ?? '');
  await expect(kiosk.getByTestId('route').getByRole('listitem')).toHaveText([`1${names[0]} × 2 · ${names[1]}A1区`, `1${names[2]}B1区`]);
  const paper = (await hall.papers()).at(-1)?.text ?? [];
  expect(paper.map((line) => line.trim())).toEqual(expect.arrayContaining([`${names[0]} × 2`, names[1], names[2]]));
  const deskAt = desksOf(browser);
  const [household, market] = [await deskAt(windowFor('D02-08')), await deskAt(windowFor('D01-01'))];
  await expect(household.getByTestId('next-list')).toContainText(`${names[0]} × 2`);
  await call(household);
  await expect(household.getByTestId('journey').getByRole('listitem').first()).toContainText(`${names[0]} × 2 · ${names[1]}`);
  await serve(household);
  await call(market);
  expect(await stepStates(market)).toEqual([zh.ticketStatus.done, zh.ticketStatus.called]);
  await serve(market);
});

test('a chain over four desks keeps its number from the first to the last, on the paper too', async ({ browser }) => {
  const { stops, name } = chainOf('start-company');
  const { number } = await take(browser, 'start-company');
  const paper = (await hall.papers()).at(-1);
  expect(paper?.text.join('\n')).toContain(name.zh);
  expect(paper?.text.join('\n')).toContain(zh.slip.routeRule.slice(0, 10));
  expect(new Set(stops.map(({ items }) => windowFor(items[0] ?? ''))).size).toBe(4);
  const deskAt = desksOf(browser);
  for (const [index, stop] of stops.entries()) {
    const desk = await deskAt(windowFor(stop.items[0] ?? ''));
    await desk.keyboard.press('F2');
    await expect(activeNumber(desk)).toBeVisible();
    expect(await numberAt(desk)).toBe(number);
    const states = await stepStates(desk);
    expect(states[index]).toBe(zh.ticketStatus.called);
    expect(states.filter((state) => state === zh.ticketStatus.done).length).toBe(index);
    if (index === 0) await expectFine(desk);
    await serve(desk);
  }
  expect(readTickets(hall.data).at(-1)).toMatchObject({ status: 'done' });
});

test('the project permit: departments side by side in any order, one window at a time, and the join when all are done', async ({ browser }) => {
  const { stops } = chainOf('project-permit');
  const { number } = await take(browser, 'project-permit');
  const deskAt = desksOf(browser);
  const callAt = async (index: number): Promise<Page> => {
    const desk = await deskAt(windowFor(stops[index]?.items[0] ?? ''));
    await desk.keyboard.press('F2');
    await expect(activeNumber(desk)).toBeVisible();
    expect(await numberAt(desk)).toBe(number);
    return desk;
  };
  const parallel = stops.flatMap(({ after }, index) => (after.length === 1 && after[0] === stops[0]?.id ? [index] : []));
  expect(parallel.length).toBeGreaterThan(3);
  const join = stops.findIndex(({ after }) => after.length === parallel.length);
  await serve(await callAt(0));
  // While one of them has the visitor, another one that is open for the same number finds nobody to call.
  const windowOf = (index: number): string => windowFor(stops[index]?.items[0] ?? '');
  const [one = 0] = parallel;
  const other = parallel.find((index) => windowOf(index) !== windowOf(one)) ?? one;
  const [here, there] = [await callAt(one), await deskAt(windowOf(other))];
  await there.keyboard.press('F2');
  await expect(there.getByTestId('refusal')).toContainText(zh.rejection['queue.empty'].what);
  await here.keyboard.press('Alt+z');
  await expect(windowStatus(here)).toHaveText(zh.window.status.idle);
  for (const [served, index] of parallel.toReversed().entries()) {
    const desk = await callAt(index);
    const states = await stepStates(desk);
    expect(states[join]).toBe(zh.ticketStatus.blocked);
    expect(parallel.filter((each) => states[each] === zh.ticketStatus.waiting).length).toBe(parallel.length - served - 1);
    await serve(desk);
  }
  await serve(await callAt(join));
  const last = await callAt(stops.length - 1);
  expect((await stepStates(last)).filter((state) => state === zh.ticketStatus.done).length).toBe(stops.length - 1);
});
