// The Debian packages as a machine gets them: installed, their units checked by systemd, their programs run, and removed again.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDebian, commandOf, demand, dpkg, installFresh, isRoot, verifyUnits, type Installed } from './installed.test.helper.ts';
import { commandAsUser, oneWindowHall, packIn } from './installed-clips.test.helper.ts';
import { debianPackages } from './packages.ts';
import { root } from './root.ts';
import { listenAsSystemd, startInstalled, startPrinter, takeTicket, whyNoTrace, type Running } from './run-installed.test.helper.ts';

const whyNoUnits = spawnSync('systemd-analyze', ['--version']).error ? 'systemd is not installed' : null;
const whyNoInstall = isRoot ? null : 'only root can install';
if (whyNoUnits) console.warn(`NOT RUN: the check of the units: ${whyNoUnits}`);
if (whyNoInstall) console.warn(`NOT RUN: maintainers’ scripts and removal: ${whyNoInstall}`);
const whyNoVoice = existsSync('/usr/bin/espeak-ng') ? null : 'espeak-ng is not installed';
if (whyNoVoice) console.warn(`NOT RUN: the installed command that makes the voice: ${whyNoVoice}`);
if (whyNoTrace) console.warn(`NOT RUN: which files hub and agent touch: ${whyNoTrace}`);

const units = debianPackages.flatMap((one) => one.units);
let installed: Installed;
let work: string;
const atEnd: (() => unknown)[] = [];

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'hallcall-deploy-'));
  installed = await installFresh();
}, 120_000);
afterAll(async () => {
  for (const end of atEnd) await end();
  rmSync(work, { recursive: true });
  installed.remove();
});

test('systemd finds nothing wrong with the units, and a broken one is reported', () => {
  if (whyNoUnits) return;
  addDebian(installed.disk);
  expect(verifyUnits(installed.disk, units)).toEqual([]);
  const breaks: readonly (readonly [string, string, RegExp])[] = [
    ['Restart=always', 'Restrat=always', /Unknown key/],
    ['RestartSec=2', 'RestartSec=soon', /Failed to parse/],
    ['/bin/node ', '/bin/nodejs ', /not executable/],
    ['Restart=always', 'Restart=allways', /Failed to parse/],
  ];
  for (const [right, wrong, said] of breaks) {
    const file = join(installed.disk, 'lib/systemd/system', 'hallcall-hub.service');
    const unit = readFileSync(file, 'utf8');
    writeFileSync(file, unit.replace(right, wrong));
    expect(verifyUnits(installed.disk, ['hallcall-hub.service']).join('\n')).toMatch(said);
    writeFileSync(file, unit);
  }
});

test('every unit is started anew whatever ended it, and keeps its memory within a bound', () => {
  for (const unit of units) {
    const text = readFileSync(join(installed.disk, 'lib/systemd/system', unit), 'utf8').split('\n');
    expect(text).toEqual(expect.arrayContaining(['Restart=always', 'RestartSec=2', 'StartLimitIntervalSec=0', 'NoNewPrivileges=yes', 'PrivateTmp=yes', expect.stringMatching(/^MemoryMax=/)]));
    expect(text.filter((line) => /^(RestartPrevent|SuccessExit)/.test(line))).toEqual([]);
  }
});

