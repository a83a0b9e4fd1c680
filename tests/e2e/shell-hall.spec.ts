// The built shell around the real pages of a real hall: agent, hub, simulated printer. Only Electron is a stand-in.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startShell, type RunningShell } from '@hallcall/kiosk/harness';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectFingerRoom } from './measure.ts';
import { hubUrl, zh } from './open-pages.ts';
import { openPageHall, type PageHall } from './page-hall.ts';

const built = process.env['HALLCALL_SHELL'] ?? '';
const started: RunningShell[] = [];
let hall: PageHall;
test.beforeAll(async () => {
  hall = await openPageHall();
});
test.afterEach(async () => {
  for (const shell of started.splice(0)) await shell.stop();
});
test.afterAll(async () => {
  await hall.close();
});

function start(args: readonly string[] = ['--agent', hall.hall.agentUrl]): RunningShell {
  const shell = startShell({ shell: built, args, timing: { probeEvery: 100, startWithin: 500 } });
  started.push(shell);
  return shell;
}

const shows = (shell: RunningShell, testId: string): Promise<Page> => shell.until(async (page) => (await page.getByTestId(testId).count()) > 0);
const beats = async (shell: RunningShell): Promise<number> => (await shell.look()).messages.filter((channel) => channel === 'shell:beat').length;

test('a visitor takes a ticket through the shell, the page beats, and the printer prints', async () => {
  const shell = start();
  const page = await shows(shell, 'start');
  const { departmentId, itemId, item } = hall.itemAt('w1');
  const before = (await hall.papers()).length;
  for (const step of ['start', `department-${departmentId}`, `item-${itemId}`, 'take']) await page.getByTestId(step).click();
  await expect(page.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
  const papers = await hall.papers();
  expect(papers).toHaveLength(before + 1);
  expect(papers.at(-1)?.text.join('')).toContain(item);
  await expect.poll(() => beats(shell)).toBeGreaterThan(0);
});

test('an agent that is away at start: the shell says so, waits, and shows the kiosk once it is back', async () => {
  hall.hall.agent.signal('SIGKILL');
  await hall.hall.agent.ended;
  const shell = start();
  await shell.until(async (page) => (await page.locator('body').innerText()).includes(zh.shell.page.kiosk.away.what));
  await hall.hall.restart('agent');
  await shows(shell, 'start');
});

test('staff leave by the hidden corner: a wrong PIN is refused in words, the right one ends the shell', async () => {
  const t = zh.shell.maintenance;
  const shell = start();
  const page = await shows(shell, 'start');
  await openPad(page);
  await enter(page, '000000');
  await expect(page.getByTestId('maintenance-said')).toContainText(t.notSet);
  setPin('135790');
  await enter(page, '000000');
  await expect(page.getByTestId('maintenance-said')).toContainText(t.wrongPin({ triesLeft: 4 }));
  await expectAccessible(page);
  await expectFingerRoom(page);
  await enter(page, '135790');
  expect(await shell.ended).toBe(0);
});

test('a board in the shell beats like a kiosk', async () => {
  const shell = start(['--page', 'display', '--url', `${hubUrl(hall)}display/#new-tv`]);
  const page = await shows(shell, 'pairing-code');
  expect(page.url()).toContain('/display/#new-tv');
  await expect.poll(() => beats(shell)).toBeGreaterThan(0);
});

async function openPad(page: Page): Promise<void> {
  const corner = await page.getByTestId('maintenance-corner').boundingBox();
  expect(corner).toEqual({ x: 0, y: 0, width: 96, height: 96 });
  await page.mouse.move(40, 40);
  await page.mouse.down();
  await expect(page.getByTestId('maintenance-said')).toBeVisible();
  await page.mouse.up();
}

async function enter(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByTestId(`digit-${digit}`).click();
  await page.getByTestId('maintenance-submit').click();
}

/** As whoever installs the kiosk does it, beside the running agent. */
function setPin(pin: string): void {
  const agent = new URL('../../apps/agent/src/main.ts', import.meta.url).pathname;
  const { status } = spawnSync(process.execPath, [agent, '--data', join(hall.data, 'agent'), '--set-maintenance-pin'], { input: pin });
  expect(status).toBe(0);
}
