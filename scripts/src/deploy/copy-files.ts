// What must lie beside a bundle: packages with machine code or files of their own, and the files of our packages that are no code.
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { External, Workspace } from './closure.ts';
import { root } from './root.ts';

/** As npm names machines: `linux-x64`. */
const platform = `${process.platform}-${process.arch}`;
/** For people, for compilers, or for other build tools. */
const useless = new Set(['.ts', '.mts', '.cts', '.tsx', '.map', '.md', '.markdown', '.css', '.scss', '.html', '.gyp', '.gypi', '.c', '.cc', '.cpp', '.h', '.hpp', '.patch', '.sh', '.yml', '.tsbuildinfo']);
const leftOut = new Set(['node_modules', 'deps', '.types', 'snapshot', 'testing', 'coverage']);

/** Copies a package from npm into `tree`/node_modules, what it needs into its own. Throws when two versions of one are needed. */
export function copyPackage([own, ...needed]: readonly External[], tree: string): void {
  if (own === undefined) return;
  const place = join(tree, 'node_modules', own.name);
  copyUseful(own.folder, place);
  for (const { name, folder } of needed) {
    const other = needed.find((one) => one.name === name && one.folder !== folder);
    if (other) throw new Error(`${own.name} would have to have ${name} twice`);
    copyUseful(folder, join(place, 'node_modules', name));
  }
}

/** Copies what is no code, and links the packages into `tree`/node_modules under their names, as pnpm does. */
export function copyWorkspaces(workspaces: readonly Workspace[], tree: string): void {
  for (const { name, folder } of workspaces) {
    copyUseful(join(root, folder), join(tree, folder));
    const link = join(tree, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(tree, folder)), link);
  }
}

function copyUseful(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && isUsefulFolder(entry.name, from)) copyUseful(source, target);
    if (!entry.isFile() || !isUsefulFile(entry.name, from)) continue;
    mkdirSync(to, { recursive: true });
    cpSync(source, target);
  }
}

/** Machine code lies as `prebuilds/linux-x64/…` or `prebuilds/linux-x64.node`. */
const isForHere = (name: string, parent: string): boolean =>
  (basename(parent) !== 'prebuilds' || name === platform || name.startsWith(`${platform}.`)) && !name.includes('musl');

const isUsefulFolder = (name: string, parent: string): boolean => !leftOut.has(name) && isForHere(name, parent);

const isUsefulFile = (name: string, parent: string): boolean =>
  !useless.has(extname(name)) && !/^tsconfig.*\.json$|^eslint\.config|^sbom\./.test(name) && isForHere(name, parent);
