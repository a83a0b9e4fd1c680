import { FolderRefused, makeFolder } from '@hallcall/host';
import { Refusal } from './refusal.ts';

/** Makes a folder of the hub's data (0700). Throws `Refusal`. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    if (!(error instanceof FolderRefused)) throw error;
    throw new Refusal({ code: error.code === 'ENOSPC' ? 'disk.full' : 'folder.unwritable', folder }, { cause: error });
  }
}
