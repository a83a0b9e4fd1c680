// The shell as `vite build -c apps/kiosk/vite.shell.config.ts` makes it, in a folder of the caller's.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Throws with the builder's own words. */
export function buildShell(folder: string): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '-c', 'apps/kiosk/vite.shell.config.ts', '--logLevel', 'warn'], {
    cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', HALLCALL_SHELL_OUT: folder },
  });
  if (status !== 0) throw new Error(`the shell was not built: ${stdout}${stderr}`);
}
