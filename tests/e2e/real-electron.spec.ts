// The one thing the stand-in cannot be: Electron itself. Runs where its program can be had, and says so where not.
import { electronVersion, findElectron } from '@hallcall/scripts/electron';
import { _electron, expect, test } from '@playwright/test';
import { openPageHall } from './page-hall.ts';

const electron = findElectron(process.env);
const why = electron.isThere ? null : `NOT RUN: no Electron ${electronVersion()} binary at ${electron.path}`;
if (why !== null) console.log(why);

test('the kiosk in real Electron: locked, without Node, a ticket from the page', async () => {
  test.skip(why !== null, why ?? '');
  const built = process.env['HALLCALL_SHELL'] ?? '';
  const hall = await openPageHall();
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const shell = await _electron.launch({ executablePath: electron.path, args: [...root, built, '--agent', hall.hall.agentUrl] });
  try {
    const page = await shell.firstWindow();
    await page.getByTestId('start').waitFor();
    expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual([]);
    expect(await page.evaluate(() => Object.keys((globalThis as unknown as { hallcallShell: object }).hallcallShell))).toEqual(['beat', 'exit', 'keepScreenOn']);
    expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()))).toEqual([true]);
    const { departmentId, itemId } = hall.itemAt('w1');
    for (const step of ['start', `department-${departmentId}`, `item-${itemId}`, 'take']) await page.getByTestId(step).click();
    await expect(page.getByTestId('ticket')).toHaveAttribute('data-paper', 'printed');
    // Closing is refused: only the end of the whole program ends it.
    await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  } finally {
    await shell.close();
    await hall.close();
    }
});
