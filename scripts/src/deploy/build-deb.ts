// One Debian package from a staged tree: its control files from the templates, then `dpkg-deb`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { texts } from '@hallcall/text';
import type { DebianPackage } from './packages.ts';
import { root } from './root.ts';

const templates = join(root, 'scripts/deploy/debian');
/** As Debian names this machine. */
const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';

export type Compression = 'xz' | 'none';
export type Deb = { readonly file: string; readonly bytes: number; readonly installedBytes: number };

/** Makes `stage` into OUT/NAME_VERSION_ARCH.deb. `builtAt`, in seconds, is the youngest time a file in it may have. */
export function buildDeb(spec: DebianPackage, stage: string, { out, version, compression, builtAt }: {
  readonly out: string; readonly version: string; readonly compression: Compression; readonly builtAt: number;
}): Deb {
  const files = filesIn(stage);
  const installedBytes = files.reduce((sum, file) => sum + lstatSync(join(stage, file)).size, 0);
  const values = placeholders(spec, { version, size: String(Math.ceil(installedBytes / 1024)) });
  mkdirSync(join(stage, 'DEBIAN'));
  const control = fill(`${spec.name}.control`, values);
  writeFileSync(join(stage, 'DEBIAN/control'), control);
  for (const script of ['postinst', 'prerm', 'postrm']) {
    writeFileSync(join(stage, 'DEBIAN', script), fill(script, values));
    chmodSync(join(stage, 'DEBIAN', script), 0o755);
  }
  writeFileSync(join(stage, 'DEBIAN/conffiles'), files.filter((file) => file.startsWith('etc/')).map((file) => `/${file}\n`).join(''));
  writeFileSync(join(stage, 'DEBIAN/md5sums'), files.filter((file) => lstatSync(join(stage, file)).isFile()).map((file) => `${md5(join(stage, file))}  ${file}\n`).join(''));
  const file = join(out, `${spec.name}_${version}_${/^Architecture: (.+)$/m.exec(control)?.[1] ?? architecture}.deb`);
  const { status, stderr, error } = spawnSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', stage, file], {
    encoding: 'utf8', env: { ...process.env, SOURCE_DATE_EPOCH: String(builtAt) },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`dpkg-deb: ${stderr}`);
  return { file, bytes: lstatSync(file).size, installedBytes };
}

/** Files and links below the folder, sorted; folders get the modes of a system's, files lose what was private to the builder. */
function filesIn(stage: string): string[] {
  const found: string[] = [];
  chmodSync(stage, 0o755);
  for (const entry of readdirSync(stage, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else found.push(relative(stage, path));
    if (entry.isFile()) chmodSync(path, isProgram(relative(stage, path)) ? 0o755 : 0o644);
  }
  return found.toSorted();
}

const isProgram = (path: string): boolean => /^usr\/bin\/|^usr\/lib\/hallcall\/screen\/|^usr\/lib\/hallcall\/\w+\/bin\//.test(path);

function placeholders({ name, units, isEnabled, folder }: DebianPackage, { version, size }: { readonly version: string; readonly size: string }): Record<string, string> {
  const [en, zh] = [texts('en').commandLine, texts('zh').commandLine];
  return {
    PACKAGE: name, VERSION: version, ARCH: architecture, SIZE: size, FOLDER: folder, UNITS: units.join(' '), ENABLED: isEnabled ? units.join(' ') : '',
    HINT_EN: quote(en.installed[name]), HINT_ZH: quote(zh.installed[name]), KEPT_EN: quote(en.dataKept({ folder })), KEPT_ZH: quote(zh.dataKept({ folder })),
  };
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return readFileSync(join(templates, template), 'utf8').replaceAll(/@([A-Z_]+)@/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`${template} asks for ${key}`);
    return value;
  });
}

/** For a shell. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const md5 = (file: string): string => createHash('md5').update(readFileSync(file)).digest('hex');
