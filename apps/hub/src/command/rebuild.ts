// `rebuild`: replays the log into the read tables, says where they differed, and leaves the replayed ones.
import { texts, type Language } from '@hallcall/text';
import type { Settings } from '../settings.ts';
import { checkChain } from '../store/chain.ts';
import { damaged } from '../store/inspect-database.ts';
import { withOwnStore } from '../store/open-own-store.ts';
import { rebuildTables } from '../store/rebuild-tables.ts';

/** 0 when the tables were what the log says, 1 when a table differed. */
export async function rebuild({ data }: Pick<Settings, 'data'>, tell: (line: string) => void, language: Language): Promise<number> {
  const { commandLine: say } = texts(language);
  const { events, differing } = withOwnStore(data, ({ db, file }) => {
    // What is not what was written must not become what the tables say.
    const chain = checkChain(db, 1);
    if (!chain.isWhole) throw damaged(file, { seq: chain.seq }, null);
    if (chain.events === 0) throw damaged(file, 'noEvents', null);
    return rebuildTables(db);
  });
  for (const table of differing) tell(say.rebuildDiffers({ table }));
  tell(say.rebuildDone({ events }));
  return differing.length === 0 ? 0 : 1;
}
