// What a kiosk's page can be opened with on this machine. Electron is looked for, never loaded: loading its package starts a download.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** `isThere` is false where the program would be if it were installed. */
export type Program = { readonly path: string; readonly isThere: boolean };

const electronFolder = join(import.meta.dirname, '../../../apps/kiosk/node_modules/electron');
const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Version of the installed package, which may well be without its program: `45.4.1`. */
export const electronVersion = (): string => (JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')) as { version: string }).version;

/** As the package itself would find it, ELECTRON_OVERRIDE_DIST_PATH included. */
export function findElectron(env: NodeJS.ProcessEnv): Program {
  const named = join(electronFolder, 'path.txt');
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electronFolder, 'dist');
  const path = join(folder, existsSync(named) ? readFileSync(named, 'utf8') : 'electron');
  return { path, isThere: isProgram(path) };
}

/** CHROMIUM, else the first of the usual names on PATH. */
export function findChromium(env: NodeJS.ProcessEnv): Program {
  const given = env['CHROMIUM'];
  if (given !== undefined) return { path: given, isThere: isProgram(given) };
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = chromiumNames.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  return { path: found ?? '/usr/bin/chromium', isThere: found !== undefined };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