test('the maintainers’ scripts and ours are shell', () => {
  for (const deb of installed.debs) {
    const folder = join(work, deb.replace(/.*\//, ''));
    demand('dpkg-deb', ['--control', deb, folder]);
    for (const script of ['postinst', 'prerm', 'postrm']) demand('sh', ['-n', join(folder, script)]);
    expect(readFileSync(join(folder, 'postinst'), 'utf8')).not.toMatch(/@[A-Z_]+@/);
  }
  for (const script of ['usr/bin/hallcall-hub', 'usr/bin/hallcall-clips', 'usr/lib/hallcall/screen/session']) demand('sh', ['-n', join(installed.disk, script)]);
});

test('an installation makes users and closed folders, enables hub and agent, and leaves the screens to be chosen', () => {
  if (whyNoInstall) return;
  const passwd = readFileSync(join(installed.disk, 'etc/passwd'), 'utf8');
  for (const { folder, name, isEnabled, units: own } of debianPackages) {
    const user = folder.replace('/var/lib/', '');
    const [, uid = ''] = new RegExp(`^${user}:x:(\\d+):.*:/usr/sbin/nologin$`, 'm').exec(passwd) ?? [];
    const { mode, uid: owner } = statSync(join(installed.disk, folder));
    expect([name, mode & 0o777, owner]).toEqual([name, 0o700, Number(uid)]);
    const wants = (unit: string) => isLink(join(installed.disk, 'etc/systemd/system/multi-user.target.wants', unit));
    expect(own.map(wants)).toEqual(own.map(() => isEnabled));
  }
  expect(dpkg(installed.disk, '--verify')).toBe('');
  expect(readFileSync(join(installed.disk, 'usr/share/doc/hallcall-agent/copyright'), 'utf8')).toMatch(/^Node\.js 24[\s\S]*^fastify [\d.]+ \(MIT\)$/m);
});

test('the installed hub and agent give tickets, print them, tell systemd how they are, and need nothing of the repository', async () => {
  const [serial, network, systemd] = await Promise.all([
    startPrinter('serial', ['--pty', join(work, 'line'), '--baud', '115200'], work), startPrinter('network', ['--tcp', '0'], work),
    listenAsSystemd(join(work, 'notify')),
  ]);
  atEnd.push(() => serial.child.stop(), () => network.child.stop(), () => systemd.child.kill());
  const data = join(work, 'hub');
  const hub = start('hallcall-hub.service', { data, environment: {}, more: ['--sample', '--port', '0'] });
  const url = await hub.address();
  for (const page of ['', 'window/', 'display/', 'console/']) expect([page, (await fetch(url + page)).status]).toEqual([page, 200]);

  const printers = [
    { printer: serial, address: `serial://${join(work, 'line')}?baud=115200`, profile: 'gsH-80mm', paper: ['A 001', false] },
    { printer: network, address: `tcp://127.0.0.1:${network.port}`, profile: 'raster-80mm', paper: [undefined, true] },
  ];
  const traces = [];
  for (const [index, { printer, address, profile, paper }] of printers.entries()) {
    const environment = {
      HALLCALL_HUB: url, HALLCALL_PRINTER: address, HALLCALL_PRINTER_PROFILE: profile, HALLCALL_NAME: 'kiosk',
      HALLCALL_AGENT_OPTIONS: `--credentials ${join(data, 'agent-credentials.json')} --port 0`,
    };
    const agent = start('hallcall-agent.service', { data: join(work, 'agent'), environment, more: [] });
    const page = await agent.address();
    expect((await fetch(new URL('kiosk/', page))).status).toBe(200);
    expect(await takeTicket(page)).toMatchObject({ paper: 'printed', ticket: { offline: false, number: { n: index + 1 } } });
    const papers = (await (await fetch(new URL('/tickets', printer.control))).json()) as { text: string[]; pictures: number }[];
    expect(papers.map(({ text, pictures }) => [text.find((line) => line.startsWith('A ')), pictures > 3])).toEqual([paper]);
    expect(await agent.stop()).toBe(0);
    traces.push(await agent.files());
  }
  await expect.poll(() => systemd.told.includes('WATCHDOG=1'), { timeout: 20_000 }).toBe(true);
  expect(await hub.stop()).toBe(0);
  await expect.poll(() => systemd.told.filter((line) => line === 'STOPPING=1').length, { timeout: 20_000 }).toBe(3);
  expect(systemd.told.filter((line) => line === 'READY=1')).toHaveLength(3);
  expectOwnFilesOnly([await hub.files(), ...traces].join('\n'));
}, 60_000);

/** `calls`: every system call of hub and agent that named a file. */
function expectOwnFilesOnly(calls: string): void {
  if (whyNoTrace) return;
  expect(calls.split('\n').filter((line) => line.includes(root))).toEqual([]);
  const needed = [
    'hub/apps/hub/src/quick-check-worker.mjs', 'hub/packages/catalogue/data/sample.json', 'hub/node_modules/better-sqlite3/prebuilds/',
    'agent/node_modules/@serialport/bindings-cpp/prebuilds/', 'agent/node_modules/@fontsource-variable/noto-sans-sc/files/',
    'agent/node_modules/@napi-rs/canvas/node_modules/@napi-rs/',
  ];
  const opened = calls.split('\n').filter((line) => line.includes('open') && !line.includes(' = -1 '));
  for (const file of needed) expect(opened.some((line) => line.includes(join(installed.disk, 'usr/lib/hallcall', file))) ? file : `never opened: ${file}`).toBe(file);
}

test('a hall of one’s own begins with the examples: the installed hub takes them and says its set-up code', async () => {
  const data = join(work, 'own');
  cpSync(join(installed.disk, 'usr/share/doc/hallcall-hub/examples'), data, { recursive: true });
  const hub = start('hallcall-hub.service', { data, environment: { HALLCALL_PORT: '0', HALLCALL_HOST: '127.0.0.1' }, more: [] });
  await hub.says(/^One-time set-up code: \S+/);
  expect((await fetch(new URL('health', await hub.address()))).status).toBe(200);
  expect(await hub.stop()).toBe(0);
});

test('the installed hallcall-clips gives a hall its voice and finds it whole, as the hub’s user and with nothing of the repository', async () => {
  if (whyNoVoice) return;
  const data = join(work, 'voiced');
  oneWindowHall(join(installed.disk, 'usr/share/doc/hallcall-hub/examples'), data);
  const hub = join(installed.disk, 'usr/lib/hallcall/hub');
  const [english, trace] = [{ LC_ALL: 'en_US.UTF-8' }, join(work, 'trace-clips')];
  const making = startInstalled([join(hub, 'bin/node'), join(hub, 'clips.mjs'), '--data', data, '--language', 'zh'], english, `${trace}-made.txt`, 'alone');
  atEnd.push(() => making.child.kill('SIGKILL'));
  await making.says(/^The Chinese voice pack was made: /);
  expect(await making.ended).toBe(0);
  const folder = join(data, 'voice/zh');
  expect(packIn(folder, 'department_market')).toMatchObject({ clips: expect.arrayContaining(['qing3', 'hao4']), rate: 48_000, isLong: true, isLoud: true });

  const { command, path } = commandAsUser(installed.disk, 'hallcall-clips', { data, work });
  const checking = startInstalled([command, '--language', 'zh', '--check'], { ...english, PATH: path }, `${trace}-checked.txt`);
  atEnd.push(() => checking.child.kill('SIGKILL'));
  if (isRoot) await checking.says(/^as hallcall$/);
  await checking.says(new RegExp(`^The Chinese voice pack is whole: .* ${folder}`));
  expect(await checking.ended).toBe(0);
  const calls = [await making.files(), await checking.files()].join('\n').split('\n');
  expect(calls.filter((line) => line.includes(root))).toEqual([]);
}, 60_000);

test('settings that somebody changed survive a second installation; a removal takes the programs, a purge the settings, nothing the data', () => {
  if (whyNoInstall) return;
  const at = (path: string): boolean => existsSync(join(installed.disk, path));
  const settings = join(installed.disk, 'etc/hallcall/display.env');
  appendFileSync(settings, 'HALLCALL_URL=http://hall.lan/display/\n');
  writeFileSync(join(installed.disk, 'var/lib/hallcall/hall.db'), 'a day');
  dpkg(installed.disk, '--force-depends', '--force-confold', '--install', ...installed.debs.filter((deb) => deb.includes('hallcall-screen')));
  expect(readFileSync(settings, 'utf8')).toContain('hall.lan');
  const names = debianPackages.map(({ name }) => name);
  dpkg(installed.disk, '--remove', ...names);
  expect(['usr/lib/hallcall', 'lib/systemd/system/hallcall-hub.service', 'etc/hallcall/hub.env'].map(at)).toEqual([false, false, true]);
  expect(dpkg(installed.disk, '--purge', ...names)).toContain('The data in /var/lib/hallcall was kept.');
  expect(['etc/hallcall', 'var/lib/hallcall/hall.db'].map(at)).toEqual([false, true]);
  expect(isLink(join(installed.disk, 'etc/systemd/system/multi-user.target.wants/hallcall-hub.service'))).toBe(false);
});

const isLink = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;

type Start = { readonly data: string; readonly environment: Readonly<Record<string, string>>; readonly more: readonly string[] };

/** The program of a unit by the unit's own ExecStart. */
function start(unit: string, { data, environment, more }: Start): Running {
  const one = startInstalled(
    [...commandOf(installed.disk, unit, { data, environment }), ...more],
    { ...environment, NOTIFY_SOCKET: join(work, 'notify'), WATCHDOG_USEC: '1000000' },
    join(work, `trace-${atEnd.length}.txt`),
  );
  atEnd.push(() => one.child.kill('SIGKILL'));
  return one;
}
