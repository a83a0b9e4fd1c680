// Why the hub does not start on a data folder. A refused file is left exactly as it was.
import type { PlacedFault } from '@hallcall/domain';
import Database from 'better-sqlite3';

/** Why a database cannot be used. `detail`: SQLite's own words. */
export type Damage =
  | 'restoreCutOff' | 'noFile' | 'empty' | 'headerCutOff' | 'notSqlite' | 'foreign' | 'schema' | 'unreadable' | 'noEvents' | 'noConfig'
  | { readonly seq: number }
  | { readonly detail: string };

export type Problem =
  | { readonly code: 'folder.unwritable'; readonly folder: string }
  | { readonly code: 'folder.inUse'; readonly folder: string }
  | { readonly code: 'disk.full'; readonly folder: string }
  | { readonly code: 'database.newer'; readonly file: string; readonly found: number; readonly known: number }
  | { readonly code: 'database.damaged'; readonly file: string; readonly reason: Damage }
  | { readonly code: 'file.missing'; readonly file: string }
  | { readonly code: 'file.exists'; readonly file: string }
  /** A backup was to be written into it. */
  | { readonly code: 'folder.noBackup'; readonly folder: string }
  | { readonly code: 'port.invalid'; readonly value: string }
  | { readonly code: 'file.other'; readonly file: string; readonly reason: Damage }
  | { readonly code: 'folder.otherHall'; readonly folder: string; readonly own: string; readonly found: string }
  /** Not what this program wrote, cut off or altered; `line` counts from 1. */
  | { readonly code: 'archive.damaged'; readonly file: string; readonly line: number }
  /** Nothing from before `latest` may go: `latest` is the first day that has to stay. Null: no closed day at all. */
  | { readonly code: 'archive.tooRecent'; readonly latest: string | null; readonly days: number }
  /** A payment notice or a return pass of an old day is still in use. */
  | { readonly code: 'archive.exists'; readonly file: string }
  | { readonly code: 'archive.nothing'; readonly before: string }
  | { readonly code: 'port.inUse'; readonly port: number }
  /** Each with its place in the file: lines ready to print, or what is still to be said in the reader's language. */
  | { readonly code: 'config.invalid'; readonly file: string; readonly problems: readonly (string | PlacedFault)[] };

/** Thrown at start and by the commands; main turns `problem` into a sentence. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem)}`, options);
    this.name = 'Refusal';
    this.problem = problem;
  }
}

/** True for the two kinds of SQLite error that a living hub survives: a full disk and a failing one. */
export function isStorageFault(error: unknown): boolean {
  return error instanceof Database.SqliteError && (error.code.startsWith('SQLITE_FULL') || error.code.startsWith('SQLITE_IOERR'));
}
