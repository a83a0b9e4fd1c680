// Packaging as far as it goes without Electron: the configuration against electron-builder's own schema, and a package around a STUB.
// Whether the package starts, only a machine with Electron can tell.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { electronVersion } from '../api/electron-files.ts';
import { buildShell } from '../build-shell.ts';
import { writeStubElectron } from './stub-electron.ts';

const kiosk = join(import.meta.dirname, '../..');
type Json = Record<string, unknown>;
const read = (path: string): Json => JSON.parse(readFileSync(join(kiosk, path), 'utf8')) as Json;
const { $schema: _, ...config } = read('electron-builder.json');

/** Where the schema refuses it; empty when it does not. */
function refusals(tried: Json): string[] {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(read('node_modules/app-builder-lib/scheme.json'));
  return validate(tried) ? [] : (validate.errors ?? []).map(({ instancePath, params }) => `${instancePath} ${JSON.stringify(params)}`);
}

test('[stub check] the configuration is one that electron-builder knows, for the installed electron', () => {
  expect(refusals(config)).toEqual([]);
  expect(config['electronVersion']).toBe(electronVersion());
});

test.each<[string, Json, string]>([
  ['a misspelt fuse', { electronFuses: { ...(config['electronFuses'] as Json), runAsNod: false } }, 'runAsNod'],
  ['a misspelt key for Linux', { linux: { ...(config['linux'] as Json), categori: 'Utility' } }, 'categori'],
  ['a word for a yes', { asar: 'yes' }, '/asar'],
])('[stub check] %s is refused', (_name, change, words) => {
  expect(refusals({ ...config, ...change }).join('\n')).toContain(words);
});

test('[stub check] the package holds the shell and nothing else, and its fuses are blown as configured', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-package-'));
  const [shell, stub, output, file] = ['shell', 'stub', 'out', 'config.json'].map((name) => join(folder, name)) as [string, string, string, string];
  buildShell(shell);
  writeStubElectron(stub, electronVersion());
  writeFileSync(file, JSON.stringify({ ...config, electronDist: stub, directories: { app: shell, output }, linux: { ...(config['linux'] as Json), target: ['dir'] } }));
  const builder = join(kiosk, 'node_modules/electron-builder/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, '--linux', 'dir', '--x64', '--config', file, '--projectDir', kiosk, '--publish', 'never'], { cwd: kiosk, encoding: 'utf8' });
  expect([status, stdout + stderr]).toEqual([0, expect.any(String)]);

  const packed = join(output, 'linux-unpacked');
  const listed = listPackage(join(packed, 'resources/app.asar'), { isPack: false });
  expect(new Set(listed.map((path) => path.split('/')[1]))).toEqual(new Set(['main', 'own-pages', 'package.json', 'preload']));
  expect(listed.filter((path) => /\.(?:js|cjs|json)$/.test(path)).toSorted()).toEqual(['/main/index.js', '/package.json', '/preload/index.cjs']);

  const wire = await getCurrentFuseWire(join(packed, 'hallcall-kiosk'));
  expect(Object.fromEntries(Object.entries(FuseV1Options).flatMap(([name, at]) => (typeof at === 'number' ? [[name, wire[at] === FuseState.ENABLE]] : [])))).toEqual({
    RunAsNode: false, EnableCookieEncryption: true, EnableNodeOptionsEnvironmentVariable: false, EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true, OnlyLoadAppFromAsar: true, LoadBrowserProcessSpecificV8Snapshot: false, GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: false,
  });
  expect(spawnSync(join(packed, 'hallcall-kiosk'), { encoding: 'utf8' })).toMatchObject({ status: 97, stdout: 'STUB-NOT-ELECTRON\n' });
  rmSync(folder, { recursive: true });
});
