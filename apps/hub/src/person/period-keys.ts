// The keys under which identity numbers become tags: DATA/period-keys.json (0600, a file, so no backup holds it). A tag tells that two
// numbers are the same and nothing else; without its key it tells nothing at all.
import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lastEnded } from './period.ts';

const File = z.strictObject({ keys: z.array(z.strictObject({ id: z.int(), key: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })) });
type Key = z.infer<typeof File>['keys'][number];

/** `tag`: 128 bits. */
export type Tag = { readonly keyId: number; readonly tag: Buffer };
export type PeriodKeys = {
  /** The keys of these periods; one that is missing is made, and on the disk before it is returned. */
  readonly keys: (ids: readonly number[]) => readonly { readonly keyId: number; readonly key: string }[];
  /** The number under each of these keys. */
  readonly tags: (number: string, ids: readonly number[]) => readonly Tag[];
  /** Erases keys that have ended on a date; their tags must go too. */
  readonly erase: (today: string) => void;
  /** Ids of all keys there are. */
  readonly ids: () => readonly number[];
};

export const periodKeysFile = (folder: string): string => join(folder, 'period-keys.json');

/** Throws when the file is there and is none of this kind: nobody's no-shows are to vanish unseen. */
export function openPeriodKeys(folder: string): PeriodKeys {
  const file = periodKeysFile(folder);
  let known: readonly Key[] = existsSync(file) ? File.parse(JSON.parse(readFileSync(file, 'utf8'))).keys : [];
  const keep = (keys: readonly Key[]): void => {
    writeWhole(file, JSON.stringify({ keys }));
    known = keys;
  };
  const keysOf = (ids: readonly number[]): readonly Key[] => {
    const missing = ids.filter((id) => !known.some((one) => one.id === id));
    if (missing.length > 0) keep([...known, ...missing.map((id) => ({ id, key: randomBytes(32).toString('base64url') }))]);
    return known.filter(({ id }) => ids.includes(id));
  };
  return {
    keys: (ids) => keysOf(ids).map(({ id, key }) => ({ keyId: id, key })),
    tags: (number, ids) => keysOf(ids).map(({ id, key }) => ({ keyId: id, tag: tagOf(key, number) })),
    erase(today) {
      const ended = lastEnded(today);
      if (known.some(({ id }) => id <= ended)) keep(known.filter(({ id }) => id > ended));
    },
    ids: () => known.map(({ id }) => id),
  };
}

/** HMAC-SHA-256 cut to 128 bits; `key` as base64url. */
const tagOf = (key: string, number: string): Buffer => createHmac('sha256', Buffer.from(key, 'base64url')).update(number).digest().subarray(0, 16);

/** The old content or the new one, whatever happens in between. */
function writeWhole(file: string, content: string): void {
  const next = `${file}.next`;
  writeFileSync(next, `${content}\n`, { mode: 0o600 });
  const handle = openSync(next, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(next, file);
}
