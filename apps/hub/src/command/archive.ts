// `archive`: moves the events of old days into a file, and their rows out of the database. The file is whole, on the disk and read back
// before anything is removed; the removal is one transaction. The hub must not run.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ServiceDate } from '@hallcall/domain';
import { texts, type Language } from '@hallcall/text';
import type { Database } from 'better-sqlite3';
import type { Settings } from '../settings.ts';
import { openArchive, writeArchive, type ArchiveHeading } from '../store/archive-file.ts';
import { checkChain, followChain } from '../store/chain.ts';
import type { EventRow } from '../store/event-log.ts';
import { hallIdOf } from '../store/hall-id.ts';
import { damaged } from '../store/inspect-database.ts';
import { withOwnStore } from '../store/open-own-store.ts';
import type { Store } from '../store/open-store.ts';
import { planArchive } from '../store/plan-archive.ts';
import { Refusal } from '../store/refusal.ts';
import { removeArchived } from '../store/remove-archived.ts';
import { settleRollups } from '../store/rollup-table.ts';
import { syncFolder } from './backup.ts';

export type ArchiveWish = {
  /** The first day that stays; null: three years before the newest one. */
  readonly before: string | null;
  readonly to: string | null;
};

/** 0 when done, 2 for a wish that cannot be read. Throws `Refusal`, with nothing changed. */
export async function archive({ data }: Pick<Settings, 'data'>, { before, to }: ArchiveWish, tell: (line: string) => void, language: Language): Promise<number> {
  const { archive: say } = texts(language).close;
  const date = before === null ? null : ServiceDate.safeParse(before);
  if (to === null || date?.success === false) {
    tell(to === null ? say.needsTo : say.badDate({ value: before ?? '' }));
    return 2;
  }
  const file = resolve(to);
  if (existsSync(file)) throw new Refusal({ code: 'archive.exists', file });
  const done = withOwnStore(data, (store) => archiveDays(store, { before: date?.data ?? null, file }, { written: () => undefined, removed: () => undefined }));
  tell(say.done({ ...done, file }));
  tell(say.keep);
  return 0;
}

/** What is called on the way, for tests that end it there: with the file in place, and before the commit of the removal. */
export type ArchiveSteps = { readonly written: () => void; readonly removed: () => void };
type Done = { readonly events: number; readonly days: number; readonly until: string };

/** The database must be nobody else's. */
export function archiveDays({ db, file: database }: Store, { before, file }: { readonly before: ServiceDate | null; readonly file: string }, steps: ArchiveSteps): Done {
  const chain = checkChain(db, 1);
  if (!chain.isWhole) throw damaged(database, { seq: chain.seq }, null);
  const plan = planArchive(db, before);
  // Nobody can count a day any more whose events are gone.
  settleRollups(db);
  writeChecked(db, file, { hallId: hallIdOf(db), after: plan.after, last: plan.last });
  steps.written();
  db.transaction(() => {
    removeArchived(db, plan);
    steps.removed();
  })();
  return { events: plan.last.seq - plan.after.seq, days: plan.days, until: plan.until };
}

/** Under its name the file is whole and on the disk, or it is not there. */
function writeChecked(db: Database, file: string, heading: ArchiveHeading): void {
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    writeUnfinished(db, unfinished, heading);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  renameSync(unfinished, file);
  syncFolder(dirname(file));
}

/** Written and read back. */
function writeUnfinished(db: Database, unfinished: string, heading: ArchiveHeading): void {
  const rows = db.prepare<[number, number], EventRow>('select * from event where seq > ? and seq <= ? order by seq');
  writeArchive(unfinished, heading, rows.iterate(heading.after.seq, heading.last.seq));
  const back = openArchive(unfinished);
  const chain = followChain(back.after, back.rows(), () => undefined);
  if (!chain.isWhole || chain.head !== heading.last.hash.toString('hex')) throw new Error(`${unfinished} is not what was written to it`);
}
