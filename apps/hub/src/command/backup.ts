// `backup FILE`: a whole copy by SQLite's own backup, also beside a running hub. Raw keys are files, so none is in it.
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { texts, type Language } from '@hallcall/text';
import Database from 'better-sqlite3';
import { eraseTags } from '../person/person-tables.ts';
import type { Settings } from '../settings.ts';
import { checkChain } from '../store/chain.ts';
import { damaged, openReadOnly } from '../store/inspect-database.ts';
import { databaseFile } from '../store/open-store.ts';
import { Refusal } from '../store/refusal.ts';

const allPages = 2 ** 31 - 1;

/** Copies, checks the copy, and only then gives it its name. Throws `Refusal`. */
export async function backUp({ data }: Pick<Settings, 'data'>, target: string, tell: (line: string) => void, language: Language): Promise<number> {
  const file = resolve(target);
  if (existsSync(file)) throw new Refusal({ code: 'file.exists', file });
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  const db = openReadOnly(databaseFile(data));
  try {
    // In one step: SQLite begins a backup anew whenever another process writes between two of them.
    await db.backup(unfinished, { progress: () => allPages });
  } finally {
    db.close();
  }
  withoutTags(unfinished);
  const events = checkCopy(unfinished);
  chmodSync(unfinished, 0o600);
  syncFile(unfinished);
  renameSync(unfinished, file);
  tell(texts(language).commandLine.backupDone({ file, events }));
  return 0;
}

/** Tags of people are in no backup: they would outlive their keys there. */
export function withoutTags(file: string): void {
  const db = new Database(file);
  try {
    eraseTags(db);
  } finally {
    db.close();
  }
}

/** Number of events of a copy whose pages and chain are sound. */
export function checkCopy(file: string): number {
  const db = openReadOnly(file);
  try {
    const sound = db.pragma('quick_check(1)', { simple: true });
    if (sound !== 'ok') throw damaged(file, String(sound), null);
    const chain = checkChain(db, 1);
    if (!chain.isWhole) throw damaged(file, `event ${chain.seq} is not what was written`, null);
    return chain.events;
  } finally {
    db.close();
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  }
}

/** Brings a file's bytes to the disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}
