// Keeps the direction of imports: apps → client / ui / hardware → voice, catalogue, text, protocol → domain.
// A page may import only types from domain, protocol and hardware, so that no schema and no driver reaches a browser.
// Prints every offence; exit 1.
import { globSync, readFileSync } from 'node:fs';

const root = new URL('../..', import.meta.url).pathname;
const pages = ['apps/kiosk', 'apps/window', 'apps/display', 'apps/console', 'packages/ui', 'packages/client', 'packages/voice'];
/** What a folder imports lies in a lower layer. */
const layer: Record<string, number> = {
  'packages/domain': 0,
  'packages/protocol': 1, 'packages/catalogue': 1, 'packages/text': 1, 'packages/host': 1, 'packages/pin': 1,
  'hardware/link': 1,
  'packages/voice': 1.5,
  'packages/client': 2, 'hardware/printer': 2, 'hardware/led': 2, 'hardware/id-reader': 2, 'hardware/voice': 2,
  'packages/ui': 3,
  'apps/hub': 4, 'apps/agent': 4, 'apps/kiosk': 4, 'apps/window': 4, 'apps/display': 4, 'apps/console': 4,
};
/** Folders by the name of their package. */
const folderByName = new Map(
  globSync('{apps,packages,hardware}/*/package.json', { cwd: root }).map((file) => [nameIn(file), file.replace('/package.json', '')]),
);
/** Entries without schemas, which pages may import as values. */
const plain = new Set(['@hallcall/domain/stages', '@hallcall/protocol/version', '@hallcall/catalogue/search']);

const offences = globSync('{apps,packages,hardware}/*/src/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !/\.test(?:\.helper)?\.tsx?$/.test(file) && !file.startsWith('packages/testkit/') && !file.includes('/testing/'))
  .flatMap((file) => offencesOf(file));
for (const offence of offences) console.error(offence);
console.log(`boundaries: ${offences.length} offences`);
process.exitCode = offences.length > 0 ? 1 : 0;

function offencesOf(file: string): string[] {
  const owner = file.split('/').slice(0, 2).join('/');
  const source = readFileSync(`${root}/${file}`, 'utf8');
  return [...source.matchAll(/^(import|export)\s+(type\s)?[^;]*?from\s+'([^']+)';/gms)].flatMap(([, , isType, from]) => {
    if (from === undefined) return [];
    const reason = from.startsWith('@hallcall/') ? offenceOf(owner, from, Boolean(isType)) : relativeOffence(file, owner, from);
    return reason ? [`${file}: ${reason}`] : [];
  });
}

function offenceOf(owner: string, from: string, isType: boolean): string | null {
  const name = from.split('/').slice(0, 2).join('/');
  if (name === '@hallcall/testkit') return 'testkit is for tests';
  const target = folderByName.get(name);
  if (target === undefined || layer[target] === undefined) return `unknown package ${from}`;
  if (layer[target] >= (layer[owner] ?? 0) && target !== owner) return `${owner} may not import ${target}`;
  if (from === '@hallcall/voice/reading' && pages.includes(owner)) return 'no page knows pinyin';
  const isForTypes =
    target.startsWith('hardware/') || target === 'packages/domain' || target === 'packages/protocol' || target === 'packages/catalogue';
  if (pages.includes(owner) && isForTypes && !isType && !plain.has(from)) return `a page may only import types from ${from}`;
  return null;
}

function relativeOffence(file: string, owner: string, from: string): string | null {
  const isInside = !from.startsWith('.') || new URL(from, `file:///${file}`).pathname.slice(1).startsWith(`${owner}/`);
  return isInside ? null : `leaves its package: ${from}`;
}

function nameIn(file: string): string {
  const { name }: { name: string } = JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));
  return name;
}
