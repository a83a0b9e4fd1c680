// Builds the pages when their sources are newer than what stands in dist; quick when there is nothing to do.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'vite';

const root = new URL('../../../', import.meta.url).pathname;
const sources = ['apps/{kiosk,window,display,console}/{*.html,src/**/*}', 'packages/*/src/**/*', 'packages/catalogue/data/*', 'vite.config.ts', 'pnpm-lock.yaml'];

/** Folder of the built pages, absolute. */
export async function ensurePages(): Promise<string> {
  const dist = `${root}dist`;
  const stamp = `${dist}/.stamp`;
  const want = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return dist;
  await build({ root: `${root}apps`, configFile: `${root}vite.config.ts`, logLevel: 'warn' });
  writeFileSync(stamp, want);
  return dist;
}

/** Names, sizes and times of everything that goes into the pages. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).toSorted()) {
    if (file.includes('node_modules') || file.includes('/.types/')) continue;
    const { size, mtimeMs } = statSync(root + file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
