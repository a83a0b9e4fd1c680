// DATA/maintenance.json, readable by its owner only: the PIN's hash and how often a wrong one was tried since the last right one.
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const PinRecord = z.strictObject({
  pin: z.string().regex(/^scrypt\$\d+\$[\w-]+\$[\w-]+$/),
  failures: z.int().min(0),
  /** Own clock, epoch ms. */
  lockedUntil: z.number().min(0),
});
export type PinRecord = Readonly<z.infer<typeof PinRecord>>;

export const pinFileIn = (folder: string): string => join(folder, 'maintenance.json');

/** Null when no PIN was set. Throws for a file that cannot be read or understood. */
export function readPinFile(file: string): PinRecord | null {
  try {
    return PinRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be used`, { cause: error });
  }
}

/** Whole or not at all: a power cut leaves the old file or the new one. */
export function writePinFile(file: string, record: PinRecord): void {
  const next = `${file}.new`;
  writeFileSync(next, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
  // The mode above counts only for a file that was not there.
  chmodSync(next, 0o600);
  renameSync(next, file);
}
