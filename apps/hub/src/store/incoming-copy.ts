// The copy that a restore prepares beside the database. A killed one leaves it, with whoever stood in what it was copied from.
import { rmSync } from 'node:fs';

export const incomingOf = (database: string): string => `${database}.incoming`;

/** With what lies beside it: a journal of another copy would be rolled back into the next one. */
export function discardCopy(incoming: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${incoming}${suffix}`, { force: true });
}
