// The built shell, unmodified, on the stand-in for Electron. What that cannot show: apps/kiosk/README.md.
import type { RunningShell } from '@hallcall/kiosk/harness';
import { test } from '@playwright/test';
import { atHome, openGiven, withHome } from './shell-given.ts';
import { openChecks } from './shell-open-checks.ts';
import { ownChecks } from './shell-own-checks.ts';

const built = process.env['HALLCALL_SHELL'] ?? '';

test.describe('open on home', () => {
  let opened: Awaited<ReturnType<typeof openGiven>>;
  let shell: RunningShell;
  test.beforeAll(async () => {
    opened = await openGiven(built, 15_000);
    shell = opened.given.start();
    await atHome(shell);
  });
  test.afterAll(() => opened.close());

  for (const [name, check] of Object.entries(openChecks)) test(name, () => check(shell, opened.given));
});

for (const [name, check] of Object.entries(ownChecks)) test(name, () => withHome(built, check));
