import { createBuilder } from 'vite';

const root = new URL('../../../', import.meta.url).pathname;

/** Builds Electron's main, preload and own pages: less than a second. The folder that Electron is started with, absolute. */
export async function ensureShell(): Promise<string> {
  const builder = await createBuilder({ configFile: `${root}apps/kiosk/vite.shell.config.ts`, logLevel: 'warn' });
  await builder.buildApp();
  return `${root}apps/kiosk/dist/shell`;
}
