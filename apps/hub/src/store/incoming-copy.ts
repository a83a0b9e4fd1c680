// The copy of a backup while `restore` makes it ready. A restore that was killed may have left one with whoever came that day still in it.
import { rmSync } from 'node:fs';

/** Where it lies beside the database `file`. */
export const incomingOf = (file: string): string => `${file}.incoming`;

/** With its journals: one of another copy would be rolled back into the next. */
export function discardIncoming(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${incomingOf(file)}${suffix}`, { force: true });
}
