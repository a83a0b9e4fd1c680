// What cage starts on a kiosk's or a display's screen, with stand-ins for the programs that it chooses between.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from './root.ts';

const session = join(root, 'scripts/deploy/files/hallcall-screen/usr/lib/hallcall/screen/session');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hallcall-session-'));
  standIn('chromium', 'echo chromium "$@"');
  // The page is not there at once.
  standIn('curl', 'if [ -e "$0.asked" ]; then exit 0; fi; : >"$0.asked"; exit 22');
  standIn('sleep', ': >"$0.slept"');
});
afterEach(() => rmSync(folder, { recursive: true }));

function standIn(name: string, does: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`);
  chmodSync(join(folder, name), 0o755);
}

function run(page: string, environment: Readonly<Record<string, string>>): { readonly words: readonly string[]; readonly status: number | null } {
  const { stdout, status } = spawnSync('/bin/sh', [session, page], { encoding: 'utf8', env: { PATH: folder, STATE_DIRECTORY: '/state', ...environment } });
  return { words: stdout.trim().split(' '), status };
}

test('the shell of the kiosk shows the page where it is installed, with its page’s name, address and further switches', () => {
  standIn('hallcall-kiosk', 'echo shell "$@"');
  expect(run('kiosk', { HALLCALL_URL: 'http://127.0.0.1:7001/kiosk/', HALLCALL_SCREEN_OPTIONS: '--disable-gpu --a' })).toEqual({
    words: ['shell', '--page', 'kiosk', '--url', 'http://127.0.0.1:7001/kiosk/', '--ozone-platform=x11', '--disable-gpu', '--a'], status: 0,
  });
});

test('Chromium shows it elsewhere, once the page answers, alone, with a profile of its own and free to speak', () => {
  const { words, status } = run('display', { HALLCALL_URL: 'http://hall.lan:7000/display/#b1', HALLCALL_SCREEN_OPTIONS: '--disable-gpu' });
  expect(status).toBe(0);
  expect(existsSync(join(folder, 'sleep.slept'))).toBe(true);
  expect(words).toEqual(expect.arrayContaining([
    'chromium', '--app=http://hall.lan:7000/display/#b1', '--kiosk', '--user-data-dir=/state/display', '--autoplay-policy=no-user-gesture-required',
    '--disable-pinch', '--overscroll-history-navigation=0', '--no-first-run', '--ozone-platform=x11', '--disable-gpu',
  ]));
});

test('the program can be another one; without an address nothing starts', () => {
  standIn('other-shell', 'echo other "$@"');
  expect(run('kiosk', { HALLCALL_URL: 'http://a/', HALLCALL_SHELL: 'other-shell' }).words).toEqual(['other', '--page', 'kiosk', '--url', 'http://a/', '--ozone-platform=x11']);
  expect(run('kiosk', {}).status).not.toBe(0);
});

test('both units start this script with their page', () => {
  for (const page of ['kiosk', 'display']) {
    const unit = readFileSync(join(root, `scripts/deploy/systemd/hallcall-${page}.service`), 'utf8');
    expect(unit).toContain(`\nExecStart=/usr/bin/cage -d -- /usr/lib/hallcall/screen/session ${page}\n`);
    expect(unit).toContain(`\nEnvironmentFile=-/etc/hallcall/${page}.env\n`);
  }
});
