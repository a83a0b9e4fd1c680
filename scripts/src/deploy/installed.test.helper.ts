// The packages, made anew and installed into a folder that stands for a machine's whole disk.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makePackages } from './make-packages.ts';

export type Installed = {
  /** The folder that stands for `/`. */
  readonly disk: string;
  readonly debs: readonly string[];
  readonly remove: () => void;
};

export const isRoot = process.getuid?.() === 0;

/** Root installs with dpkg, maintainers' scripts included; others only unpack. */
export async function installFresh(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-installed-'));
  const disk = join(folder, 'disk');
  for (const part of ['info', 'updates', 'triggers']) mkdirSync(join(disk, 'var/lib/dpkg', part), { recursive: true });
  for (const file of ['status', 'available']) writeFileSync(join(disk, 'var/lib/dpkg', file), '');
  mkdirSync(join(disk, 'etc'));
  const made = await makePackages({ out: join(folder, 'out'), compression: 'none', builtAt: 1_700_000_000 });
  const debs = made.map(({ file }) => file);
  if (isRoot) dpkg(disk, '--force-depends', '--install', ...debs);
  else for (const deb of debs) demand('dpkg-deb', ['--extract', deb, disk]);
  return { disk, debs, remove: () => rmSync(folder, { recursive: true }) };
}

/**
 * dpkg on that disk, with the maintainers' scripts told about it (DPKG_ROOT); no service of this machine is touched. Nothing
 * need be on the disk for good.
 */
export const dpkg = (disk: string, ...args: readonly string[]): string =>
  demand('dpkg', [`--root=${disk}`, '--force-script-chrootless', '--force-unsafe-io', ...args], { LC_ALL: 'C' });

/** Output of a command. Throws with everything it said when it fails. */
export function demand(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout + stderr;
}

/** What `systemd-analyze verify` says about these units on that disk, line by line. */
export function verifyUnits(disk: string, units: readonly string[]): string[] {
  const { stdout, stderr, error } = spawnSync('systemd-analyze', ['verify', `--root=${disk}`, ...units], { encoding: 'utf8' });
  if (error) throw error;
  return (stdout + stderr).split('\n').filter((line) => line !== '');
}

/** The units that systemd itself brings, and stand-ins for the two programs of Debian that ours start. */
export function addDebian(disk: string): void {
  cpSync('/lib/systemd/system', join(disk, 'lib/systemd/system'), { recursive: true, force: false, verbatimSymlinks: true });
  for (const program of ['usr/bin/cage', 'usr/bin/chvt']) {
    mkdirSync(dirname(join(disk, program)), { recursive: true });
    writeFileSync(join(disk, program), '#!/bin/sh\n');
    chmodSync(join(disk, program), 0o755);
  }
}

/**
 * The command of a unit's ExecStart as systemd makes it, from its own settings and those given, with the programs taken from
 * that disk and its folder of data replaced.
 */
export function commandOf(disk: string, unit: string, { data, environment }: { readonly data: string; readonly environment: Readonly<Record<string, string>> }): string[] {
  const lines = readFileSync(join(disk, 'lib/systemd/system', unit), 'utf8').split('\n');
  const own = lines.flatMap((line) => /^Environment=(\w+)=(.*)$/.exec(line)?.slice(1, 3) ?? []);
  const values = new Map<string, string>();
  for (let i = 0; i < own.length; i += 2) values.set(own[i] ?? '', own[i + 1] ?? '');
  for (const [name, value] of Object.entries(environment)) values.set(name, value);
  const start = lines.find((line) => line.startsWith('ExecStart='))?.slice('ExecStart='.length) ?? '';
  return start.split(' ').flatMap((word) => {
    const [, braced, plain] = /^\$(?:\{(\w+)\}|(\w+))$/.exec(word) ?? [];
    if (braced !== undefined) return [values.get(braced) ?? ''];
    if (plain !== undefined) return (values.get(plain) ?? '').split(' ').filter((part) => part !== '');
    return [word.replace(/^\/usr\//, `${disk}/usr/`).replace(/^\/var\/lib\/hallcall[a-z-]*$/, data)];
  });
}
