// The hall page beside the hall: what a call changes on it, and a switch that reaches its simulator.
import { expect, test, type Page } from '@playwright/test';
import { until } from '../chaos/until.ts';
import { expectFine } from './measure.ts';
import { activeNumber, button, closeAll, openBlank, openForVisitors, openWindow, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';
import { clipsForHalls } from './sound-hall.ts';

let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall({ prepare: await clipsForHalls() });
});
test.afterEach(({ browser }) => closeAll(browser));
test.afterAll(() => hall.close());

const t = zh.hall;
const barAt = (page: Page, address: number) => page.getByTestId(`bar-${address}`);
/**
 * What a bar of the page says and shows. Not where its picture comes from: that names the newest frame, and the line is drawn again
 * from time to time though nothing has changed.
 */
const shownAt = (page: Page, address: number) =>
  barAt(page, address).getByRole('img').evaluate(async (image: HTMLImageElement) => {
    const picture = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
    return { words: image.alt, picture: picture.join() };
  });
const stateOf = async (url: string) => (await (await fetch(new URL('/state', url))).json()) as { readonly faults: readonly string[] };
/** Of the printer, the speaker and the line of bars. */
async function faultsNow(): Promise<readonly (readonly string[])[]> {
  const { printerUrl, speakerUrl, ledUrl } = hall.hall;
  return (await Promise.all([printerUrl, speakerUrl, ledUrl].map(stateOf))).map(({ faults }) => faults);
}

async function openHallPage(...[browser]: Parameters<typeof openBlank>): Promise<Page> {
  const page = await openBlank(browser);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(hall.hall.url);
  await page.getByTestId('bars').waitFor();
  return page;
}

test("a call changes the picture of its window's bar, and of no other", async ({ browser }) => {
  await hall.take(hall.itemAt('w1').itemId);
  const page = await openHallPage(browser);
  const addresses = [1, 2, 3, 4, 5, 6, 7, 8];
  for (const address of addresses) await expect(barAt(page, address).getByRole('img')).toHaveAttribute('alt', zh.led.closed({ label: String(address) }));
  const before = await Promise.all(addresses.map((address) => shownAt(page, address)));
  const desk = await openWindow(browser, hall, 'w1');
  await openForVisitors(desk);
  await button(desk, zh.window.action.callNext).click();
  const number = (await activeNumber(desk).innerText()).replaceAll(/\s/g, '');
  const image = barAt(page, 1).getByRole('img');
  await expect(image).toHaveAttribute('alt', zh.led.called({ number, label: '1' }));
  await expect.poll(() => image.evaluate((drawn: HTMLImageElement) => drawn.complete && drawn.naturalWidth > 0)).toBe(true);
  const [called, ...others] = await Promise.all(addresses.map((address) => shownAt(page, address)));
  expect(called?.picture).not.toBe(before[0]?.picture);
  expect(others).toEqual(before.slice(1));
});

test('a fault of one bar reaches the simulator, is told beside the bar, and is taken back', async ({ browser }) => {
  const page = await openHallPage(browser);
  const faults = page.getByTestId('led-faults');
  await faults.locator('summary').click();
  await faults.getByRole('button', { name: t.faultTarget }).click();
  await page.getByRole('option', { name: t.barAddress({ address: 3 }) }).click();
  await faults.getByRole('button', { name: zh.ledFault.silentAddress }).click();
  await until(() => stateOf(hall.hall.ledUrl), (state) => state.faults.join() === 'silentAddress 3');
  await expect(barAt(page, 3)).toContainText(t.barSilent);
  await expect(barAt(page, 4)).not.toContainText(t.barSilent);
  for (const id of ['speaker-faults', 'printer-faults']) await page.getByTestId(id).locator('summary').click();
  await expectFine(page);
  await faults.getByRole('button', { name: zh.printer.allFaultsOff }).click();
  await until(() => stateOf(hall.hall.ledUrl), (state) => state.faults.length === 0);
  await expect(barAt(page, 3)).not.toContainText(t.barSilent);
});

test('a fault of the printer and one of the speaker reach their own simulators alone, and each is taken back', async ({ browser }) => {
  const page = await openHallPage(browser);
  const switchOf = async (testId: string, fault: string) => {
    await page.getByTestId(testId).locator('summary').click();
    return page.getByTestId(testId).getByRole('button', { name: fault, exact: true });
  };
  const nearEnd = await switchOf('printer-faults', zh.printer.fault.nearEnd);
  const slow = await switchOf('speaker-faults', zh.speakerFault.slow);
  await nearEnd.click();
  await expect.poll(faultsNow).toEqual([['nearEnd'], [], []]);
  await slow.click();
  await expect.poll(faultsNow).toEqual([['nearEnd'], ['slow'], []]);
  for (const each of [nearEnd, slow]) await expect(each).toHaveAttribute('aria-pressed', 'true');
  await nearEnd.click();
  await expect.poll(faultsNow).toEqual([[], ['slow'], []]);
  await slow.click();
  await expect.poll(faultsNow).toEqual([[], [], []]);
  for (const each of [nearEnd, slow]) await expect(each).toHaveAttribute('aria-pressed', 'false');
});

test('what the speaker played is in its log with its waveform, and can be heard again', async ({ browser }) => {
  await play('Z 777', 24_000);
  const page = await openHallPage(browser);
  const entry = page.getByTestId('sounds').getByRole('listitem').filter({ hasText: 'Z 777' });
  await expect(entry).toContainText(t.soundWhole);
  await expect(entry.getByRole('img', { name: t.waveform({ title: 'Z 777' }) })).toBeVisible();
  await entry.getByRole('button', { name: t.playSound({ title: 'Z 777' }) }).click();
  const player = page.getByTestId('sound-player');
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => [audio.ended, audio.duration, audio.error]), { timeout: 20_000 }).toEqual([true, 0.5, null]);
  await expect(entry.getByRole('button', { name: t.playSound({ title: 'Z 777' }) })).toBeVisible();
});

test('a call is spoken and comes into the log', async ({ browser }) => {
  // The sample's kiosk speaks for this window's zone, through the simulated speaker.
  await hall.take(hall.itemAt('w3').itemId);
  const page = await openHallPage(browser);
  const before = (await (await fetch(new URL('/log', hall.hall.speakerUrl))).json()) as readonly unknown[];
  const desk = await openWindow(browser, hall, 'w3');
  await openForVisitors(desk);
  await button(desk, zh.window.action.callNext).click();
  await activeNumber(desk).waitFor();
  await expect(page.getByTestId('sounds').getByRole('listitem')).toHaveCount(before.length + 1, { timeout: 15_000 });
});

/** Into the simulated speaker, as its player does it: samples of 48 kHz. */
async function play(title: string, samples: number): Promise<void> {
  const body = Buffer.alloc(samples * 2);
  for (let i = 0; i < samples; i += 1) body.writeInt16LE(Math.round(Math.sin(i / 20) * 12_000), i * 2);
  const answer = await fetch(new URL(`/sounds?title=${encodeURIComponent(title)}`, hall.hall.speakerUrl), { method: 'POST', body });
  if (!answer.ok) throw new Error(await answer.text());
}
