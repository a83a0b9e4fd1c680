// DATA/day.key: 32 random bytes under which agents turn ID numbers into tags, and the seq of the opening they were made for.
// A closed day's key is overwritten, synced and unlinked; a day that is opened again gets another. Never in a backup.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const keyBytes = 32;
const fileBytes = keyBytes + 8;

export type DayKey = {
  /** `opening`: seq of the event that opened the day that is open; null: none is. Throws when the disk does not allow it: call again. */
  readonly follow: (opening: number | null) => void;
  /** The key of this opening; null while there is none. */
  readonly get: (opening: number | null) => Buffer | null;
};

/** Takes over what lies there; nothing is made or removed before the first `follow`. */
export function openDayKey(folder: string): DayKey {
  const file = join(folder, 'day.key');
  let known = read(file);
  return {
    get: (opening) => (known !== null && known.opening === opening ? known.key : null),
    follow(opening) {
      if (opening !== null && known?.opening === opening) return;
      known?.key.fill(0);
      known = null;
      destroy(file, folder);
      if (opening === null) return;
      const key = randomBytes(keyBytes);
      write(file, folder, { key, opening });
      known = { key, opening };
    },
  };
}

type Content = { readonly key: Buffer; readonly opening: number };

/** Null for a file that was cut off: it was given to nobody. */
function read(file: string): Content | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  return bytes.length === fileBytes ? { key: bytes.subarray(0, keyBytes), opening: Number(bytes.readBigUInt64BE(keyBytes)) } : null;
}

function write(file: string, folder: string, { key, opening }: Content): void {
  const tail = Buffer.alloc(8);
  tail.writeBigUInt64BE(BigInt(opening));
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, Buffer.concat([key, tail]));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  sync(folder);
}

function destroy(file: string, folder: string): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, Buffer.alloc(fileBytes), 0, fileBytes, 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  rmSync(file);
  sync(folder);
}

/** A name that comes or goes is on the disk when its folder is. */
function sync(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
