// The store of a hall that is there already, for commands that have it to themselves: they never make an empty hall.
import { existsSync } from 'node:fs';
import { damaged, inspectDatabase } from './inspect-database.ts';
import { lockData } from './lock-data.ts';
import { databaseFile, openStore, type Store } from './open-store.ts';
import { Refusal } from './refusal.ts';

/** Gives `work` the locked and open store, and releases both behind it. Throws `Refusal`, with nothing made. */
export function withOwnStore<T>(folder: string, work: (store: Store) => T): T {
  const file = databaseFile(folder);
  if (![file, `${file}.restoring`].some((name) => existsSync(name))) throw new Refusal({ code: 'file.missing', file });
  const lock = lockData(folder);
  try {
    if (inspectDatabase(file) === null) throw damaged(file, 'empty', null);
    const store = openStore({ folder });
    try {
      return work(store);
    } finally {
      store.close();
    }
  } finally {
    lock.close();
  }
}
