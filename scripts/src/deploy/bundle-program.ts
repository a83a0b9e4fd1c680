// Makes one file of a program and of everything it imports, except machine code. Workers and children that it starts by their
// path are bundled too, each at its own place.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build, type Rolldown } from 'vite';
import { placeModules, type Places } from './place-modules.ts';
import { root } from './root.ts';

export type Bundled = {
  /** Absolute files of all modules that went in. */
  readonly modules: ReadonlySet<string>;
  /** Packages that the bundle loads at run time. */
  readonly external: ReadonlySet<string>;
  /** `name/file` of packages, whose files it asks for. */
  readonly files: ReadonlySet<string>;
};

/**
 * Bundles `entry` (a source file from the repository's root) as `tree`/`target`. `native` names the packages that are left out.
 * Throws when the bundle would load any other one.
 */
export async function bundleProgram({ entry, tree, target, native }: {
  readonly entry: string; readonly tree: string; readonly target: string; readonly native: readonly string[];
}): Promise<Bundled> {
  const [modules, external] = [new Set<string>(), new Set<string>()];
  const found: Places = { programs: new Set(), files: new Set() };
  const wanted = [{ source: entry, to: target }];
  const done = new Set([entry]);
  for (let next = wanted.shift(); next; next = wanted.shift()) {
    const chunk = await bundleOne({ ...next, tree, native, found });
    for (const id of chunk.moduleIds) if (id.startsWith('/')) modules.add(id);
    for (const name of externalsOf(chunk, readFileSync(join(tree, next.to), 'utf8'))) external.add(name);
    for (const source of found.programs) {
      if (done.has(source)) continue;
      done.add(source);
      wanted.push({ source, to: source.replace(/\.tsx?$/, '.mjs') });
    }
  }
  const stray = [...external].filter((name) => !native.includes(name));
  if (stray.length > 0) throw new Error(`the bundle of ${entry} loads what does not come along: ${stray.join(', ')}`);
  return { modules, external, files: found.files };
}

type One = { readonly source: string; readonly to: string; readonly tree: string; readonly native: readonly string[]; readonly found: Places };

async function bundleOne({ source, to, tree, native, found }: One): Promise<Rolldown.OutputChunk> {
  const up = `${relative(dirname(to), '.') || '.'}/`;
  const output = await build({
    configFile: false, root, logLevel: 'warn', publicDir: false, plugins: [placeModules(up, found)],
    ssr: { noExternal: true, external: [...native] },
    build: {
      ssr: source, target: 'node24', outDir: tree, emptyOutDir: false, minify: false,
      rolldownOptions: { output: { entryFileNames: to, codeSplitting: false } },
    },
  });
  // One build, in one go.
  const chunks = (output as Rolldown.RolldownOutput).output;
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk.type !== 'chunk') throw new Error(`${source} became ${chunks.map(({ fileName }) => fileName).join(', ')}`);
  return chunk;
}

/** Names of packages outside the bundle, by import and by require. */
function externalsOf({ imports, dynamicImports, fileName }: Rolldown.OutputChunk, code: string): string[] {
  const required = [...code.matchAll(/\b__require\("([^"]+)"\)/g)].map(([, name = '']) => name);
  return [...imports, ...dynamicImports, ...required].filter((name) => name !== fileName && !isBuiltin(name)).map(packageOf);
}

/** `@scope/name/file` → `@scope/name`. */
export const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
