// A folder that electron-builder takes for an unpacked Electron, where none can be had: enough files to pack around, and a fuse wire
// to flip. It runs nothing: `electron` says what it is and fails.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Fuse version 1, nine fuses, as they leave the factory. That it is nine is an assumption. */
const wire = Buffer.from([1, 9, ...Buffer.from('101100010')]);

/** Writes the folder; `version` is what it claims to be. */
export function writeStubElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  const program = Buffer.concat([Buffer.from('#!/bin/sh\necho STUB-NOT-ELECTRON\nexit 97\n'), Buffer.from(sentinel), wire, Buffer.from('\n')]);
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/zh-CN.pak']) writeFileSync(join(folder, file), 'stub');
}
