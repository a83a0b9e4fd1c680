// The built shell, unmodified, on the stand-in for Electron. What that cannot show: apps/kiosk/README.md.
import { test } from '@playwright/test';
import { atHome, openChecks, ownChecks, withHome } from './shell-checks.ts';

const built = process.env['HALLCALL_SHELL'] ?? '';

test('open on home', () => withHome(built, async (given) => {
  const shell = given.start();
  await atHome(shell);
  for (const [name, check] of Object.entries(openChecks)) await test.step(name, () => check(shell, given));
}));

for (const [name, check] of Object.entries(ownChecks)) test(name, () => withHome(built, check));
