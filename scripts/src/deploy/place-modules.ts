// A bundle is one file, but modules ask where they lie: for a font, a profile, a worker beside them. This plugin answers each
// of them with its own place in a tree that has the folders of the repository, whose other files are copied there.
//
//   import.meta.dirname, .filename, .url     the module's place in that tree
//   new URL('./x.ts', import.meta.url)       a program of its own (a worker, a child): named, so that it is bundled too
//   import.meta.resolve('name/file')         a file of a package: named, so that the package is copied
//   require.resolve('name/file')             likewise, by createRequire(import.meta.url)
//
// Any other way of naming a source file stops the build; so does a module of scripts/ that asks, for no place is kept for it.
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { root } from './root.ts';

export type Places = {
  /** Source files that are started by their path, from the repository's root. */
  readonly programs: Set<string>;
  /** `name/file` of the packages whose files are asked for. */
  readonly files: Set<string>;
};

/** `up` leads from the folder of the bundle to the tree, as `./` or `../../`. */
export function placeModules(up: string, found: Places): Plugin {
  return {
    name: 'place-modules',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0] ?? id;
      if (!file.startsWith(root) || file.includes('/node_modules/') || !code.includes('import.meta.')) return null;
      return placeModule(code, relative(root, file), { up, found });
    },
  };
}

const program = /new URL\(\s*'(?<program>\.[^']*\.tsx?)',\s*import\.meta\.url\s*\)/;
const file = /(?:import\.meta)?\.resolve\(\s*'(?<file>@?[a-z][^'/]*\/[^']*)'\s*\)/;
const field = /import\.meta\.(?<field>\w+)/;
const pattern = new RegExp([program, file, field].map(({ source }) => source).join('|'), 'g');

/** The module's code, `place` being its file from the repository's root. Throws for what would not work in a bundle. */
export function placeModule(code: string, place: string, { up, found }: { readonly up: string; readonly found: Places }): string {
  if (place.startsWith('scripts/')) throw new Error(`${place} asks for its place, and no folder of scripts/ comes along`);
  refuseSources(code, place);
  return code.replace(pattern, (whole: string, ...rest: unknown[]) => {
    const groups = groupsOf(rest);
    if (groups.program !== undefined) {
      found.programs.add(relative(root, resolve(root, dirname(place), groups.program)));
      return `new URL('${groups.program.replace(/\.tsx?$/, '.mjs')}', ${urlOf(up + place)})`;
    }
    if (groups.file !== undefined) {
      found.files.add(groups.file);
      return whole;
    }
    if (groups.field === 'url') return urlOf(up + place);
    if (groups.field === 'dirname') return `(import.meta.dirname + '/${up}${dirname(place)}')`;
    if (groups.field === 'filename') return `(import.meta.dirname + '/${up}${place}')`;
    throw new Error(`${place}: import.meta.${groups.field} has no meaning in a bundle`);
  });
}

type Groups = { readonly program?: string; readonly file?: string; readonly field?: string };
// The last argument of a replacer with named groups.
const groupsOf = (rest: readonly unknown[]): Groups => rest.at(-1) as Groups;

const urlOf = (path: string): string => `new URL('${path}', import.meta.url).href`;

/** A module that knows its place and names a source file, other than to import it, means to start or to read it. */
function refuseSources(code: string, place: string): void {
  for (const line of code.replaceAll(new RegExp(program, 'g'), '').split('\n')) {
    const isImport = /\bfrom\s+'|^\s*import\s+'|\bimport\('/.test(line);
    const name = /'([^'\s]*\.tsx?)'/.exec(line.replace(/^\s*(\/\/|\/?\*).*/, ''))?.[1];
    if (!isImport && name !== undefined) throw new Error(`${place} names the source file ${name}: write new URL('./…', import.meta.url), which is bundled`);
  }
}
