// `rebuild`: replays the log into the read tables, says where they differed, and leaves the replayed ones.
import { texts, type Language } from '@hallcall/text';
import type { Settings } from '../settings.ts';
import { lockData } from '../store/lock-data.ts';
import { openStore } from '../store/open-store.ts';
import { rebuildTables } from '../store/rebuild-tables.ts';

/** 0 when the tables were what the log says, 1 when a table differed. */
export async function rebuild({ data }: Pick<Settings, 'data'>, tell: (line: string) => void, language: Language): Promise<number> {
  const { commandLine: say } = texts(language);
  const lock = lockData(data);
  try {
    const store = openStore({ folder: data });
    try {
      const { events, differing } = rebuildTables(store.db);
      for (const table of differing) tell(say.rebuildDiffers({ table }));
      tell(say.rebuildDone({ events }));
      return differing.length === 0 ? 0 : 1;
    } finally {
      store.close();
    }
  } finally {
    lock.close();
  }
}
