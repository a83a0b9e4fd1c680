// `verify-log`: is every event still what was written? Reads only, also beside a running hub.
import { texts, type Language } from '@hallcall/text';
import type { Settings } from '../settings.ts';
import { checkChain } from '../store/chain.ts';
import { openReadOnly } from '../store/inspect-database.ts';
import { databaseFile } from '../store/open-store.ts';

/** 0 when the chain is whole from `from` on, otherwise 1 and the seq of the first altered row. */
export async function verifyLog({ data }: Pick<Settings, 'data'>, from: number, tell: (line: string) => void, language: Language): Promise<number> {
  const { commandLine: say } = texts(language);
  const db = openReadOnly(databaseFile(data));
  try {
    const chain = checkChain(db, from);
    if (!chain.isWhole) {
      tell(say.verifyBroken({ seq: chain.seq }));
      return 1;
    }
    tell(say.verifyOk({ events: chain.events }));
    tell(chain.head);
    return 0;
  } finally {
    db.close();
  }
}
