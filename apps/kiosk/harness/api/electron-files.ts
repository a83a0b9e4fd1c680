// Files of the installed electron package, found without ever loading it: that would start a download.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const electronFolder = join(import.meta.dirname, '../../node_modules/electron');
export const apiFile = join(import.meta.dirname, '../electron-api.json');

/** As installed: `45.4.1`. */
export const electronVersion = (): string => (JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')) as { version: string }).version;

export const electronTypes = (): string => readFileSync(join(electronFolder, 'electron.d.ts'), 'utf8');
