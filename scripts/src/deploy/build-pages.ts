// The pages for a package, always built anew and never where those of a running hall lie.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './root.ts';

export async function buildPages(outDir: string): Promise<void> {
  await build({ root: join(root, 'apps'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
