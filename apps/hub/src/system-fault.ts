// A file that somebody named and that the system would not open, read or make, as a sentence instead of a trace.
import { systemReasonText, texts, type Language, type Texts } from '@hallcall/text';
import Database from 'better-sqlite3';

/** `PATH: reason`, or what became of a database under a command's hands; null for whatever is no such fault. */
export function systemFault(error: unknown, language: Language): string | null {
  if (error instanceof Database.SqliteError) return databaseFault(error.code, texts(language));
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return null;
  return `${String(error.path)}: ${systemReasonText(texts(language), error.message)}`;
}

type Fault = keyof Texts['commandLine']['databaseFault'];

/** By the beginning of SQLite's code; anything else is a bug. */
const faults = [
  ['SQLITE_CORRUPT', 'corrupt'], ['SQLITE_NOTADB', 'corrupt'], ['SQLITE_FULL', 'full'], ['SQLITE_IOERR', 'disk'], ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'], ['SQLITE_READONLY', 'readOnly'], ['SQLITE_CANTOPEN', 'readOnly'],
] as const satisfies readonly (readonly [string, Fault])[];

function databaseFault(code: string, { commandLine: { databaseFault: say } }: Texts): string | null {
  const fault = faults.find(([start]) => code.startsWith(start));
  return fault ? say[fault[1]] : null;
}
