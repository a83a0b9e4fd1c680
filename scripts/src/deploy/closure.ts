// What a program is made of, read from the package.json files: the workspace packages it reaches, and the packages from npm
// that these need. A new dependency anywhere comes along by itself.
import { existsSync, globSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from './root.ts';

/** A package of this repository; `folder` from its root, as `hardware/printer`. */
export type Workspace = { readonly name: string; readonly folder: string };
/** A package from npm; `folder` is absolute. */
export type External = {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  /** As its author names it; null when there is none. */
  readonly license: string | null;
  /** It holds machine code, so it cannot become part of a bundle. */
  readonly isNative: boolean;
};
export type Closure = { readonly workspaces: readonly Workspace[]; readonly externals: readonly External[] };

type Manifest = {
  readonly name: string;
  readonly version?: string;
  readonly license?: unknown;
  /** An older way to say it. */
  readonly licenses?: readonly { readonly type?: unknown }[];
  readonly napi?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, unknown>>;
};

/** Everything that the workspace packages in these folders need at run time, themselves included. */
export function readClosure(folders: readonly string[]): Closure {
  const folderByName = new Map(
    globSync('{apps,packages,hardware}/*/package.json', { cwd: root }).map((file) => [readManifest(join(root, file)).name, dirname(file)]),
  );
  const workspaces = new Map<string, Workspace>();
  const externals: ExternalByFolder = new Map();
  const visit = (folder: string): void => {
    if (workspaces.has(folder)) return;
    const manifest = readManifest(join(root, folder, 'package.json'));
    workspaces.set(folder, { name: manifest.name, folder });
    for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
      const workspace = version.startsWith('workspace:') ? folderByName.get(name) : undefined;
      if (workspace === undefined) addExternal(externals, join(root, folder), name);
      else visit(workspace);
    }
  };
  for (const folder of folders) visit(folder);
  return { workspaces: [...workspaces.values()], externals: [...externals.values()] };
}

/** A package as it is found from the folder, and everything that it needs; it comes first. */
export function readPackage(from: string, name: string): readonly External[] {
  const found: ExternalByFolder = new Map();
  addExternal(found, from, name);
  return [...found.values()];
}

type ExternalByFolder = Map<string, External>;

/** Throws when it, or something that it cannot do without, is not installed. */
function addExternal(found: ExternalByFolder, from: string, name: string): void {
  const folder = findPackage(from, name);
  if (folder === null) throw new Error(`${name}, which ${from} needs, is not installed`);
  if (found.has(folder)) return;
  const manifest = readManifest(join(folder, 'package.json'));
  found.set(folder, describe(folder, manifest));
  // A peer is used where it happens to be installed.
  const optional = Object.keys({ ...manifest.optionalDependencies, ...manifest.peerDependencies, ...manifest.peerDependenciesMeta });
  const needed = Object.keys(manifest.dependencies ?? {}).filter((dependency) => !optional.includes(dependency));
  for (const dependency of [...needed, ...optional.filter((wanted) => findPackage(folder, wanted) !== null)]) addExternal(found, folder, dependency);
}

function describe(folder: string, { name, version = '', license, licenses, napi }: Manifest): External {
  const isNative = napi !== undefined || existsSync(join(folder, 'binding.gyp'));
  const named = license ?? licenses?.[0]?.type;
  return { name, version, folder, license: typeof named === 'string' ? named : null, isNative };
}

/** As Node looks for it: in each `node_modules` from that folder upward. */
function findPackage(from: string, name: string): string | null {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, basename(folder) === 'node_modules' ? '' : 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
  }
  return null;
}

// The fields that are read here are npm's own, and checked where they are used.
const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8')) as Manifest;
