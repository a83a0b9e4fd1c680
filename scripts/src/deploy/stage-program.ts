// Lays out one program as it will lie under /usr/lib/hallcall: the bundle, what must lie beside it, the pages, Node.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram, packageOf } from './bundle-program.ts';
import { readClosure, readPackage, type Closure, type External } from './closure.ts';
import { copyPackage, copyWorkspaces } from './copy-files.ts';
import { nodePackage, placeNode } from './node-binary.ts';
import { pageApps } from './packages.ts';

export type Parts = {
  /** Folder of the built pages. */
  readonly dist: string;
  /** The Node to bring along, on the same file system as the tree. */
  readonly node: string;
};

/** Stages `app` into `tree`. Returns everything in it that comes from others. */
export async function stageProgram(app: string, tree: string, { dist, node }: Parts): Promise<readonly External[]> {
  const closure = readClosure([`apps/${app}`]);
  const native = closure.externals.filter(({ isNative }) => isNative).map(({ name }) => name);
  const { external, files, modules } = await bundleProgram({ entry: `apps/${app}/src/main.ts`, tree, target: `${app}.mjs`, native });
  copyWorkspaces(closure.workspaces, tree);
  for (const name of new Set([...external, ...[...files].map(packageOf)])) copyWanted(name, closure, tree);
  cpSync(dist, join(tree, 'dist'), { recursive: true });
  placeNode(node, join(tree, 'bin/node'));
  const others = [nodePackage(), ...closure.externals, ...readClosure(pageApps).externals];
  refuseUnlisted(modules, others);
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
