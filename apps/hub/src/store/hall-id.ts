// Whose database this is: every configuration of it names the same hall.
import { HallId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const Named = z.object({ hallId: HallId });

/** Throws when no configuration is stored: such a database has no events of a hall either. */
export function hallIdOf(db: Database): HallId {
  const text = db.prepare<[], string>('select hall from config order by version desc limit 1').pluck().get();
  return Named.parse(JSON.parse(text ?? '{}')).hallId;
}
