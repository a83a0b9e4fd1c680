// The file `copyright`: every package from npm that is in the Debian package, with the text of its licence.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { External } from './closure.ts';

/** Throws when a package names no licence. */
export function licenceFile(product: string, externals: readonly External[]): string {
  const namesByText = new Map<string, string[]>();
  const sorted = [...new Map(externals.map((external) => [`${external.name} ${external.version}`, external])).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [title, { folder, license }] of sorted) {
    if (license === null) throw new Error(`${title} names no licence`);
    const text = textOf(folder);
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${title} (${license})`]);
  }
  const parts = [...namesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return [`${product}\n\nThis package contains the following software of others, each under its own licence.`, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`);
}

function textOf(folder: string): string {
  const files = globSync('{licen[cs]e,copying,notice,LICEN[CS]E,COPYING,NOTICE,Licen[cs]e}*', { cwd: folder }).toSorted();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim());
  return texts.length > 0 ? `${texts.join('\n\n')}\n` : 'Its package holds no text of the licence.\n';
}
