// A hub as it is installed: no sample, nobody known yet.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCatalogueText } from '@hallcall/catalogue';
import { expect, test } from '@playwright/test';
import { awayFromNow } from '../chaos/day-change.ts';
import { expectFine } from './measure.ts';
import { button, openBlank, zh } from './open-pages.ts';
import { startProgram, type Program } from './start-program.ts';

const { setup, signIn, day } = zh.console;
let data: string;
let hub: Program;
test.beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'hallcall-e2e-first-'));
  writeHall();
  hub = startProgram('apps/hub/src/main.ts', ['--port', '0', '--data', data, '--dist', process.env['HALLCALL_DIST'] ?? ''], {
    HALLCALL_HOST: '127.0.0.1', LC_ALL: 'zh_CN.UTF-8',
  });
});
test.afterAll(async () => {
  expect(await hub.stop()).toBe(0);
  rmSync(data, { recursive: true });
});

test('the first start: chooser, set-up code, first manager, sign-in, console', async ({ browser }) => {
  const [, url = ''] = await hub.says(/Hallcall hub ready: (\S+)/);
  const [, code = ''] = await hub.says(new RegExp(zh.commandLine.setupCode({ code: '@' }).split('@')[0] + String.raw`(\S+?)（`));
  const page = await openBlank(browser);
  await page.goto(url);
  await expect(page.getByRole('heading', { name: zh.common.product })).toBeVisible();
  await expectFine(page);
  expect((await fetch(new URL('sample', url))).status).toBe(404);
  await page.getByRole('link', { name: zh.hall.console }).click();

  const fill = async (given: string): Promise<void> => {
    await page.getByLabel(setup.code).fill(given);
    await page.getByLabel(setup.name).fill('boss');
    await page.getByLabel(setup.pin, { exact: true }).fill('24681357');
    await page.getByLabel(setup.pinAgain).fill('2468');
    await expect(page.getByText(setup.pinDiffers)).toBeVisible();
    await expect(button(page, setup.submit)).toBeDisabled();
    await page.getByLabel(setup.pinAgain).fill('24681357');
    await button(page, setup.submit).click();
  };
  await page.getByLabel(setup.code).waitFor();
  await expectFine(page);
  await fill('000000');
  await expect(page.getByRole('alert')).toContainText(zh.fault['setup.wrongCode'].what);
  await fill(code);
  await expect(page.getByText(setup.done)).toBeVisible();

  await page.getByLabel(signIn.name).fill('boss');
  await page.getByLabel(signIn.pin).fill('24681357');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('day-status')).not.toHaveText(day.isClosed);
});

/** One department of the sample's catalogue, one window, one board. */
function writeHall(): void {
  const file = createRequire(import.meta.url).resolve('@hallcall/catalogue/sample');
  copyFileSync(file, join(data, 'catalogue.json'));
  const imported = importCatalogueText(readFileSync(file, 'utf8'));
  const department = imported.ok ? imported.catalogue.departments[0] : undefined;
  if (!department) throw new Error('the sample catalogue is broken');
  const { id, zh: name, en, zone, prefix, items } = department;
  writeFileSync(join(data, 'hall.json'), JSON.stringify({
    hallId: 'first', name: { zh: '新大厅', en: 'New hall' }, timeZone: 'Asia/Shanghai', day: { changesAt: awayFromNow(), guardsClock: false },
    timetable: { kind: 'always' }, zones: [{ id: zone, name: { zh: zone, en: zone } }], departments: [{ id, name: { zh: name, en }, zone }],
    queues: [{ id: 'q1', name: { zh: name, en }, zone, prefix }],
    items: items.map((item) => ({ id: item.id, department: id, queue: 'q1', minutes: item.minutes })),
    windows: [{ id: 'w1', label: '1', zone, printer: null, queues: [{ queue: 'q1', rank: 1, weight: 1 }] }],
    boards: [{ id: 'b1', name: { zh: '大屏', en: 'Board' }, zones: [zone] }],
    policy: {
      callsBeforeMissed: 3, callSpacingMs: 5_000, missAfterMs: 10_000, restoreBehind: 3, restoresAllowed: 1, restoreWithinMs: 1_800_000,
      paperPendingMs: 60_000, failedShownMs: 600_000, agedAfterMs: 1_800_000, recoveryWaitMs: 30_000, slots: 10,
    },
  }));
}
