// The built shell, unmodified, on the stand-in for Electron. What that cannot show: apps/kiosk/README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildShell } from '@hallcall/kiosk/harness';
import { test } from '@playwright/test';
import { atHome, openChecks, ownChecks, withHome } from './shell-checks.ts';

const built = mkdtempSync(join(tmpdir(), 'hallcall-shell-'));
test.beforeAll(() => buildShell(built));
test.afterAll(() => rmSync(built, { recursive: true }));

test('open on home', () => withHome(built, async (given) => {
  const shell = given.start();
  await atHome(shell);
  for (const [name, check] of Object.entries(openChecks)) await test.step(name, () => check(shell, given));
}));

for (const [name, check] of Object.entries(ownChecks)) test(name, () => withHome(built, check));
