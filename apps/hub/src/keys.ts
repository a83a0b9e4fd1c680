// Raw secrets of the hub itself, each a file in DATA with mode 0600; none of them is ever in a backup.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newToken } from './registry/secret.ts';

export type Keys = {
  /** What `/metrics` asks for. */
  readonly metricsToken: () => string;
  /** The one-time set-up code, made when there is none yet. */
  readonly setupCode: () => string;
  readonly endSetup: () => void;
};

export const metricsTokenFile = (folder: string): string => join(folder, 'metrics-token');

export function openKeys(folder: string): Keys {
  const setupFile = join(folder, 'setup-code');
  return {
    metricsToken: () => readOrMake(metricsTokenFile(folder), newToken),
    setupCode: () => readOrMake(setupFile, () => newToken().slice(0, 16)),
    endSetup: () => rmSync(setupFile, { force: true }),
  };
}

function readOrMake(file: string, make: () => string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = make();
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
