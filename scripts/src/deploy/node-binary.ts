// The Node that a package brings along: the project's own, without its symbols where `strip` is at hand.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { External } from './closure.ts';
import { root } from './root.ts';

const name = `node-linux-${process.arch}`;

/** Makes it once; each package then has it under another name, without another copy. */
export function prepareNode(to: string): void {
  const binary = join(root, 'node_modules', name, 'bin/node');
  const stripped = spawnSync('strip', ['-o', to, binary]);
  if (stripped.status !== 0) copyFileSync(binary, to);
  chmodSync(to, 0o755);
}

export function placeNode(prepared: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  linkSync(prepared, to);
}

/** For the list of licences. */
export function nodePackage(): External {
  const folder = join(root, 'node_modules', name);
  // npm's own field.
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { name: 'Node.js', version, folder, license: 'MIT', isNative: true };
}
