// Whether a program could be started at all, before the first call depends on it.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A name is looked for in the folders of `path` (as in PATH), anything with a slash stands for itself. */
export function isProgramThere(command: string, path = ''): boolean {
  if (command.includes('/')) return isProgram(command);
  return path.split(delimiter).some((folder) => folder !== '' && isProgram(join(folder, command)));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
