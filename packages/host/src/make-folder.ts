// Makes a folder that a person named. Node's own recursive mkdir never comes back where a file system refuses with ENOENT,
// as /proc does (measured: Node 20 and 24).
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A folder that cannot be made or is none. `code` is the system's: `EACCES`, `ENOTDIR`, `ENOSPC` … */
export class FolderRefused extends Error {
  readonly folder: string;
  readonly code: string;

  constructor(folder: string, code: string, cause: unknown) {
    super(`${folder}: ${code}`, { cause });
    this.name = 'FolderRefused';
    this.folder = folder;
    this.code = code;
  }
}

/** Makes `folder` and what is missing above it, all with `mode`. Throws `FolderRefused`, and then nothing of it is left. */
export function makeFolder(folder: string, mode: number): void {
  const made: string[] = [];
  try {
    for (const path of missingAt(resolve(folder))) {
      if (makeOne(path, mode)) made.push(path);
    }
  } catch (error) {
    for (const path of made.toReversed()) rmdirSync(path);
    throw new FolderRefused(folder, codeOf(error), error);
  }
}

/** The outermost first. */
function missingAt(folder: string): string[] {
  const missing: string[] = [];
  for (let path = folder; !isFolder(path); path = dirname(path)) missing.unshift(path);
  return missing;
}

/** False: somebody else made it in the meantime. */
function makeOne(path: string, mode: number): boolean {
  try {
    mkdirSync(path, { mode });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && isFolder(path)) return false;
    throw error;
  }
}

/** Throws `ENOTDIR` where a file stands in the way. */
function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory()) throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' });
  return found !== undefined;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
