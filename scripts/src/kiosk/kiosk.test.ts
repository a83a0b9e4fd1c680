// `npm run kiosk` as a person starts it: what it says when it cannot, and a real page over a real (virtual) screen.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { texts } from '@hallcall/text';
import { afterAll, expect, test } from 'vitest';
import { bootHall } from '../hall/boot-hall.ts';
import { ensurePages } from '../hall/ensure-pages.ts';
import { findChromium, findElectron } from './find-program.ts';
import { startVirtualScreen, virtualScreenProgram, type Picture } from './virtual-screen.test.helper.ts';

const say = texts('en').shell.command;
const { unknownOption } = texts('en').commandLine;
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function fresh(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-kiosk-'));
  made.push(folder);
  return folder;
}

const nowhere = { DISPLAY: '', WAYLAND_DISPLAY: '', CHROMIUM: '/nowhere/chromium', ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' };

function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../kiosk.ts'), ...args], { env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...env } });
  let said = '';
  // Chromium's own complaints go to standard error, too.
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString('utf8')));
  const ended = once(child, 'close').then(() => child.exitCode);
  return { said: () => said, ended, stop: () => child.kill('SIGTERM') };
}

test.each<[string, readonly string[], Readonly<Record<string, string>>, string, number]>([
  ['a page it does not have', ['--page', 'console'], {}, say.pageUnknown({ value: 'console' }), 2],
  ['a board without an address', ['--page', 'display'], {}, say.urlNeeded, 2],
  ['an option it does not have', ['--agnet', 'x'], {}, `${unknownOption({ option: '--agnet' })}\n${say.usage}`, 2],
  ['an option without its value', ['--agent'], {}, `${unknownOption({ option: '--agent' })}\n${say.usage}`, 2],
  ['a stray word', ['board'], {}, `${unknownOption({ option: 'board' })}\n${say.usage}`, 2],
  ['no address', ['--agent', 'file:///etc'], {}, say.urlInvalid({ value: 'file:///etc' }), 2],
  ['no screen', [], {}, say.noScreen, 1],
  ['nothing to open it with', [], { DISPLAY: ':1' }, say.nothingToOpen({ electron: '/nowhere/electron', chromium: '/nowhere/chromium' }), 1],
])('%s is a sentence', async (_, args, env, words, code) => {
  const kiosk = start(args, { ...nowhere, ...env });
  expect([await kiosk.ended, kiosk.said().trim()]).toEqual([code, words]);
});

test('an Electron that is there is taken before Chromium, with the built shell and the address', async () => {
  const dist = fresh();
  const program = join(dist, 'electron');
  writeFileSync(program, '#!/bin/sh\necho "started with $1 $2 $3"\nexit 7\n');
  chmodSync(program, 0o755);
  const kiosk = start(['--agent', 'http://127.0.0.1:9/'], { ...nowhere, DISPLAY: ':1', ELECTRON_OVERRIDE_DIST_PATH: dist });
  expect(await kiosk.ended).toBe(7);
  expect(kiosk.said()).toContain(say.withElectron({ program, url: 'http://127.0.0.1:9/kiosk/' }));
  expect(kiosk.said()).toMatch(/started with \S+\/apps\/kiosk\/dist\/shell --agent http:\/\/127\.0\.0\.1:9\//);
});

test('programs are looked for and never started', () => {
  const folder = fresh();
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/chromium'), '', { mode: 0o755 });
  expect(findChromium({ PATH: `/nowhere:${folder}/bin` })).toEqual({ path: `${folder}/bin/chromium`, isThere: true });
  expect(findChromium({ PATH: '/nowhere' })).toEqual({ path: '/usr/bin/chromium', isThere: false });
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toEqual({ path: '/nowhere/electron', isThere: false });
  expect(findElectron({}).path).toMatch(/node_modules\/electron\/dist\/electron$/);
});

const missing = [virtualScreenProgram, findChromium(process.env)].filter(({ isThere }) => !isThere).map(({ path }) => path);
if (missing.length > 0) console.log(`NOT RUN: the kiosk's page over a virtual screen: no ${missing.join(', ')}`);

test.skipIf(missing.length > 0)('Chromium fills the screen with the page of a real agent, which it waits for', async () => {
  const data = fresh();
  const screen = await startVirtualScreen({ width: 1080, height: 1920, folder: fresh() });
  const hall = await bootHall({ port: 0, data: join(data, 'hall'), dist: await ensurePages() });
  const args = ['--agent', hall.agentUrl, '--profile', join(data, 'profile'), '--size', '1080x1920'];
  const kiosk = start(args, { DISPLAY: screen.name, ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' });
  try {
    expect(isFilled(screen.look())).toBe(false);
    await expect.poll(() => isFilled(screen.look()), { timeout: 25_000, interval: 200 }).toBe(true);
    expect(kiosk.said()).toContain(say.withChromium({ program: findChromium(process.env).path, url: `${hall.agentUrl}kiosk/` }));
  } finally {
    kiosk.stop();
    await kiosk.ended;
    await hall.stop();
    await screen.stop();
  }
});

/** White head and foot at all four corners, the blue of the one primary action bottom right, and no black along any edge. */
function isFilled(pixel: Picture): boolean {
  const corners = [[0, 0], [1079, 0], [0, 1919], [1079, 1919]] as const;
  const edges = Array.from({ length: 48 }, (_, step) => step * 40).flatMap((at) => [pixel(Math.min(at, 1079), 0), pixel(Math.min(at, 1079), 1919), pixel(0, at), pixel(1079, at)]);
  const isPrimary = Array.from({ length: 100 }, (_, step) => pixel(1000, 1820 + step)).includes('17 56 124');
  return corners.every(([x, y]) => pixel(x, y) === '255 255 255') && edges.every((colour) => colour !== '0 0 0') && isPrimary;
}
