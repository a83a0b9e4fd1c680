// The pages for a package, always built anew and never where those of a running hall lie.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './root.ts';

export async function buildPages(outDir: string): Promise<void> {
  const before = process.env['NODE_ENV'];
  // vite believes an environment that was set for something else, such as tests.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ root: join(root, 'apps'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
