// Lays out one program as it will lie under /usr/lib/hallcall: the bundle, its tools, what must lie beside them, the pages, Node.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram, packageOf, type Bundled } from './bundle-program.ts';
import { readClosure, readPackage, type Closure, type External } from './closure.ts';
import { copyPackage, copyWorkspaces } from './copy-files.ts';
import { nodePackage, placeNode } from './node-binary.ts';
import { pageApps, type Program } from './packages.ts';

export type Parts = {
  /** Folder of the built pages. */
  readonly dist: string;
  /** The Node to bring along, on the same file system as the tree. */
  readonly node: string;
};

/** Stages an app and its tools into `tree`. Returns everything in it that comes from others. */
export async function stageProgram({ app, tools }: Program, tree: string, { dist, node }: Parts): Promise<readonly External[]> {
  const closure = readClosure([`apps/${app}`, ...tools.flatMap(({ needs }) => needs)]);
  const native = closure.externals.filter(({ isNative }) => isNative).map(({ name }) => name);
  const bundled: Bundled[] = [];
  for (const { entry, target } of [{ entry: `apps/${app}/src/main.ts`, target: `${app}.mjs` }, ...tools]) {
    bundled.push(await bundleProgram({ entry, tree, target, native }));
  }
  copyWorkspaces(closure.workspaces, tree);
  const wanted = bundled.flatMap(({ external, files }) => [...external, ...[...files].map(packageOf)]);
  for (const name of new Set(wanted)) copyWanted(name, closure, tree);
  cpSync(dist, join(tree, 'dist'), { recursive: true });
  placeNode(node, join(tree, 'bin/node'));
  const others = [nodePackage(), ...closure.externals, ...readClosure(pageApps).externals];
  for (const { modules } of bundled) refuseUnlisted(modules, others);
  return others;
}

function copyWanted(name: string, { workspaces, externals }: Closure, tree: string): void {
  if (workspaces.some((workspace) => workspace.name === name)) return;
  const wanted = externals.find((one) => one.name === name);
  if (!wanted) throw new Error(`${name} is asked for by its name, and no package.json names it`);
  copyPackage(readPackage(wanted.folder, name), tree);
}

/** What is bundled is also listed with its licence. */
function refuseUnlisted(modules: ReadonlySet<string>, listed: readonly External[]): void {
  const folders = listed.map(({ folder }) => `${folder}/`);
  const unlisted = [...modules].filter((module) => module.includes('/node_modules/') && !folders.some((folder) => module.startsWith(folder)));
  if (unlisted.length > 0) throw new Error(`bundled, and in no package.json that the program reaches: ${unlisted.slice(0, 3).join(', ')}`);
}
