// `backup FILE`: a whole copy, also beside a running hub, but for who came today. Raw keys are files, so none is in it.
import { accessSync, closeSync, constants, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { texts, type Language } from '@hallcall/text';
import type { Settings } from '../settings.ts';
import { checkChain } from '../store/chain.ts';
import { copyDatabase } from '../store/copy-database.ts';
import { damaged, openReadOnly } from '../store/inspect-database.ts';
import { databaseFile } from '../store/open-store.ts';
import { Refusal } from '../store/refusal.ts';

/** Copies, checks the copy, and only then gives it its name. Throws `Refusal`. */
export async function backUp({ data }: Pick<Settings, 'data'>, target: string, tell: (line: string) => void, language: Language): Promise<number> {
  const file = resolve(target);
  if (existsSync(file)) throw new Refusal({ code: 'file.exists', file });
  expectWritable(dirname(file));
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  const events = copyChecked(databaseFile(data), unfinished);
  renameSync(unfinished, file);
  syncFolder(dirname(file));
  tell(texts(language).commandLine.backupDone({ file, events }));
  return 0;
}

function expectWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal({ code: 'folder.noBackup', folder }, { cause: error });
  }
}

/** Number of events of the copy, which is on the disk then. Leaves nothing when it fails. */
function copyChecked(source: string, target: string): number {
  try {
    copyDatabase(source, target);
    const events = checkCopy(target);
    syncFile(target);
    return events;
  } catch (error) {
    rmSync(target, { force: true });
    throw saidOf(source, error);
  }
}

/** The copy has a name that nobody knows, and is gone: what is wrong with it is wrong with what it was made of. */
export function saidOf(source: string, error: unknown): unknown {
  if (!(error instanceof Refusal) || !('file' in error.problem)) return error;
  return new Refusal({ ...error.problem, file: source }, { cause: error });
}

/** Number of events of a copy whose pages and chain are sound. */
export function checkCopy(file: string): number {
  const db = openReadOnly(file);
  try {
    const sound = db.pragma('quick_check(1)', { simple: true });
    if (sound !== 'ok') throw damaged(file, { detail: String(sound) }, null);
    const chain = checkChain(db, 1);
    if (!chain.isWhole) throw damaged(file, { seq: chain.seq }, null);
    // Every hall has at least adopted a configuration.
    if (chain.events === 0) throw damaged(file, 'noEvents', null);
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

/** A name that comes or goes is on the disk when its folder is. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
